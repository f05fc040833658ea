"""The invented meetings, on days that follow from the day of loading."""

from calendar import monthcalendar
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from solo_pages.enums import Attendance, RegistrationMode
from solo_pages.events.recurrence import rule_starts
from solo_pages.events.upkeep import write_occurrences
from solo_pages.models import EventException, EventPage, EventQuestion, Occurrence, Registration
from solo_pages.registration.access import note_opened
from solo_pages.registration.states import Applicant, add_by_hand

from .accounts import owners
from .content import events, solos
from .context import Loading

DAYS_AHEAD = 400
# The series that goes on until June is not over soon.
DAYS_UNTIL_JUNE = 120


def load_events(loading: Loading, parent: Page) -> None:
    """Publish the meetings below ``parent``, in English where it is written, with those who registered."""
    today = timezone.localdate()
    for event in events():
        key = f"event:{event['slug']}"
        if loading.ledger.knows(f"{key}:en" if "en" in event else key):
            continue
        publish = partial(_publish, loading, parent, event, today)
        page = loading.ledger.once(key, EventPage, publish)
        if page and "people" in event:
            loading.ledger.once(
                f"people:{event['slug']}", Registration, partial(_register, loading, page, event["people"])
            )
        if page and "en" in event:
            loading.english_page(key, page, prose(page, event, "en"))


def _publish(loading: Loading, parent: Page, event: dict[str, Any], today: date) -> EventPage:
    page = loading.publish(parent, meeting(loading, event, today))
    write_occurrences(page)
    return page


def meeting(loading: Loading, event: dict[str, Any], today: date) -> EventPage:
    """Make the page of a meeting, unsaved."""
    first = day_of(event["when"], today)
    times = [time.fromisoformat(text) for text in event.get("times", [])]
    page = EventPage(
        slug=event["slug"],
        starts_on=first,
        starts_time=times[0] if times else None,
        ends_on=first + timedelta(days=event["last_day"]) if "last_day" in event else None,
        ends_time=times[1] if times else None,
        recurrence=event.get("rule", "").format(june=end_of_june(today)),
        is_cancelled=event.get("cancelled", False),
        attendance=event.get("attendance", Attendance.ON_SITE),
        venue_id=loading.ledger.id_of(f"service:{event['venue']}") if "venue" in event else None,
        online_url=event.get("online_url", ""),
        organiser_name=event["organiser"],
        organiser_email=event["email"],
        registration=event.get("registration", RegistrationMode.NONE),
        registration_url=event.get("registration_url", ""),
        capacity=event.get("capacity"),
        places_each=event.get("places_each", 1),
        registration_opens_days=event.get("opens_days"),
        registration_closes_hours=event.get("closes_hours", 0),
        lists_participants=event.get("listed", False),
        photo=loading.pictures.get(f"scenes/{event['scene']}", event["scene"]),
        **place(loading, event.get("place")),
        **event["fr"],
    )
    page.event_types = loading.terms("event_type", event["types"])
    page.languages = loading.terms("language", event["languages"])
    page.exceptions = list(exceptions(loading, page, event, today))
    page.questions = [
        EventQuestion(
            locale=loading.french,
            sort_order=number,
            kind=question["kind"],
            required=question.get("required", False),
            **question["fr"],
        )
        for number, question in enumerate(event.get("questions", []))
    ]
    return page


def place(loading: Loading, given: dict[str, str] | None) -> dict[str, Any]:
    """Give the fields of a place that is no service point."""
    if given is None:
        return {}
    return {
        "place_name": given["name"],
        "street_address": given["street"],
        "postcode": given["postcode"],
        "commune": loading.communes[given["commune"]],
    }


def prose(page: EventPage, event: dict[str, Any], language: str) -> dict[str, Any]:
    """Give what is said differently in each language; questions are those of the page, in other words."""
    fields: dict[str, Any] = dict(event[language])
    asked = event.get("questions", [])
    if asked:
        fields["questions"] = [
            EventQuestion(translation_key=own.translation_key, locale=own.locale, **question[language])
            for own, question in zip(page.questions.order_by("sort_order"), asked, strict=True)
        ]
    return fields


# --- days -----------------------------------------------------------------------------------------------------------


def day_of(when: dict[str, int], today: date) -> date:
    """
    Say which day ``when`` means: so many days from today, a weekday of a week, or the nth weekday of a month.

    >>> day_of({"nth": 1, "weekday": 4, "months": 1}, date(2026, 11, 28))
    datetime.date(2026, 12, 3)
    """
    if "days" in when:
        return today + timedelta(days=when["days"])
    if "weeks" in when:
        return today + timedelta(days=when["weekday"] - today.isoweekday(), weeks=when["weeks"])
    year, month = divmod(today.year * 12 + today.month - 1 + when["months"], 12)
    days = [week[when["weekday"] - 1] for week in monthcalendar(year, month + 1) if week[when["weekday"] - 1]]
    return date(year, month + 1, days[when["nth"] - 1 if when["nth"] > 0 else when["nth"]])


def end_of_june(today: date) -> str:
    """The end of a June as an UNTIL (RFC 5545, 3.3.10), in UTC."""
    june = date(today.year, 6, 30)
    year = today.year if june - today >= timedelta(days=DAYS_UNTIL_JUNE) else today.year + 1
    return f"{year}0630T215959Z"


def exceptions(loading: Loading, page: EventPage, event: dict[str, Any], today: date) -> Iterator[EventException]:
    """Give the dates that differ: those on the days to skip, and the nth ones to come."""
    skipped = event.get("skip", [])
    kept: list[datetime] = []
    for start in rule_starts(page, today, today + timedelta(days=DAYS_AHEAD)) if page.recurrence else []:
        if f"{start:%m-%d}" in skipped:
            yield EventException(kind="excluded", occurrence_on=start.date())
        else:
            kept.append(start)
    for one in event.get("exceptions", []):
        start = kept[one["nth"]]
        yield EventException(
            kind=one["kind"],
            occurrence_on=start.date(),
            new_on=start.date() + timedelta(days=one["days"]) if "days" in one else None,
            new_venue_id=loading.ledger.id_of(f"service:{one['venue']}") if "venue" in one else None,
        )


# --- people ---------------------------------------------------------------------------------------------------------


def _register(loading: Loading, page: EventPage, people: dict[str, int]) -> Registration:
    """Write down solos for a date that is to come, or for the one that is over; those with an account first."""
    dates = Occurrence.objects.filter(series=page.translation_key).order_by("starts_at")
    coming = list(dates.upcoming()) or list(dates)
    chosen = coming[people.get("nth", 0)]
    account_of = owners(loading.users)
    made = None
    comers = sorted(solos(), key=lambda solo: solo["slug"] not in account_of)
    for number, solo in enumerate(comers[: people["confirmed"] + people.get("waiting", 0)]):
        person = account_of.get(solo["slug"])
        applicant = Applicant(
            name=solo["name"],
            email=person.email if person else f"{solo['slug']}@soho-solo.example",
            person=person,
            answers=_answers(page, number, solo),
            listed=page.lists_participants and number % 3 != 2,
            language="fr",
        )
        made = add_by_hand(chosen, applicant).registration
        note_opened(made)
    return made


def _answers(page: EventPage, number: int, solo: dict[str, Any]) -> dict[str, str]:
    answers = {}
    for question in page.questions.all():
        choices = question.choices.splitlines()
        if choices:
            answers[str(question.translation_key)] = choices[number % len(choices)]
        elif question.kind == "text":
            answers[str(question.translation_key)] = solo["fr"]["headline"][:100]
    return answers
