"""The meetings of an account."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import get_language

from ..events.addresses import date_path
from ..models.occurrence import Occurrence
from ..models.registration import Registration
from .access import registrations_of
from .conditions import pages_of_each

# Of past ones, the latest.
MOST = 50


@dataclass(frozen=True, slots=True)
class MyMeeting:
    """A date that somebody is registered for, or was."""

    registration: Registration
    occurrence: Occurrence
    title: str
    when: str
    url: str

    @property
    def badge(self) -> str:
        """The look of its state."""
        looks = {"confirmed": "open", "offered": "warning", "waiting": "info"}
        return "closed" if self.occurrence.is_cancelled else looks.get(self.registration.state, "closed")


def meetings_of(user: Any) -> dict[str, list[MyMeeting]]:
    """
    The dates to come (``coming``, the next first) and those that are over, or that they no longer come to (``past``,
    the latest first), in the active language. Two queries, and one for each meeting with dates of its own.
    """
    registrations = list(registrations_of(user))
    series = {one.occurrence.series_id for one in registrations}
    known = apps.get_model("solo_pages", "EventPage").objects.filter(translation_key__in=series)
    known = known.select_related("locale").prefetch_related("exceptions")
    pages = pages_of_each(known, get_language() or "")
    meetings = [_meeting(one, pages[one.occurrence.series_id]) for one in registrations if
                one.occurrence.series_id in pages]  # fmt: skip
    coming = [one for one in meetings if one.registration.is_active and not one.occurrence.is_past]
    past = [one for one in meetings if one.occurrence.is_past and one.registration.is_active]
    return {"coming": coming, "past": past[::-1][:MOST]}


def _meeting(registration: Registration, page: Any) -> MyMeeting:
    occurrence = registration.occurrence
    url = (page.url or "") + date_path(page, occurrence) if page.live and page.url else ""
    return MyMeeting(registration, occurrence, page.title, occurrence.when_words(page.zone), url)
