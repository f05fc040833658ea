"""Opening hours: checked, evaluated with holidays and changes of the clock, shown and described."""

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from directory_blocks.opening_hours import (
    Calendar,
    TimeRange,
    WeeklyHours,
    format_weekly,
    is_open_at,
    opening_hours_specification,
    opening_status,
    parse_weekly,
    validate_opening_hours,
    weekly_table,
)
from directory_blocks.opening_hours.table import week_ranges

PARIS = ZoneInfo("Europe/Paris")
OFFICE = "Mo-Fr 09:00-12:00,14:00-18:00; PH off"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("text", ["", "24/7", OFFICE, "Jul-Aug 10:00-22:00", 'Mo 09:00-12:00 "sur rendez-vous"'])
def test_a_valid_expression_is_accepted(text):
    validate_opening_hours(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lundi 9h", "“lundi 9h” is not understood"),
        ("Mo-Fr 9-12", "“9-12” is not understood"),
        ("Mo 09:00-12:00; \x00", "one line"),
        ("Mo 09:00-12:00\nTu off", "one line"),
        ("   ", "Leave the opening hours empty"),
        ("Mo 09:00-12:00;" * 100, "too long"),
        ("Mo 09:00-", "Write them like this: Mo-Fr 09:00"),
    ],
)
def test_an_invalid_expression_says_which_part_and_how_to_write_it(text, said):
    with pytest.raises(ValidationError) as error:
        validate_opening_hours(text)
    assert said in error.value.messages[0]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_valid_or_a_message_and_evaluating_it_never_fails(text):
    with suppress(ValidationError):
        validate_opening_hours(text)
    is_open_at(text, at("2026-11-23T10:00"))
    opening_status(text, at("2026-11-23T10:00"))
    weekly_table(text, date(2026, 11, 23))
    opening_hours_specification(text, date(2026, 11, 23))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-11-23T08:59:59", False),
        ("2026-11-23T09:00", True),
        ("2026-11-23T12:00", False),
        ("2026-11-28T10:00", False),
        ("2026-12-25T10:00", False),  # a Friday, and Christmas
        ("2026-07-14T10:00", False),  # a French holiday
    ],
)
def test_open_at_a_local_time(when, expected):
    assert is_open_at(OFFICE, at(when)) is expected


def test_holidays_are_those_of_the_country():
    assert is_open_at(OFFICE, at("2026-07-14T10:00"), Calendar("IE", "Europe/Dublin"))
    assert is_open_at("24/7; PH off", at("2026-12-25T10:00"), Calendar("XX", "Europe/Paris")), "unknown: no holidays"


def test_times_of_other_zones_and_naive_local_times_are_understood():
    assert is_open_at(OFFICE, datetime(2026, 11, 23, 8, 30, tzinfo=UTC))
    assert not is_open_at(OFFICE, datetime(2026, 11, 23, 7, 30, tzinfo=UTC))
    assert is_open_at(OFFICE, datetime(2026, 11, 23, 9, 30))  # noqa: DTZ001
    assert is_open_at(OFFICE, datetime(2026, 7, 6, 7, 30, tzinfo=UTC)), "summer time"


def test_the_clock_changing_moves_nothing():
    assert opening_status("Mo-Su 09:00-12:00", at("2026-03-28T20:00")).changes_at == at("2026-03-29T09:00")
    assert opening_status("Mo-Su 09:00-12:00", at("2026-10-24T20:00")).changes_at == at("2026-10-25T09:00")
    both_0230 = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    assert all(is_open_at("Su 02:00-03:00", moment) for moment in both_0230)


@pytest.mark.parametrize(
    ("when", "label"),
    [
        ("2026-11-23T10:00", "Open until 12:00"),
        ("2026-11-23T13:00", "Opens at 14:00"),
        ("2026-11-23T18:00", "Opens tomorrow at 9:00"),
        ("2026-11-27T18:00", "Opens on Monday at 9:00"),
        ("2026-12-24T19:00", "Opens on Monday at 9:00"),
    ],
)
def test_status_says_what_comes_next(when, label):
    assert opening_status(OFFICE, at(when)).label == label


def test_status_beyond_the_week_ahead_and_without_change():
    assert opening_status("Jan 15-Feb 15 10:00-12:00", at("2026-11-23T10:00")).label == "Opens on 15 January at 10:00"
    assert opening_status("24/7", at("2026-11-23T10:00")).label == "Open"
    assert opening_status("off", at("2026-11-23T10:00")).label == "Closed"
    assert opening_status("", at("2026-11-23T10:00")) is None
    assert opening_status("lundi", at("2026-11-23T10:00")) is None


def test_a_note_alone_never_means_open():
    status = opening_status('"sur rendez-vous"', at("2026-11-23T10:00"))
    assert (status.state, status.label) == ("unknown", "sur rendez-vous")
    assert not is_open_at('"sur rendez-vous"', at("2026-11-23T10:00"))


def test_the_table_has_a_row_for_each_day_and_says_what_holds_on_holidays():
    table = weekly_table(OFFICE, date(2026, 11, 24))
    assert table.rows[0].name == "Monday"
    assert [row.labels for row in table] == [["9:00–12:00", "14:00–18:00"]] * 5 + [["Closed"]] * 2
    assert [row.is_today for row in table] == [False, True, False, False, False, False, False]
    assert table.holiday_note == "Closed on public holidays"
    assert weekly_table("24/7").rows[0].labels == ["Open 24 hours"]
    assert weekly_table("") is None
    own = weekly_table('Mo 09:00-12:00 "ring"; PH 10:00-11:00 "ring"')
    assert (own.holiday_note, own.note) == ("On public holidays: 10:00–11:00", "ring")


def test_the_table_of_seasonal_hours_is_that_of_the_week_and_says_so():
    expression = "Jul-Aug 10:00-22:00; Sep-Jun Mo-Fr 10:00-12:00; PH off"
    summer = weekly_table(expression, date(2026, 8, 5))
    assert [row.labels for row in summer] == [["10:00–22:00"]] * 7
    assert summer.season_note == "Hours in the week of 3 August; they change during the year."
    assert weekly_table(expression, date(2026, 11, 24)).rows[6].closed


def test_nights_stay_with_the_evening_they_began():
    assert weekly_table("Fr-Sa 22:00-02:00").rows[4].labels == ["22:00–2:00"]
    assert week_ranges("Jan-Dec Fr-Sa 22:00-02:00", date(2026, 11, 23))[4] == (TimeRange(1320, 1560),)


def test_schema_org_groups_days_and_closes_on_holidays():
    assert opening_hours_specification(OFFICE) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
            "opens": opens,
            "closes": closes,
        }
        for opens, closes in [("09:00", "12:00"), ("14:00", "18:00")]
    ] + [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "PublicHolidays",
            "opens": "00:00",
            "closes": "00:00",
        }
    ]
    assert opening_hours_specification("24/7")[0]["closes"] == "23:59"
    assert opening_hours_specification("Jul-Aug Mo 10:00-22:00", date(2026, 8, 5)) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "Monday",
            "opens": "10:00",
            "closes": "22:00",
            "validFrom": "2026-08-03",
            "validThrough": "2026-08-09",
        }
    ]
    assert opening_hours_specification('"sur rendez-vous"') == []


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        (OFFICE, OFFICE),
        ("09:00-12:00", "Mo-Su 09:00-12:00"),
        ("Mo-Su 00:00-24:00", "24/7"),
        ("24/7; PH off", "24/7; PH off"),
        ("Mo,We 9:00-12:00", "Mo,We 09:00-12:00"),
        ("Sa-Mo 09:00-12:00", "Mo,Sa,Su 09:00-12:00"),
        ("Mo 09:00-12:00, Mo 14:00-16:00", "Mo 09:00-12:00,14:00-16:00"),
        ("Mo-Fr 09:00-12:00; We off", "Mo,Tu,Th,Fr 09:00-12:00"),
        ("Mo-Su,PH 09:00-12:00", "Mo-Su 09:00-12:00; PH 09:00-12:00"),
        ("Fr 22:00-02:00, Sa 10:00-12:00", "Fr 22:00-02:00, Sa 10:00-12:00"),
        ("Fr 22:00-26:00", "Fr 22:00-02:00"),
        ('"sur rendez-vous"', 'unknown "sur rendez-vous"'),
    ],
)
def test_a_plain_week_is_read_and_written(expression, written):
    assert format_weekly(parse_weekly(expression)) == written


@pytest.mark.parametrize(
    "expression",
    [
        "Jul-Aug 10:00-22:00",
        "Mo sunrise-sunset",
        "Mo[1] 09:00-12:00",
        "Mo 10:00+",
        "off",
        "PH off",
        "Mo 09:00-12:00; Dec 25 off",
        'Mo 09:00-12:00 "a"; Tu 09:00-12:00 "b"',
        "Fr 22:00-02:00; Sa 10:00-12:00",  # the library ends Friday's night at midnight here
        "Mo 09:00-12:00 || Tu 10:00-11:00",
        "lundi",
        "Mo 09:00",
    ],
)
def test_what_is_more_than_a_plain_week_is_not_read_as_one(expression):
    assert parse_weekly(expression) is None


@st.composite
def ranges(draw: st.DrawFn, nights: bool = False):
    minutes = sorted(draw(st.lists(st.integers(0, 24 * 60), unique=True, max_size=6)))
    spans = [TimeRange(start, end) for start, end in zip(minutes[::2], minutes[1::2], strict=False)]
    if nights and draw(st.booleans()):
        start = (
            draw(st.integers((spans[-1].end if spans else 0), 24 * 60 - 1)) if not spans or spans[-1].end < 1440 else 0
        )
        if start:
            spans.append(TimeRange(start, 24 * 60 + draw(st.integers(1, start))))
    return tuple(spans)


NOTES = st.text(st.characters(exclude_characters='"', exclude_categories=["C", "Z"]), max_size=20)


@st.composite
def weeks(draw: st.DrawFn, nights: bool = True):
    week = WeeklyHours(
        days=tuple(draw(ranges(nights=nights)) for _ in range(7)),
        holidays=draw(st.none() | ranges()),
        note=draw(NOTES),
    )
    if week.blank or not (any(week.days) or week.holidays):
        return WeeklyHours(note=week.note)
    return week


@settings(max_examples=300, deadline=None)
@given(weeks())
def test_reading_what_was_written_gives_the_same_week(week):
    expression = format_weekly(week)
    if len(expression) <= 500:
        validate_opening_hours(expression)
    assert parse_weekly(expression) == week


@settings(max_examples=40, deadline=None)
@given(weeks(nights=False))
def test_the_library_opens_exactly_when_the_week_says(week):
    expression = format_weekly(week)
    for minute in range(0, 7 * 1440, 97):
        day, time = divmod(minute, 1440)
        expected = any(start <= time < end for start, end in week.days[day])
        moment = datetime(2026, 11, 23 + day, time // 60, time % 60, tzinfo=PARIS)
        assert is_open_at(expression, moment) is expected
