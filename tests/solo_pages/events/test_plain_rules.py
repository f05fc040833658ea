"""Rules in plain words: chosen in a form, read back, said."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from solo_pages.events.admin.recurrence_input import MONTH_DAYS, Ends, Kind, RecurrenceInput
from solo_pages.events.plain_rules import NAMED_WEEKS, plain_rule
from solo_pages.events.recurrence import planned_dates
from solo_pages.events.rules import read_rule
from solo_pages.events.wording import recurrence_words
from solo_pages.models import EventPage

PARIS = ZoneInfo("Europe/Paris")
DAYS = st.dates(date(2026, 1, 1), date(2060, 12, 31))
TIMES = st.times(timezones=st.none()).map(lambda value: value.replace(second=0, microsecond=0))


@st.composite
def entered(draw):
    """What somebody may choose in the form."""
    kind = draw(st.sampled_from([kind for kind in Kind if kind not in {Kind.ONCE, Kind.OTHER}]))
    ends = draw(st.sampled_from(Ends))
    return RecurrenceInput(
        kind=kind,
        interval=str(draw(st.integers(1, 20))),
        weekdays=sorted(draw(st.sets(st.integers(0, 6)))) if kind == Kind.WEEK else [],
        month_day=draw(st.sampled_from(["", *map(str, MONTH_DAYS)])) if kind == Kind.MONTH_DAY else "",
        week=str(draw(st.sampled_from(NAMED_WEEKS))) if kind == Kind.MONTH_WEEK else "1",
        weekday=str(draw(st.integers(0, 6))) if kind == Kind.MONTH_WEEK else "0",
        ends=ends,
        until=draw(DAYS).isoformat() if ends == Ends.UNTIL else "",
        count=str(draw(st.integers(1, 50))) if ends == Ends.COUNT else "",
    )


@given(chosen=entered(), begins=TIMES, whole_days=st.booleans(), zone=st.sampled_from(["Europe/Paris", "America/Lima"]))
@settings(deadline=None, max_examples=100)
def test_what_was_chosen_is_read_back_as_it_was(chosen, begins, whole_days, zone):
    zone = ZoneInfo(zone)
    begins = time.min if whole_days else begins
    assert RecurrenceInput.from_recurrence(chosen.recurrence(), zone, begins) == chosen
    # And as it stands once the page has been saved, its end in UTC where it has times.
    kept = chosen.rule().written(zone, whole_days=whole_days)
    assert RecurrenceInput.from_recurrence(kept, zone, begins) == chosen


def expected(chosen, start, until):
    """The days of a choice by counting days, up to ``until``."""
    last = min(until, date.fromisoformat(chosen.until)) if chosen.until else until
    days = (start + timedelta(days=number) for number in range((last - start).days + 1))
    found = [day for day in days if fits(chosen, start, day)]
    return found[: int(chosen.count)] if chosen.count else found


def fits(chosen, start, day):
    """Whether a day is one of a choice's, its end aside."""
    every = int(chosen.interval)
    months = (day.year - start.year) * 12 + day.month - start.month
    monday = start - timedelta(days=start.weekday())
    in_turn = {
        Kind.DAY: (day - start).days % every == 0,
        Kind.WEEK: (day - monday).days // 7 % every == 0 and day.weekday() in (chosen.weekdays or [start.weekday()]),
        Kind.MONTH_DAY: months % every == 0 and is_month_day(day, int(chosen.month_day or start.day)),
        Kind.MONTH_WEEK: months % every == 0 and is_month_week(day, int(chosen.week), int(chosen.weekday)),
        Kind.YEAR: (day.year - start.year) % every == 0 and (day.month, day.day) == (start.month, start.day),
    }
    return in_turn[chosen.kind]


def is_month_day(day, number):
    return (day + timedelta(days=1)).day == 1 if number == -1 else day.day == number


def is_month_week(day, week, weekday):
    is_last = (day + timedelta(days=7)).month != day.month
    return day.weekday() == weekday and (is_last if week == -1 else (day.day - 1) // 7 + 1 == week)


@given(chosen=entered(), start=st.dates(date(2026, 1, 1), date(2030, 12, 31)))
@settings(deadline=None, max_examples=60)
def test_the_dates_are_those_that_were_chosen(chosen, start):
    page = EventPage(starts_on=start, starts_time=time(18), ends_time=time(20), time_zone="Europe/Paris")
    page.recurrence = chosen.recurrence()
    until = start + timedelta(days=800)
    found = [one.recurrence_id.astimezone(PARIS).date() for one in planned_dates(page, start, until, 1000)]
    assert found == expected(chosen, start, until)


@given(chosen=entered(), start=DAYS)
@settings(deadline=None, max_examples=100)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_whatever_can_be_chosen_can_be_said(language, chosen, start):
    with translation.override(language):
        words = recurrence_words(chosen.recurrence(), PARIS, start, time(18))
    assert words or (chosen.kind == Kind.YEAR and (start.month, start.day) == (2, 29))
    assert "%(" not in words


@pytest.mark.parametrize(
    ("rule", "french", "english"),
    [
        ("FREQ=DAILY", "tous les jours", "every day"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=4", "tous les 3 jours, 4 fois", "every 3 days, 4 times"),
        ("FREQ=WEEKLY", "chaque jeudi", "every Thursday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=20990624T215959Z",
            "un jeudi sur deux jusqu’au 24 juin 2099",
            "every second Thursday until 24 June 2099",
        ),
        ("FREQ=WEEKLY;BYDAY=TU,MO,TH", "chaque lundi, mardi et jeudi", "every Monday, Tuesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "du lundi au vendredi", "from Monday to Friday"),
        (
            "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE",
            "toutes les 3 semaines, le lundi et le mercredi",
            "every 3 weeks on Mondays and Wednesdays",
        ),
        ("FREQ=MONTHLY;BYDAY=1TH", "le premier jeudi de chaque mois", "on the first Thursday of each month"),
        ("FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-1", "le dernier jeudi de chaque mois", "on the last Thursday of each month"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "le 1er de chaque mois", "on the 1st of each month"),
        ("FREQ=MONTHLY;INTERVAL=2", "le 5, un mois sur deux", "on the 5th of every second month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "le dernier jour de chaque mois", "on the last day of each month"),
        ("FREQ=YEARLY;COUNT=1", "chaque année le 5 mars, 1 fois", "every year on 5 March, 1 time"),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=1SU", "", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "", ""),
        ("FREQ=MONTHLY;BYDAY=5TH", "", ""),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "", ""),
        ("FREQ=DAILY;BYMONTH=7", "", ""),
        ("no rule", "", ""),
    ],
)
def test_rules_in_words(rule, french, english):
    for language, words in (("fr", french), ("en", english)):
        with translation.override(language):
            assert recurrence_words(rule, PARIS, date(2099, 3, 5), time(18)).replace("\xa0", " ") == words


def test_an_end_before_the_hour_of_the_meeting_is_the_day_before():
    assert plain_rule("FREQ=DAILY;UNTIL=20990624T120000Z", PARIS, time(18)).until == date(2099, 6, 23)


def test_a_rule_that_says_more_is_kept_as_it_is():
    text = "FREQ=MONTHLY;BYMONTHDAY=1,15"
    chosen = RecurrenceInput.from_recurrence(text, PARIS, time(18))
    assert chosen.kind == Kind.OTHER
    assert chosen.recurrence() == text
    assert read_rule(text)


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "hourly"},
        {"kind": Kind.DAY, "interval": "0"},
        {"kind": Kind.DAY, "interval": "two"},
        {"kind": Kind.MONTH_DAY, "month_day": "32"},
        {"kind": Kind.MONTH_WEEK, "week": "5"},
        {"kind": Kind.MONTH_WEEK, "weekday": "7"},
        {"kind": Kind.WEEK, "ends": Ends.UNTIL, "until": "24 June"},
        {"kind": Kind.WEEK, "ends": Ends.COUNT, "count": ""},
        {"kind": Kind.WEEK, "ends": Ends.COUNT, "count": "²"},
    ],
)
def test_what_no_browser_sends_is_refused(values):
    with pytest.raises(ValidationError):
        RecurrenceInput(**values).recurrence()
