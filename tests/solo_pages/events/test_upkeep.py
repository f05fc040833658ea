"""The dates in the database are what the public pages say, and nobody's registration is lost."""

from datetime import date, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from directory_blocks.index.rebuild import rebuild_source
from directory_blocks.models import Entry
from directory_blocks.sources import registered_sources
from solo_pages.enums import ExceptionKind, OccurrenceStatus
from solo_pages.events.signals import occurrence_changed, series_withdrawn
from solo_pages.models import EventPage, EventSeries, Occurrence, Registration
from tests.factories.site import publish
from tests.factories.solo_pages import EventPageFactory, ServicePointPageFactory

THREE = {"starts_on": date(2099, 3, 5), "recurrence": "FREQ=WEEKLY;COUNT=3"}
PARIS = ZoneInfo("Europe/Paris")

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    """What is told of dates: pairs of local start and status."""
    heard = []

    def hear(sender, occurrence, before, **kwargs):
        heard.append((f"{occurrence.starts_at.astimezone(PARIS):%d %H:%M}", str(occurrence.status)))

    occurrence_changed.connect(hear)
    yield heard
    occurrence_changed.disconnect(hear)


def meeting(site, **kwargs):
    return EventPageFactory(parent=site.section, **(THREE | kwargs))


def fresh(page):
    return EventPage.objects.get(pk=page.pk)


def republish(page, **kwargs):
    page = fresh(page)
    for name, value in kwargs.items():
        setattr(page, name, value)
    publish(page)
    return fresh(page)


def dates(status=None):
    found = Occurrence.objects.order_by("starts_at")
    found = found.filter(status=status) if status else found
    return [f"{one.starts_at.astimezone(PARIS):%d %H:%M}" for one in found]


def register(occurrence, email="ana@example.org"):
    return Registration.objects.create(
        occurrence=occurrence, state="confirmed", name="Ana", email=email, address_key=email, language="fr"
    )


def nth(number):
    return Occurrence.objects.order_by("starts_at")[number]


def assert_index_true():
    changes = rebuild_source(registered_sources()["event"], dry_run=True)
    assert not changes, dict(changes.examples)


# --- moved as a whole ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"starts_time": time(19), "ends_time": time(21)}, ["05 19:00", "12 19:00", "19 19:00"]),
        ({"starts_on": date(2099, 3, 6)}, ["06 18:00", "13 18:00", "20 18:00"]),
        ({"time_zone": "Europe/London"}, ["05 19:00", "12 19:00", "19 19:00"]),
        ({"starts_on": date(2099, 3, 6), "starts_time": time(9), "ends_time": time(10)}, None),
    ],
)
def test_moved_as_a_whole_every_date_keeps_its_row_and_who_registered(site, told, change, expected):
    page = meeting(site)
    registration = register(nth(1))
    rows = list(Occurrence.objects.order_by("starts_at").values_list("pk", flat=True))
    republish(page, **change)
    assert dates() == (expected or ["06 09:00", "13 09:00", "20 09:00"])
    assert list(Occurrence.objects.order_by("starts_at").values_list("pk", flat=True)) == rows
    assert registration.occurrence_id == rows[1]
    assert len(told) == 3
    assert set(Occurrence.objects.values_list("sequence", flat=True)) == {1}
    assert_index_true()


def test_a_meeting_that_takes_place_once_is_the_same_on_another_day(site):
    page = meeting(site, recurrence="")
    registration = register(nth(0))
    republish(page, starts_on=date(2099, 6, 1), starts_time=time(9), ends_time=time(10))
    registration.refresh_from_db()
    assert [registration.occurrence] == list(Occurrence.objects.all())


def test_a_date_without_successor_is_cancelled_where_somebody_registered_and_else_deleted(site, told):
    page = meeting(site)
    register(nth(2))
    republish(page, recurrence="FREQ=WEEKLY;COUNT=1")
    assert dates("scheduled") == ["05 18:00"]
    assert dates("cancelled") == ["19 18:00"]
    assert told == [("19 18:00", "cancelled")]
    republish(page, recurrence="FREQ=WEEKLY;COUNT=3")
    assert dates("scheduled") == ["05 18:00", "12 18:00", "19 18:00"]
    assert told[1:] == [("19 18:00", "scheduled")]
    assert_index_true()


def test_the_series_is_told_anew_when_it_changes_and_not_otherwise(site):
    page = meeting(site)
    series = EventSeries.objects.get()
    republish(page, title="Autre titre", summary="Autre phrase")
    series.refresh_from_db()
    assert series.sequence == 0
    for number, change in enumerate(
        [{"place_name": "Mairie"}, {"starts_time": time(17)}, {"is_cancelled": True}, {"recurrence": ""}], start=1
    ):
        republish(page, **change)
        uid, series = series.uid, EventSeries.objects.get()
        assert (series.sequence, series.uid) == (number, uid)


def test_another_usual_place_is_told_for_all_dates_without_their_own(site, told):
    own = {"kind": ExceptionKind.MOVED, "occurrence_on": date(2099, 3, 12), "new_place": "Salle des fêtes"}
    page = meeting(site, exceptions=[own])
    republish(page, place_name="Mairie")
    assert told == [("05 18:00", "scheduled"), ("19 18:00", "scheduled")]


def test_two_meetings_with_one_identifier_of_their_source_both_have_one_of_their_own(site):
    for _each in range(2):
        meeting(site, external_id="fete-2099")
    uids = set(EventSeries.objects.values_list("uid", flat=True))
    assert "fete-2099" in uids
    assert len(uids) == 2


# --- long series ---------------------------------------------------------------------------------------------------


def test_a_series_that_began_years_ago_has_dates_to_come_and_keeps_those_that_were(site, settings):
    settings.SOLO_PAGES = settings.SOLO_PAGES | {"OCCURRENCES_DAYS": 30, "OCCURRENCES_MOST": 10}
    start = timezone.localdate() - timedelta(days=4000)
    page = meeting(site, starts_on=start, recurrence="FREQ=DAILY")
    assert Occurrence.objects.upcoming().count() == 10
    past = Occurrence.objects.past()
    assert past.count() == 10
    kept = set(past.values_list("pk", flat=True))
    republish(page, starts_time=time(17), ends_time=time(17, 30), is_cancelled=True)
    now = Occurrence.objects.filter(pk__in=kept)
    assert now.count() == 10
    assert set(now.values_list("status", flat=True)) == {OccurrenceStatus.SCHEDULED}


def test_the_daily_command_writes_what_has_come_into_sight(site, settings):
    settings.SOLO_PAGES = settings.SOLO_PAGES | {"OCCURRENCES_DAYS": 20}
    meeting(site, starts_on=timezone.localdate() - timedelta(days=2), recurrence="FREQ=DAILY")
    before = Occurrence.objects.count()
    settings.SOLO_PAGES = settings.SOLO_PAGES | {"OCCURRENCES_DAYS": 30}
    out = StringIO()
    call_command("write_dates", stdout=out)
    assert Occurrence.objects.count() == before + 10
    assert "10 dates written" in out.getvalue()
    call_command("write_dates", stdout=out)
    assert "0 dates written" in out.getvalue()
    assert_index_true()


def test_a_nearer_horizon_calls_nothing_off(site, settings):
    page = meeting(site, starts_on=timezone.localdate(), recurrence="FREQ=DAILY")
    before = Occurrence.objects.count()
    settings.SOLO_PAGES = settings.SOLO_PAGES | {"OCCURRENCES_DAYS": 20, "OCCURRENCES_MOST": 5}
    republish(page, title="Autre titre")
    assert Occurrence.objects.count() == before


@pytest.mark.parametrize("days", [400])
def test_hundreds_of_dates_are_published_in_a_bounded_number_of_queries(site, django_assert_max_num_queries, days):
    page = meeting(site, recurrence="FREQ=DAILY", summary="Avant")
    site.translated(page)
    assert Occurrence.objects.count() == days
    assert Entry.objects.filter(source="event").count() == 2 * days
    page = fresh(page)
    page.starts_time, page.summary = time(17), "Après"
    # SQLite takes fewer rows in one statement.
    with django_assert_max_num_queries(300):
        publish(page)
    assert Occurrence.objects.filter(sequence=1).count() == days


# --- pages come and go ---------------------------------------------------------------------------------------------


def unpublish(page):
    fresh(page).unpublish()


def make_private(page):
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def move_out(page):
    page.get_parent().move(Page.get_first_root_node(), "last-child")


def delete(page):
    fresh(page).delete()


def delete_parent(page):
    Page.objects.get(pk=page.get_parent().pk).delete()


@pytest.mark.parametrize("hide", [unpublish, make_private, move_out, delete, delete_parent])
def test_a_meeting_that_nobody_sees_any_more_is_cancelled_and_nothing_is_lost(site, told, hide):
    withdrawn = []
    series_withdrawn.connect(hear := lambda sender, series, **kwargs: withdrawn.append(series.pk))
    page = meeting(site)
    register(nth(1))
    hide(page)
    series_withdrawn.disconnect(hear)
    assert dates("cancelled") == ["05 18:00", "12 18:00", "19 18:00"]
    assert len(told) == 3
    assert Registration.objects.count() == 1
    series = EventSeries.objects.get()
    assert series.withdrawn_at
    assert withdrawn == [series.pk]
    assert not Entry.objects.filter(source="event").exists()
    assert_index_true()


def show_again(page):
    publish(fresh(page))


def make_public(page):
    PageViewRestriction.objects.all().delete()


def move_back(page):
    page.get_parent().move(Page.objects.get(slug="accueil"), "last-child")


@pytest.mark.parametrize(
    ("hide", "show"), [(unpublish, show_again), (make_private, make_public), (move_out, move_back)]
)
def test_a_meeting_that_is_seen_again_takes_place_again(site, told, hide, show):
    page = meeting(site)
    hide(page)
    told.clear()
    show(Page.objects.get(pk=page.pk))
    assert told == [("05 18:00", "scheduled"), ("12 18:00", "scheduled"), ("19 18:00", "scheduled")]
    series = EventSeries.objects.get()
    assert (series.withdrawn_at, series.sequence) == (None, 2)
    assert_index_true()


def test_deleting_a_private_meeting_does_not_show_it_for_a_moment(site, told):
    page = meeting(site)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    told.clear()
    delete(page)
    assert told == []


def test_a_translation_comes_and_goes_without_changing_the_dates(site, told):
    page = meeting(site)
    rows = set(Occurrence.objects.values_list("pk", "sequence"))
    english = site.translated(page, title="Workshop")
    found = Entry.objects.filter(source="event", locale=site.english)
    assert set(found.values_list("title", flat=True)) == {"Workshop"}
    republish(english, title="Another workshop")
    assert set(found.values_list("title", flat=True)) == {"Another workshop"}
    fresh(english).unpublish()
    assert set(found.values_list("title", flat=True)) == {page.title}
    assert (told, set(Occurrence.objects.values_list("pk", "sequence"))) == ([], rows)
    assert_index_true()


def test_the_dates_go_on_with_the_language_that_is_left(site, told):
    page = meeting(site)
    site.translated(page)
    fresh(page).unpublish()
    assert told == []
    assert dates("scheduled") == ["05 18:00", "12 18:00", "19 18:00"]
    assert_index_true()


def test_a_draft_changes_no_date(site, told):
    page = fresh(meeting(site))
    page.starts_time = time(9)
    page.save_revision()
    assert dates() == ["05 18:00", "12 18:00", "19 18:00"]
    assert told == []


# --- service points ------------------------------------------------------------------------------------------------


def test_the_entries_of_a_meeting_follow_the_service_point_that_it_is_at(site, auch, told):
    venue = ServicePointPageFactory(parent=site.section, title="Tiers-lieu", commune=auch)
    meeting(site, venue=venue)
    there = Entry.objects.filter(source="event", locale=site.french, commune=auch)
    assert there.count() == 3
    venue.title = "Grange"
    publish(venue)
    assert there.filter(search_text__contains="Grange").count() == 3
    assert EventSeries.objects.get().sequence == 1
    assert told == []
    venue.delete()
    assert there.count() == 0
    assert_index_true()
