"""Periods are calendar months; a wrong setting is said before anything goes wrong."""

from datetime import UTC, date, datetime

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from solo_pages.enums import Freshness
from solo_pages.freshness.states import add_months, counted_from, latest_day, months_of, state_on
from solo_pages.models import ServicePointPage, SoloProfilePage

days = st.dates(date(1970, 1, 1), date(2400, 12, 31))
months = st.integers(1, 240)


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2025, 11, 24), 12, date(2026, 11, 24)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 1, 15), 11, date(2026, 12, 15)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day, number, then):
    assert add_months(day, number) == then


@given(days, months)
def test_the_latest_day_is_the_latest_day(today, number):
    latest = latest_day(today, number)
    assert add_months(latest, number) <= today
    assert add_months(date.fromordinal(latest.toordinal() + 1), number) > today


@given(days, days, months)
def test_states_follow_each_other(since, today, number):
    state = state_on(today, since, number)
    assert (state == Freshness.FRESH) == (since > latest_day(today, number))
    assert (state == Freshness.OVERDUE) == (since <= latest_day(today, 2 * number))


def test_what_was_never_confirmed_counts_from_its_first_publication_on_the_local_day():
    assert counted_from(None, datetime(2025, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 1, 1)
    assert counted_from(date(2024, 5, 1), datetime(2026, 1, 1, tzinfo=UTC)) == date(2024, 5, 1)
    assert state_on(date(2400, 1, 1), counted_from(None, None), 12) == Freshness.FRESH


def test_each_type_has_its_period(settings):
    settings.SOLO_PAGES = {"VERIFY_AFTER_MONTHS": {"servicepointpage": 6}}
    assert (months_of(SoloProfilePage), months_of(ServicePointPage)) == (12, 6)
    settings.SOLO_PAGES = {"VERIFY_AFTER_MONTHS": {"soloprofilepage": 0}}
    assert months_of(SoloProfilePage) == 0
    assert state_on(date(2400, 1, 1), date(1970, 1, 1), 0) == Freshness.FRESH


@pytest.mark.parametrize(
    "value",
    [12, None, {"eventpage": 3}, *({"soloprofilepage": months} for months in ("12", -1, True, 1.5, 10**6))],
)
def test_a_wrong_period_is_a_system_check_error(settings, value):
    settings.SOLO_PAGES = {"VERIFY_AFTER_MONTHS": value}
    with pytest.raises(ImproperlyConfigured, match="VERIFY_AFTER_MONTHS"):
        months_of(SoloProfilePage)
    assert "solo_pages.E004" in {message.id for message in run_checks()}
