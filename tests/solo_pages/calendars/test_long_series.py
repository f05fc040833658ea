"""Series that go on for long, or were changed on the way: their calendars have the dates of the database."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from solo_pages.enums import ExceptionKind
from solo_pages.models import EventPage, Occurrence
from tests.factories.site import publish

from .conftest import expanded

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


def text_of(page):
    return Client().get(f"{page.url}event.ics").content.decode()


def master(text):
    return next(event for event in Calendar.from_ical(text).walk("VEVENT") if "RECURRENCE-ID" not in event)


def walls(event, name):
    """The values of an EXDATE or RDATE, without their zone."""
    found = event.get(name)
    lists = found if isinstance(found, list) else [found] if found else []
    return [one.dt.replace(tzinfo=None) for each in lists for one in each.dts]


def assert_same_dates(text):
    """Another library finds what is in the database, up to the last date there: from then on the rule goes on."""
    rows = sorted(Occurrence.objects.scheduled().values_list("starts_at", "ends_at"))
    begin = datetime(2000, 1, 1, tzinfo=PARIS)
    found = expanded(text, begin, days=(rows[-1][1] - begin).days + 1)
    assert [one for one in found if one <= rows[-1]] == rows


def republish(page, **fields):
    page = EventPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    publish(page)
    return page


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;COUNT=2000",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=DAILY",
        "FREQ=MONTHLY;BYDAY=1MO",
    ],
)
def test_a_series_of_many_years_is_a_rule_and_nothing_else(meeting, rule):
    page = meeting(starts_on=date(2005, 3, 7), recurrence=rule)
    text = text_of(page)
    event = master(text)
    assert walls(event, "EXDATE") == walls(event, "RDATE") == []
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 1
    first = Occurrence.objects.order_by("starts_at").first()
    assert event["DTSTART"].dt == first.starts_at
    assert event["UID"] == first.series.uid
    assert_same_dates(text)


def test_what_is_counted_ends_where_it_did(meeting):
    today = timezone.localdate()
    page = meeting(starts_on=today - timedelta(days=7 * 200), recurrence="FREQ=WEEKLY;COUNT=210")
    text = text_of(page)
    rows = sorted(Occurrence.objects.values_list("starts_at", "ends_at"))
    assert expanded(text, datetime(2000, 1, 1, tzinfo=PARIS), days=40_000) == rows
    assert rows[-1][0].astimezone(PARIS).date() == today + timedelta(days=7 * 9)


def test_a_date_that_was_added_far_from_the_others_takes_none_away(meeting):
    begun = timezone.localdate() - timedelta(days=7)
    far = {"kind": ExceptionKind.ADDED, "occurrence_on": begun + timedelta(days=3001)}
    page = meeting(starts_on=begun, recurrence="FREQ=WEEKLY", exceptions=[far])
    event = master(text_of(page))
    assert walls(event, "EXDATE") == []
    assert walls(event, "RDATE") == [datetime.combine(far["occurrence_on"], time(18))]


@pytest.mark.parametrize("hour", [9, 20])
def test_at_another_hour_what_was_stays_as_it_was(meeting, hour):
    begun = timezone.localdate() - timedelta(days=22)
    page = meeting(starts_on=begun, recurrence="FREQ=WEEKLY;COUNT=8")
    page = republish(page, starts_time=time(hour), ends_time=time(hour + 1))
    text = text_of(page)
    assert walls(master(text), "EXDATE") == walls(master(text), "RDATE") == []
    assert len(Calendar.from_ical(text).walk("VEVENT")) == 5
    assert_same_dates(text)


@pytest.mark.parametrize("shift", [-1, 1, 3])
def test_on_another_day_of_the_week_what_was_stays_as_it_was(meeting, shift):
    begun = timezone.localdate() - timedelta(days=24)
    page = meeting(starts_on=begun, recurrence="FREQ=WEEKLY;COUNT=8")
    page = republish(page, starts_on=begun + timedelta(days=shift))
    text = text_of(page)
    event = master(text)
    assert event["DTSTART"].dt.replace(tzinfo=None) not in walls(event, "EXDATE")
    assert_same_dates(text)


def test_with_another_rule_what_was_stays_as_it_was(meeting):
    begun = timezone.localdate() - timedelta(days=24)
    page = meeting(starts_on=begun, recurrence="FREQ=WEEKLY;COUNT=8")
    for rule in ("FREQ=DAILY;COUNT=60", "FREQ=MONTHLY;COUNT=5", "FREQ=WEEKLY;INTERVAL=2;COUNT=6"):
        page = republish(page, recurrence=rule)
        assert_same_dates(text_of(page))
