"""The address of a date stays, whatever becomes of its meeting: it stands in letters, in calendars and on paper."""

from datetime import date, time, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db.models import F
from django.utils import timezone

from directory_blocks.models import Entry
from solo_pages.enums import ExceptionKind
from solo_pages.models import EventPage, Occurrence
from tests.factories.site import publish
from tests.factories.solo_pages import EventPageFactory

from .test_public_page import event_of, html

pytestmark = pytest.mark.django_db

THURSDAYS = {"starts_on": date(2099, 3, 5), "recurrence": "FREQ=WEEKLY;COUNT=3"}
BELOW = ("", "event.ics", "qr.svg", "share.png", "register/")


@pytest.fixture
def meeting(site):
    def make(**fields):
        return EventPageFactory(parent=site.section, **(THURSDAYS | fields))

    return make


def republish(page, **fields):
    page = EventPage.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    publish(page)


def paths():
    """The address of each date below its meeting, by its start."""
    return list(Occurrence.objects.order_by("starts_at").values_list("segment", flat=True))


def test_another_time_leaves_past_dates_and_those_to_come_where_they_are(client, meeting):
    begun = timezone.localdate() - timedelta(days=8)
    page = meeting(starts_on=begun, recurrence="FREQ=WEEKLY;COUNT=4")
    days = [f"{begun + timedelta(days=7 * number):%Y-%m-%d}" for number in range(4)]
    republish(page, starts_time=time(19), ends_time=time(21))
    assert paths() == days
    assert event_of(html(client, f"{page.url}{days[0]}/"))["startDate"].startswith(f"{days[0]}T18:00")
    assert event_of(html(client, f"{page.url}{days[3]}/"))["startDate"].startswith(f"{days[3]}T19:00")


@pytest.mark.parametrize("below", BELOW)
def test_another_day_of_the_week_leaves_each_date_where_it_is(client, meeting, below):
    page = meeting()
    republish(page, starts_on=date(2099, 3, 6))
    assert paths() == ["2099-03-05", "2099-03-12", "2099-03-19"]
    assert client.get(f"{page.url}2099-03-12/{below}").status_code == 200
    assert client.get(f"{page.url}2099-03-13/{below}").status_code == 404
    listed = Entry.objects.filter(source="event").values_list("url_path", flat=True)
    assert f"{page.url}2099-03-12/" in listed


def test_a_series_that_was_moved_says_when_each_date_was_to_be(client, meeting):
    page = meeting()
    republish(page, starts_on=date(2099, 3, 6))
    text = html(client, f"{page.url}2099-03-12/")
    assert "Vendredi 13 mars 2099, de 18 h à 20 h" in text
    assert "Reportée." in text
    assert "jeudi 12 mars 2099, de 18 h à 20 h</time>" in text
    data = event_of(text)
    assert data["eventStatus"] == "https://schema.org/EventRescheduled"
    assert data["previousStartDate"] == "2099-03-12T18:00:00+01:00"
    republish(page, starts_on=date(2099, 3, 5))
    assert event_of(html(client, f"{page.url}2099-03-12/"))["eventStatus"] == "https://schema.org/EventScheduled"


def test_a_single_meeting_on_another_day_says_so(client, meeting):
    page = meeting(recurrence="")
    republish(page, starts_on=date(2099, 4, 1))
    data = event_of(html(client, page.url))
    assert (data["startDate"][:10], data["previousStartDate"][:10]) == ("2099-04-01", "2099-03-05")


def test_of_two_dates_of_a_day_the_one_that_was_there_first_keeps_it(client, meeting):
    page = meeting()
    again = {"kind": ExceptionKind.ADDED, "occurrence_on": date(2099, 3, 12)}
    page.exceptions.create(**again, occurrence_time=time(9))
    publish(page)
    assert paths() == ["2099-03-05", "2099-03-12-0900", "2099-03-12", "2099-03-19"]
    for when, hour in {"2099-03-12": "18", "2099-03-12-0900": "09"}.items():
        assert event_of(html(client, f"{page.url}{when}/"))["startDate"][11:13] == hour


def test_dates_that_stand_where_another_one_was_have_an_address_of_their_own(meeting):
    page = meeting()
    # What was on the 12th is on the 13th now; and two others are added on the 12th.
    republish(page, starts_on=date(2099, 3, 6))
    page = EventPage.objects.get(pk=page.pk)
    for hour in (18, 20):
        page.exceptions.create(kind=ExceptionKind.ADDED, occurrence_on=date(2099, 3, 12), occurrence_time=time(hour))
    publish(page)
    assert paths() == ["2099-03-05", "2099-03-12-1800", "2099-03-12-2000", "2099-03-12", "2099-03-19"]


@pytest.mark.parametrize("when", ["٢٠٩٩-٠٣-١٢", "2099-03-1２", "2099-03-12-", "2099-03-12-18"])
@pytest.mark.parametrize("below", BELOW)
def test_an_address_is_written_in_one_way(client, meeting, when, below):
    page = meeting()
    assert client.get(f"{page.url}{when}/{below}").status_code == 404


def test_dates_from_before_addresses_were_kept_have_those_that_they_had(meeting):
    page = meeting()
    for hour in (20, 21):
        page.exceptions.create(kind=ExceptionKind.ADDED, occurrence_on=date(2099, 3, 12), occurrence_time=time(hour))
    publish(page)
    before = paths()
    assert before == ["2099-03-05", "2099-03-12", "2099-03-12-2000", "2099-03-12-2100", "2099-03-19"]
    Occurrence.objects.update(segment=F("pk"), announced_at=F("ends_at"))
    import_module("solo_pages.migrations.0018_addresses_of_dates").keep_addresses(apps, None)
    assert paths() == before
    assert not Occurrence.objects.exclude(announced_at=F("recurrence_id")).exists()
