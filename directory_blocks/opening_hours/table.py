"""The table of a week's opening hours, as a page shows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from opening_hours import State

from .evaluation import HasCalendar, intervals
from .times import minutes_label
from .week import DAY_MINUTES, Ranges, TimeRange, parse_weekly

HOLIDAYS_CLOSED = re.compile(r"\bPH\s+(off|closed)\b")


@dataclass(frozen=True, slots=True)
class DayRow:
    """One weekday (0 is Monday): its ranges in order, none where closed."""

    weekday: int
    ranges: Ranges
    is_today: bool = False

    @property
    def name(self) -> str:
        """The weekday in the active language."""
        return str(WEEKDAYS[self.weekday])

    @property
    def closed(self) -> bool:
        """Not open at all on that day."""
        return not self.ranges

    @property
    def labels(self) -> list[str]:
        """The ranges in the reader's language; "Closed" for none."""
        return [range_label(span) for span in self.ranges] or [_("Closed")]


@dataclass(frozen=True, slots=True)
class WeeklyTable:
    """
    Seven rows from Monday, and what is said of public holidays; iterating gives the rows.

    Hours that change with the season are those of the week of ``week_of`` (its Monday); else that is None.
    """

    rows: tuple[DayRow, ...]
    holiday_note: str = ""
    note: str = ""
    week_of: date | None = None

    def __iter__(self) -> Iterator[DayRow]:
        return iter(self.rows)

    @property
    def season_note(self) -> str:
        """Say for which week the rows hold, where they do not always."""
        if self.week_of is None:
            return ""
        return _("Hours in the week of %(date)s; they change during the year.") % {
            "date": date_format(self.week_of, "MONTH_DAY_FORMAT")
        }


def range_label(span: TimeRange) -> str:
    """Write a range in the active language."""
    if span.whole_day:
        return _("Open 24 hours")
    return _("%(start)s–%(end)s") % {"start": minutes_label(span.start), "end": minutes_label(span.end)}


def weekly_table(expression: str, today: date | None = None, calendar: HasCalendar | None = None) -> WeeklyTable | None:
    """Lay out a week of hours, ``today`` marked; None where no hours, or malformed ones, are given."""
    if not expression.strip():
        return None
    marked = today if today is not None else timezone.localdate()
    if (hours := parse_weekly(expression)) is not None:
        if not any(hours.days) and not hours.holidays:
            return WeeklyTable((), note=hours.note)
        rows = tuple(DayRow(day, hours.days[day], day == marked.weekday()) for day in range(7))
        return WeeklyTable(rows, _holiday_note(hours.holidays), hours.note)
    monday = marked - timedelta(days=marked.weekday())
    if (days := week_ranges(expression, monday, calendar)) is None:
        return None
    rows = tuple(DayRow(day, days[day], day == marked.weekday()) for day in range(7))
    return WeeklyTable(rows, _holiday_note(() if HOLIDAYS_CLOSED.search(expression) else None), "", monday)


def _holiday_note(holidays: Ranges | None) -> str:
    if holidays is None:
        return ""
    if not holidays:
        return _("Closed on public holidays")
    return _("On public holidays: %(hours)s") % {"hours": ", ".join(range_label(span) for span in holidays)}


def week_ranges(expression: str, monday: date, calendar: HasCalendar | None = None) -> tuple[Ranges, ...] | None:
    """Evaluate an expression over the week from ``monday``: the ranges of each day, or None where it is malformed."""
    midnight = datetime.combine(monday, time.min)
    spans = intervals(expression, midnight, midnight + timedelta(days=7), calendar)
    if not spans:
        return None
    days: list[list[TimeRange]] = [[] for _day in range(7)]
    for span in spans:
        if span.state != State.OPEN:
            continue
        start, end = (
            int((moment.replace(tzinfo=None) - midnight) / timedelta(minutes=1)) for moment in (span.start, span.end)
        )
        _add(days, start, end)
    return tuple(tuple(ranges) for ranges in days)


def _add(days: list[list[TimeRange]], start: int, end: int) -> None:
    """A night stays with the evening it began; what lasts a day or more is cut at each midnight."""
    while start < end:
        day, minute = divmod(start, DAY_MINUTES)
        midnight = (day + 1) * DAY_MINUTES
        stop = end if end - start < DAY_MINUTES else min(end, midnight)
        days[day].append(TimeRange(minute, stop - day * DAY_MINUTES))
        start = stop
