"""Dates are those of the rule, less and more what the exceptions say, at the same time of day all year round."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solo_pages.enums import ExceptionKind
from solo_pages.events.recurrence import planned_dates
from solo_pages.models import EventException, EventPage

PARIS = ZoneInfo("Europe/Paris")
START = date(2099, 3, 5)
DAYS = [START + timedelta(days=7 * week) for week in range(6)]

pytestmark = pytest.mark.django_db


def meeting(exceptions=(), **kwargs):
    given = {"starts_on": START, "starts_time": time(18), "ends_time": time(20), "recurrence": "FREQ=WEEKLY;COUNT=6"}
    page = EventPage(title="Atelier", time_zone="Europe/Paris", **(given | kwargs))
    page.exceptions = [EventException(**one) for one in exceptions]
    return page


def shown(page, since=date(2098, 1, 1), until=date(2101, 1, 1), most=100):
    return [
        (f"{plan.starts_at.astimezone(PARIS):%m-%d %H:%M}", f"{plan.ends_at.astimezone(PARIS):%m-%d %H:%M}")
        for plan in planned_dates(page, since, until, most)
        if not plan.cancelled
    ]


changes = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(ExceptionKind),
        "occurrence_on": st.sampled_from([*DAYS, date(2099, 3, 8)]),
        "following": st.booleans(),
        "hour": st.none() | st.integers(8, 20),
        "shift": st.none() | st.integers(-3, 3),
    }
)


def expected(exceptions):
    """The same by hand: one date after the other, one exception after the other."""
    kinds = ["added", "excluded", "moved", "cancelled"]
    single = [one for one in exceptions if not one["following"]]
    days = {*DAYS, *(one["occurrence_on"] for one in single if one["kind"] == "added")}
    days -= {one["occurrence_on"] for one in single if one["kind"] == "excluded"}
    found = []
    for day in sorted(days):
        about = [one for one in exceptions if one["following"] and one["occurrence_on"] <= day]
        about += [one for one in single if one["occurrence_on"] == day]
        about.sort(key=lambda one: (not one["following"], one["occurrence_on"], kinds.index(one["kind"])))
        on, hour, takes_place = day, 18, True
        for one in about:
            takes_place = one["kind"] != "cancelled"
            if takes_place:
                hour = one["hour"] or hour
                on = on if one["shift"] is None else day + timedelta(days=one["shift"])
        if takes_place:
            found.append(f"{on:%m-%d} {hour:02}:00")
    return found


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    exceptions=st.lists(
        changes, max_size=5, unique_by=lambda one: (one["kind"], one["occurrence_on"], one["following"])
    )
)
def test_exceptions_apply_in_their_order(exceptions):
    for one in exceptions:
        one["following"] = one["following"] and one["kind"] in ("moved", "cancelled")
    unique = {(one["kind"], one["occurrence_on"], one["following"]): one for one in exceptions}
    written = [
        {
            "kind": one["kind"],
            "occurrence_on": one["occurrence_on"],
            "following": one["following"],
            "new_from": time(one["hour"]) if one["hour"] else None,
            "new_on": None if one["shift"] is None else one["occurrence_on"] + timedelta(days=one["shift"]),
        }
        for one in unique.values()
    ]
    assert [start for start, _end in shown(meeting(written))] == expected(unique.values())


def test_a_meeting_stays_at_its_time_of_day_when_the_clocks_change():
    page = meeting(starts_on=date(2099, 3, 26), recurrence="FREQ=WEEKLY;COUNT=2")
    assert [plan.starts_at.hour for plan in planned_dates(page, START, date(2100, 1, 1), 9)] == [17, 16]


def test_a_time_that_does_not_exist_is_an_hour_later_and_one_that_comes_twice_the_first():
    night = {"starts_time": time(2, 30), "ends_time": time(3), "recurrence": "FREQ=YEARLY;COUNT=1"}
    [gone] = planned_dates(meeting(starts_on=date(2099, 3, 29), **night), START, date(2100, 1, 1), 9)
    assert gone.starts_at == datetime(2099, 3, 29, 1, 30, tzinfo=UTC)
    assert gone.ends_at - gone.starts_at == timedelta(minutes=30)
    [twice] = planned_dates(meeting(starts_on=date(2099, 10, 25), **night), START, date(2100, 1, 1), 9)
    assert twice.starts_at == datetime(2099, 10, 25, 0, 30, tzinfo=UTC)


def test_whole_days_last_from_midnight_to_midnight():
    page = meeting(
        starts_on=date(2099, 3, 28), ends_on=date(2099, 3, 29), starts_time=None, ends_time=None, recurrence=""
    )
    assert shown(page) == [("03-28 00:00", "03-30 00:00")]


def test_a_meeting_of_several_days_stays_as_long_when_it_is_moved():
    moved = {"kind": "moved", "occurrence_on": START, "new_on": date(2099, 3, 6), "new_from": time(9)}
    page = meeting([moved], ends_on=date(2099, 3, 7), recurrence="")
    assert shown(page) == [("03-06 09:00", "03-08 11:00")]


def test_a_night_goes_on_past_midnight():
    moved = {"kind": "moved", "occurrence_on": START, "new_from": time(22), "new_until": time(1)}
    assert shown(meeting([moved], recurrence="")) == [("03-05 22:00", "03-06 01:00")]


def test_an_added_date_may_be_at_another_time_of_a_day_that_has_one():
    added = {"kind": "added", "occurrence_on": START, "occurrence_time": time(9)}
    assert [start for start, _end in shown(meeting([added], recurrence=""))] == ["03-05 09:00", "03-05 18:00"]


def test_no_more_dates_are_given_than_asked_for():
    page = meeting(recurrence="FREQ=DAILY")
    assert len(planned_dates(page, START, date(2999, 1, 1), 7)) == 7
