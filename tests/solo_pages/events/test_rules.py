"""Rules give the days that a second implementation gives, are written in one way, and refuse what they cannot be."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from solo_pages.events.rules import WEEKDAYS, UnreadableRule, days, read_rule

from .day_by_day import walked

PARIS = ZoneInfo("Europe/Paris")


def listed(values):
    return ",".join(str(value) for value in values)


def some(elements, most=4):
    return st.lists(elements, min_size=1, max_size=most, unique=True).map(listed)


@st.composite
def rules(draw):
    """Rules of every supported kind, with some that have no day at all."""
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = {"FREQ": freq}
    if draw(st.booleans()):
        parts["INTERVAL"] = draw(st.integers(1, 5))
    if draw(st.integers(0, 2)) == 0:
        parts["BYMONTH"] = draw(some(st.integers(1, 12)))
    codes = st.sampled_from(WEEKDAYS)
    if freq in ("MONTHLY", "YEARLY"):
        most = 53 if freq == "YEARLY" and "BYMONTH" not in parts else 5
        nth = st.integers(1, most) | st.integers(-most, -1)
        codes = codes | st.builds("{}{}".format, nth, codes)
    if draw(st.booleans()):
        parts["BYDAY"] = draw(some(codes))
    if freq != "WEEKLY" and draw(st.integers(0, 2)) == 0:
        parts["BYMONTHDAY"] = draw(some(st.integers(1, 31) | st.integers(-31, -1)))
    if {"BYDAY", "BYMONTHDAY"} & parts.keys() and draw(st.booleans()):
        parts["BYSETPOS"] = draw(some(st.integers(1, 5) | st.integers(-5, -1), most=2))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(WEEKDAYS))
    return parts


starts = st.dates(date(1999, 1, 1), date(2101, 12, 31)) | st.sampled_from([date(2096, 2, 29), date(2099, 12, 31)])


def written(parts):
    return ";".join(f"{name}={value}" for name, value in parts.items())


@settings(deadline=None, max_examples=40)
@given(parts=rules(), start=starts, years=st.integers(0, 1), count=st.none() | st.integers(1, 12))
def test_a_rule_gives_the_days_that_a_walk_through_the_calendar_finds(parts, start, years, count):
    text = written(parts | ({"COUNT": count} if count else {}))
    until = start + timedelta(days=366 * years + 40)
    expected = walked(text, start, until)
    assert list(days(read_rule(text), start, start, until)) == expected
    later = start + timedelta(days=200)
    assert list(days(read_rule(text), start, later, until)) == [day for day in expected if day >= later]


@settings(deadline=None, max_examples=40)
@given(parts=rules(), start=starts)
def test_a_rule_gives_the_days_that_python_dateutil_gives(parts, start):
    # It takes BYSETPOS of the first week for what is left of that week, and wants a day to be both a numbered weekday
    # and one without number where a rule has some of each.
    parts.pop("BYSETPOS", None)
    codes = parts.get("BYDAY", "").split(",")
    if numbered := [code for code in codes if len(code) > 2]:
        parts["BYDAY"] = listed(numbered)
    until = start + timedelta(days=800)
    own = list(days(read_rule(written(parts)), start, start, until))
    rule = rrulestr(written(parts), dtstart=datetime.combine(start, time.min))
    # No further: it would look for a day that never comes for very long.
    assert [moment.date() for moment in islice(rule, len(own))] == own


@settings(deadline=None, max_examples=40)
@given(parts=rules(), start=starts)
def test_a_rule_reads_the_same_however_it_is_written(parts, start):
    rule = read_rule(written(parts))
    shuffled = ";".join(f"{name.lower()} = {value}" for name, value in reversed(parts.items()))
    assert read_rule(f"RRULE:{shuffled};") == read_rule(str(rule)) == rule
    assert str(read_rule(str(rule))) == str(rule)


def test_a_rule_is_written_in_one_order_without_what_goes_without_saying():
    text = "byday=th,-1fr,1mo;wkst=MO;interval=1;count=9;freq=monthly;bymonth=12,2"
    assert str(read_rule(text)) == "FREQ=MONTHLY;COUNT=9;BYMONTH=2,12;BYDAY=1MO,TH,-1FR"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("every thursday", "every thursday"),
        ("INTERVAL=2", "FREQ"),
        ("FREQ=HOURLY", "une fois par jour"),
        ("FREQ=FORTNIGHTLY", "FORTNIGHTLY"),
        ("FREQ=DAILY;BYHOUR=9", "BYHOUR"),
        ("FREQ=YEARLY;BYWEEKNO=3", "BYWEEKNO"),
        ("FREQ=DAILY;FREQ=DAILY", "deux fois"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;COUNT=1000000", "9999"),
        ("FREQ=DAILY;COUNT=many", "MANY"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20990101", "COUNT"),
        ("FREQ=DAILY;UNTIL=20990231", "20990231"),
        ("FREQ=DAILY;UNTIL=2099-02-01", "2099-02-01"),
        ("FREQ=WEEKLY;BYDAY=1MO", "1MO"),
        ("FREQ=WEEKLY;BYDAY=0MO", "0MO"),
        ("FREQ=MONTHLY;BYDAY=6MO", "6MO"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-6MO", "-6MO"),
        ("FREQ=WEEKLY;BYDAY=MONDAY", "MONDAY"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "BYMONTHDAY"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "32"),
        ("FREQ=MONTHLY;BYMONTH=-1", "-1"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=WEEKLY;WKST=XX", "XX"),
        ("FREQ=DAILY;COUNT=٣", "٣"),
        ("", "»"),
    ],
)
def test_a_rule_that_cannot_be_says_why(text, said):
    with pytest.raises(UnreadableRule) as refusal:
        read_rule(text)
    assert said in str(refusal.value)


def test_days_that_never_come_are_not_looked_for_without_end():
    rule = read_rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert list(days(rule, date(2099, 1, 1), date(2099, 1, 1), date(2100, 12, 31))) == []


def test_the_29th_of_february_is_passed_over_where_there_is_none():
    rule = read_rule("FREQ=YEARLY")
    found = days(rule, date(2088, 2, 29), date(2088, 2, 29), date(2110, 1, 1))
    assert [day.year for day in found] == [2088, 2092, 2096, 2104, 2108]


def test_a_rule_without_end_that_began_long_ago_goes_on():
    rule = read_rule("FREQ=WEEKLY;INTERVAL=2")
    assert next(days(rule, date(1900, 1, 4), date(2099, 1, 1), date(2100, 1, 1))) == date(2099, 1, 8)


def test_days_at_the_ends_of_the_calendar_are_no_error():
    rule = read_rule("FREQ=WEEKLY;WKST=SU")
    assert len(list(days(rule, date(1, 1, 1), date(1, 1, 1), date(1, 1, 31)))) == 5
    assert list(islice(days(rule, date(9999, 12, 30), date(9999, 12, 30), date.max), 3)) == [date(9999, 12, 30)]


@pytest.mark.parametrize(
    ("until", "begins", "last"),
    [
        ("20990605", time(18), date(2099, 6, 5)),
        ("20990605T160000Z", time(18), date(2099, 6, 5)),
        ("20990605T155959Z", time(18), date(2099, 6, 4)),
        ("20990605T220000Z", time(0), date(2099, 6, 6)),
        ("20990605T180000", time(18), date(2099, 6, 5)),
        ("20990605T175959", time(18), date(2099, 6, 4)),
    ],
)
def test_a_rule_ends_with_the_last_day_on_which_a_meeting_begins_in_time(until, begins, last):
    assert read_rule(f"FREQ=DAILY;UNTIL={until}").last_day(PARIS, begins) == last


def test_the_end_is_written_in_utc_for_times_and_as_a_day_for_whole_days():
    rule = read_rule("FREQ=DAILY;UNTIL=20990605")
    timed = rule.ending(date(2099, 6, 5), PARIS, whole_days=False)
    assert timed.until == datetime(2099, 6, 5, 21, 59, 59, tzinfo=UTC)
    assert str(timed) == "FREQ=DAILY;UNTIL=20990605T215959Z"
    assert str(timed.ending(date(2099, 6, 5), PARIS, whole_days=True)) == "FREQ=DAILY;UNTIL=20990605"


@pytest.mark.parametrize("until", ["99991231T235959Z", "99991231", "99991231T000000", "30000101"])
def test_an_end_that_says_for_ever_is_none(until):
    assert str(read_rule(f"FREQ=DAILY;UNTIL={until}")) == "FREQ=DAILY"


@pytest.mark.parametrize("until", ["00010101T000000Z", "18991231"])
def test_an_end_before_all_time_cannot_be_read(until):
    with pytest.raises(UnreadableRule, match=until):
        read_rule(f"FREQ=DAILY;UNTIL={until}")
