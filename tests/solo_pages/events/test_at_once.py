"""Organisers, editors and those who register, all at the very same moment: nothing is lost, nobody sees an error."""

import logging
from collections.abc import Iterator
from datetime import date, time
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from wagtail.signals import page_published

from directory_blocks import freshness
from directory_blocks.models import Entry
from solo_pages.events.changing import Scope, cancel, move
from solo_pages.events.series import lock_series
from solo_pages.models import EventPage, Occurrence, ServicePointPage
from solo_pages.registration import states
from solo_pages.registration.states import Applicant, register
from tests.factories.site import BilingualSite, publish
from tests.factories.solo_pages import EventPageFactory, ServicePointPageFactory
from tests.threads import database_of_threads, in_threads, until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ONE, FOLLOWING, ALL = Scope
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def portal(transactional_db, site) -> BilingualSite:
    return site


@pytest.fixture
def venue(portal) -> ServicePointPage:
    return ServicePointPageFactory(parent=portal.section, title="Tiers-lieu")


@pytest.fixture
def meeting(portal, venue) -> EventPage:
    weekly = {"starts_on": date(2099, 3, 5), "recurrence": "FREQ=WEEKLY;COUNT=4"}
    page = EventPageFactory(parent=portal.section, slug="cafe", venue=venue, capacity=1, **weekly)
    publish(page)
    portal.translated(page)
    return page


@pytest.fixture
def errors(meeting, tmp_path, caplog) -> Iterator[list[logging.LogRecord]]:
    """What goes wrong after a commit, where nobody is told."""
    with database_of_threads(tmp_path):
        yield caplog.records


def fresh(page):
    return page.__class__.objects.get(pk=page.pk)


def nth(number):
    return Occurrence.objects.order_by("recurrence_id")[number]


def dates():
    return [
        f"{one.starts_at.astimezone(PARIS):%d %H:%M}{' x' if one.is_cancelled else ''}"
        for one in Occurrence.objects.order_by("recurrence_id")
    ]


def read(question):
    """Ask in a thread: this one may have another database."""
    return in_threads([question])[0]


def test_a_place_is_renamed_while_people_register(meeting, venue, errors):
    def rename(number):
        for turn in range(5):
            page = fresh(venue)
            page.title = f"Tiers-lieu {number} {turn}"
            page.save()

    def come_and_go(number):
        date = nth(number)
        for turn in range(8):
            who = Applicant(name="Ada", email=f"ada{number}{turn}@example.org", language="fr")
            states.cancel(register(date, who).registration)

    in_threads([*(lambda number=number: rename(number) for number in range(2)),
                *(lambda number=number: come_and_go(number) for number in range(3))])  # fmt: skip
    assert [record.getMessage() for record in errors if record.levelno >= logging.ERROR] == []
    assert read(lambda: set(Entry.objects.filter(source="event").values_list("free_places", flat=True))) == {True}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="On SQLite a transaction that writes is alone.")
@pytest.mark.parametrize("kind", ["venue", "meeting"])
def test_who_saves_a_page_holds_its_series_before_anything_public(meeting, venue, errors, kind):
    begun = Event()

    def write_dates():
        with transaction.atomic():
            lock_series(meeting)
            begun.set()
            until_somebody_waits()
            freshness.touch()

    def save():
        begun.wait(30)
        page = fresh(venue if kind == "venue" else meeting)
        page.title = "Autrement"
        with transaction.atomic():
            page.save()
            page_published.send(type(page), instance=page, revision=None)

    in_threads([write_dates, save])
    assert fresh(venue if kind == "venue" else meeting).title == "Autrement"


def test_a_meeting_is_published_while_its_place_is_renamed_and_people_register(meeting, venue, errors):
    def rename():
        for turn in range(5):
            page = fresh(venue)
            page.title = f"Tiers-lieu {turn}"
            page.save()

    def publish_again(number):
        for turn in range(4):
            page = fresh(meeting)
            page.summary = f"Phrase {number} {turn}"
            publish(page)

    def come_and_go():
        for turn in range(8):
            who = Applicant(name="Ada", email=f"ada{turn}@example.org", language="fr")
            states.cancel(register(nth(0), who).registration)

    in_threads([rename, come_and_go, lambda: publish_again(0), lambda: cancel(fresh(meeting), nth(2), ONE, None)])
    assert [record.getMessage() for record in errors if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("attempt", range(3))
def test_two_organisers_change_the_dates_of_one_meeting(meeting, errors, attempt):
    first, second = read(lambda: (nth(1), nth(2)))
    in_threads(
        [
            lambda: cancel(fresh(meeting), first, ONE, None),
            lambda: move(fresh(meeting), second, ALL, None, new_from=time(9), new_until=time(10)),
            lambda: cancel(fresh(meeting), second, ONE, None),
        ]
    )
    assert [record.getMessage() for record in errors if record.levelno >= logging.ERROR] == []
    assert read(dates) == ["05 09:00", "12 09:00 x", "19 09:00 x", "26 09:00"]
    for page in read(lambda: list(EventPage.objects.filter(translation_key=meeting.translation_key))):
        said = read(lambda page=page: (page.starts_time, page.exceptions.count()))
        assert said == (time(9), 2)
        content = read(lambda page=page: page.get_latest_revision().content)
        assert (content["starts_time"], len(content["exceptions"])) == ("09:00:00", 2)
