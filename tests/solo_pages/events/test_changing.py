"""One date, that and all that follow, or all of them are cancelled, moved, restored; drafts are not published by it."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from solo_pages.enums import ExceptionKind
from solo_pages.events.changing import Scope, cancel, move, people_concerned, restore
from solo_pages.events.signals import occurrence_changed
from solo_pages.models import EventPage, Occurrence, Registration
from tests.factories.solo_pages import EventPageFactory, ServicePointPageFactory

FOUR = {"starts_on": date(2099, 3, 5), "recurrence": "FREQ=WEEKLY;COUNT=4"}
PARIS = ZoneInfo("Europe/Paris")
ONE, FOLLOWING, ALL = Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site):
    return EventPageFactory(parent=site.section, **FOUR)


def fresh(page):
    return EventPage.objects.get(pk=page.pk)


def nth(number):
    return Occurrence.objects.order_by("recurrence_id")[number]


def dates():
    return [
        f"{one.starts_at.astimezone(PARIS):%d %H:%M}{' x' if one.is_cancelled else ''}"
        for one in Occurrence.objects.order_by("recurrence_id")
    ]


AS_PLANNED = ["05 18:00", "12 18:00", "19 18:00", "26 18:00"]


@pytest.mark.parametrize(
    ("scope", "cancelled"),
    [
        (ONE, ["05 18:00", "12 18:00 x", "19 18:00", "26 18:00"]),
        (FOLLOWING, ["05 18:00", "12 18:00 x", "19 18:00 x", "26 18:00 x"]),
        (ALL, ["05 18:00 x", "12 18:00 x", "19 18:00 x", "26 18:00 x"]),
    ],
)
def test_dates_are_cancelled_and_restored(page, scope, cancelled):
    change = cancel(page, nth(1), scope, None)
    assert dates() == cancelled
    assert [one.pk for one in change.occurrences] == [
        one.pk for one in Occurrence.objects.order_by("starts_at") if one.is_cancelled
    ]
    assert change.page.live_revision == change.revision
    restore(fresh(page), nth(1), scope, None)
    assert dates() == AS_PLANNED
    assert not fresh(page).exceptions.exists()


@pytest.mark.parametrize(
    ("scope", "changes", "moved"),
    [
        (ONE, {"new_on": date(2099, 3, 13)}, ["05 18:00", "13 18:00", "19 18:00", "26 18:00"]),
        (ONE, {"new_from": time(9)}, ["05 18:00", "12 09:00", "19 18:00", "26 18:00"]),
        (FOLLOWING, {"new_on": date(2099, 3, 13)}, ["05 18:00", "13 18:00", "20 18:00", "27 18:00"]),
        (FOLLOWING, {"new_from": time(9), "new_until": time(10)}, ["05 18:00", "12 09:00", "19 09:00", "26 09:00"]),
        (ALL, {"new_on": date(2099, 3, 13)}, ["06 18:00", "13 18:00", "20 18:00", "27 18:00"]),
        (ALL, {"new_from": time(9)}, ["05 09:00", "12 09:00", "19 09:00", "26 09:00"]),
        (ALL, {"new_on": date(2099, 3, 11), "new_from": time(9)}, ["04 09:00", "11 09:00", "18 09:00", "25 09:00"]),
    ],
)
def test_dates_are_moved_and_last_as_long(page, scope, changes, moved):
    rows = list(Occurrence.objects.order_by("recurrence_id").values_list("pk", flat=True))
    move(page, nth(1), scope, None, **changes)
    assert dates() == moved
    assert list(Occurrence.objects.order_by("recurrence_id").values_list("pk", flat=True)) == rows
    length = {1} if "new_until" in changes else {2}
    hours = {(one.ends_at - one.starts_at).seconds // 3600 for one in Occurrence.objects.all()}
    assert length <= hours <= {1, 2}


def test_a_meeting_that_takes_place_once_is_moved_in_its_own_fields(site):
    page = EventPageFactory(parent=site.section, starts_on=date(2099, 3, 5))
    move(page, nth(0), ALL, None, new_on=date(2099, 4, 1), new_until=time(1))
    page = fresh(page)
    assert (page.starts_on, page.ends_on, page.ends_time) == (date(2099, 4, 1), date(2099, 4, 2), time(1))
    assert dates() == ["01 18:00"]


def test_another_place_is_that_of_the_dates_meant(page, site, auch):
    venue = ServicePointPageFactory(parent=site.section, commune=auch)
    move(page, nth(1), ONE, None, new_venue=venue)
    assert [one.venue_id for one in Occurrence.objects.order_by("recurrence_id")] == [None, venue.pk, None, None]
    move(fresh(page), nth(1), ONE, None, new_place="Mairie", new_commune=auch)
    own = nth(1)
    assert (own.venue_id, own.place, own.commune) == (None, "Mairie", auch)
    move(fresh(page), nth(2), ALL, None, new_venue=venue)
    assert fresh(page).venue_id == venue.pk


def test_a_later_change_of_all_that_follow_holds_over_an_earlier_one(page):
    move(page, nth(2), FOLLOWING, None, new_from=time(9))
    move(fresh(page), nth(1), FOLLOWING, None, new_from=time(10))
    assert dates() == ["05 18:00", "12 10:00", "19 10:00", "26 10:00"]
    move(fresh(page), nth(3), FOLLOWING, None, new_on=date(2099, 3, 27))
    assert dates() == ["05 18:00", "12 10:00", "19 10:00", "27 10:00"]


def test_all_that_follow_are_cancelled_also_where_they_were_moved(page):
    move(page, nth(2), ONE, None, new_from=time(9))
    move(fresh(page), nth(3), FOLLOWING, None, new_from=time(10))
    cancel(fresh(page), nth(1), FOLLOWING, None)
    assert dates() == ["05 18:00", "12 18:00 x", "19 09:00 x", "26 10:00 x"]
    restore(fresh(page), nth(1), FOLLOWING, None)
    assert dates() == ["05 18:00", "12 18:00", "19 09:00", "26 10:00"]


def test_one_of_many_cancelled_dates_takes_place(page):
    cancel(page, nth(1), FOLLOWING, None)
    restore(fresh(page), nth(2), ONE, None)
    assert dates() == ["05 18:00", "12 18:00 x", "19 18:00", "26 18:00 x"]
    restore(fresh(page), nth(3), FOLLOWING, None)
    assert dates() == ["05 18:00", "12 18:00 x", "19 18:00", "26 18:00"]


def test_the_words_of_the_organiser_go_along(page):
    heard = []

    def hear(sender, words, **kwargs):
        heard.append(words)

    occurrence_changed.connect(hear)
    cancel(page, nth(1), ONE, None, words="La salle est inondée.")
    occurrence_changed.disconnect(hear)
    assert heard == ["La salle est inondée."]


def test_what_cannot_be_is_refused_and_changes_nothing(page, site):
    with pytest.raises(ValidationError):
        move(page, nth(1), ONE, None)
    with pytest.raises(ValidationError) as refusal:
        move(page, nth(1), ONE, None, new_on=date(9999, 3, 5))
    assert "new_on" in refusal.value.message_dict
    cancel(page, nth(1), ONE, None)
    with pytest.raises(ValidationError):
        move(fresh(page), nth(1), ONE, None, new_from=time(9))
    cancel(fresh(page), nth(1), ALL, None)
    with pytest.raises(ValidationError):
        restore(fresh(page), nth(1), ONE, None)
    past = EventPageFactory(parent=site.section, starts_on=date(2020, 3, 5))
    with pytest.raises(ValidationError):
        cancel(past, Occurrence.objects.get(series=past.translation_key), ONE, None)
    fresh(page).unpublish()
    with pytest.raises(ValidationError):
        restore(fresh(page), nth(1), ALL, None)


def test_an_open_draft_stays_open_and_has_the_change(page):
    draft = fresh(page)
    draft.title, draft.starts_time, draft.ends_time = "Brouillon", time(17), time(19)
    latest = draft.save_revision()
    latest.approved_go_live_at = timezone.now().replace(year=2098)
    latest.save()
    change = cancel(fresh(page), nth(1), ONE, None)
    live = fresh(page)
    assert (live.title, live.has_unpublished_changes) == (page.title, True)
    assert live.live_revision_id == change.revision.pk
    # A form that is open with the draft is out of date.
    before, latest = latest, live.latest_revision
    assert latest.pk != before.pk
    assert latest.is_latest_revision()
    assert live.scheduled_revision == latest
    assert dates() == ["05 18:00", "12 18:00 x", "19 18:00", "26 18:00"]
    latest.publish()
    assert fresh(page).title == "Brouillon"
    assert dates() == ["05 17:00", "12 17:00 x", "19 17:00", "26 17:00"]


def test_every_language_has_the_change(page, site):
    english = site.translated(page)
    cancel(english, nth(1), ONE, None)
    for one in (page, english):
        own = fresh(one)
        assert own.exceptions.get().kind == ExceptionKind.CANCELLED
        assert len(own.get_latest_revision().content["exceptions"]) == 1
    assert len(dates()) == 4


def test_people_are_counted_once_each(page):
    for number, email in (
        (1, "ana@example.org"),
        (2, "ana@example.org"),
        (2, "bea@example.org"),
        (0, "carl@example.org"),
    ):
        Registration.objects.create(
            occurrence=nth(number), state="confirmed", name="A", email=email, address_key=email, language="fr"
        )
    assert [people_concerned(nth(1), scope) for scope in Scope] == [1, 2, 3]


def test_a_change_of_all_that_follow_overrules_only_what_it_says(page, auch):
    move(page, nth(2), FOLLOWING, None, new_from=time(9), new_commune=auch)
    move(fresh(page), nth(1), FOLLOWING, None, new_from=time(10))
    assert dates() == ["05 18:00", "12 10:00", "19 10:00", "26 10:00"]
    assert [one.commune for one in Occurrence.objects.order_by("recurrence_id")] == [None, None, auch, auch]


def test_a_date_is_cancelled_beside_a_draft_that_has_no_time_zone(page):
    page.time_zone = ""
    page.save_revision(clean=False)
    cancel(fresh(page), nth(1), ONE, None)
    assert dates() == ["05 18:00", "12 18:00 x", "19 18:00", "26 18:00"]
    draft = fresh(page).get_latest_revision_as_object()
    assert [one.occurrence_on for one in draft.exceptions.all()] == [date(2099, 3, 12)]


def test_a_date_under_way_is_put_off_but_not_back(site):
    today = timezone.localdate()
    whole_days = {"starts_time": None, "ends_time": None}
    page = EventPageFactory(parent=site.section, starts_on=today, ends_on=today + timedelta(days=1), **whole_days)
    with pytest.raises(ValidationError) as refusal:
        move(page, nth(0), ONE, None, new_on=today - timedelta(days=3))
    assert list(refusal.value.message_dict) == ["new_on"]
    move(page, nth(0), ONE, None, new_on=today + timedelta(days=1))
    assert nth(0).starts_at.astimezone(PARIS).date() == today + timedelta(days=1)
