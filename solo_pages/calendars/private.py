"""Somebody's own calendar: the dates that they registered for, at an address that only they know."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from icalendar import Event

from ..invitations.inviting import digest_of
from ..models import CalendarFeed, EventPage, Registration
from ..registration.access import registrations_of
from ..registration.conditions import pages_of_each
from .events import single
from .reading import Meeting, meetings_of, pages_of

# Dates that are over stay for so long; of all, the calendar has so many at most.
KEPT = timedelta(days=90)
MOST = 500
STATUS = {
    Registration.State.CONFIRMED: "CONFIRMED",
    Registration.State.WAITING: "TENTATIVE",
    Registration.State.OFFERED: "TENTATIVE",
}


def make_feed(person: Any) -> str:
    """Give somebody's calendar a new secret, which is known here only now; a former one works no longer."""
    token = secrets.token_urlsafe(32)
    values = {"digest": digest_of(token), "created_at": timezone.now()}
    CalendarFeed.objects.update_or_create(person=person, defaults=values)
    return token


def stop_feed(person: Any) -> None:
    """Have somebody's calendar be nowhere."""
    CalendarFeed.objects.filter(person=person).delete()


def feed_of(person: Any) -> CalendarFeed | None:
    """Give somebody's calendar, or None."""
    return CalendarFeed.objects.filter(person=person).first()


def person_of(token: str) -> Any:
    """Give whose calendar a secret belongs to; None where it belongs to nobody, or the account is closed."""
    feed = CalendarFeed.objects.select_related("person").filter(digest=digest_of(token)).first()
    return feed.person if feed and feed.person.is_active else None


def followed(person: Any) -> list[Registration]:
    """Give what somebody registered for and did not cancel, with or without being logged in, the next dates first."""
    found = registrations_of(person).filter(state__in=Registration.ACTIVE)
    recent = found.filter(occurrence__ends_at__gt=timezone.now() - KEPT)
    return list(recent.select_related("occurrence__venue__commune", "occurrence__commune")[:MOST])


def own_dates(
    registrations: Iterable[Registration], url_of: Callable[[EventPage], str]
) -> tuple[list[Event], list[Meeting]]:
    """
    Give the dates of registrations as events, each as far as it is certain, and the meetings that they belong to. Only
    those who have a place are told the address of an online meeting.
    """
    registrations = list(registrations)
    series = {one.occurrence.series_id for one in registrations}
    pages = pages_of_each(pages_of(EventPage.objects.filter(translation_key__in=series)), get_language() or "")
    known = meetings_of(pages.values(), url_of, [one.occurrence for one in registrations])
    meetings = {meeting.series.key: meeting for meeting in known}
    events = []
    for one in registrations:
        if meeting := meetings.get(one.occurrence.series_id):
            confirmed = one.state == Registration.State.CONFIRMED
            told = replace(meeting, shows_online_address=confirmed)
            events.append(single(told, one.occurrence, STATUS[Registration.State(one.state)]))
    return events, known
