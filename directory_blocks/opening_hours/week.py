"""
A plain week: the part of the ``opening_hours`` language that people use and the widget edits.

``parse_weekly(format_weekly(hours)) == hours``; an expression that says more (seasons, months, sunset) is not a plain
week and parses to None, so that it is kept as it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from .evaluation import Calendar, intervals

DAY_CODES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_MINUTES = 24 * 60
HOLIDAY = 7  # stands beside the weekdays 0 to 6 while parsing

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)"
_DAYS = rf"{_DAY}(?:-{_DAY})?(?:\s*,\s*{_DAY}(?:-{_DAY})?)*"
_TIME = r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}"
RULE = re.compile(
    rf'(?P<days>{_DAYS})?\s*(?P<hours>{_TIME}(?:\s*,\s*{_TIME})*|24/7|off|closed)?\s*(?:"(?P<note>[^"]*)")?\s*'
)
SEPARATOR = re.compile(r"(?P<sign>[;,])\s*")
NOTE_ONLY = re.compile(r'\s*(?:unknown\s+)?"(?P<note>[^"]*)"\s*')


class TimeRange(NamedTuple):
    """Minutes since midnight of the day; an end past midnight is above 1440 (22:00-02:00 is 1320, 1560)."""

    start: int
    end: int

    @property
    def whole_day(self) -> bool:
        """From midnight to midnight."""
        return self == (0, DAY_MINUTES)

    @property
    def after_midnight(self) -> bool:
        """Ends on the following day."""
        return self.end > DAY_MINUTES


Ranges = tuple[TimeRange, ...]


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """
    Opening hours of a plain week: seven days from Monday, each a tuple of ranges in order (none: closed).

    ``holidays`` is None where public holidays are like any day, else the ranges of those days (none: closed).
    ``note`` is free text for the reader, such as "by appointment".
    """

    days: tuple[Ranges, ...] = ((),) * 7
    holidays: Ranges | None = None
    note: str = ""

    @property
    def blank(self) -> bool:
        """Says nothing: neither hours nor a note."""
        return not (any(self.days) or self.holidays or self.note)


def format_weekly(hours: WeeklyHours) -> str:
    """Write a plain week as an ``opening_hours`` expression; "" where it says nothing."""
    if hours.blank:
        return ""
    note = " ".join(hours.note.replace('"', "”").split())
    suffix = f' "{note}"' if note else ""
    if not any(hours.days) and not hours.holidays:
        return f"unknown{suffix}"
    # After ";" a rule takes the whole day, cutting short a night that began the day before; "," leaves it whole.
    nights = any(span.after_midnight for ranges in hours.days for span in ranges)
    parts = [(", " if nights else "; ").join(f"{rule}{suffix}" for rule in _weekday_rules(hours.days))]
    if hours.holidays is not None:
        parts.append(f"PH {_ranges_text(hours.holidays)}{suffix}" if hours.holidays else "PH off")
    return "; ".join(part for part in parts if part)


def _weekday_rules(days: tuple[Ranges, ...]) -> Iterator[str]:
    if all(ranges == (TimeRange(0, DAY_MINUTES),) for ranges in days):
        yield "24/7"
        return
    for ranges in dict.fromkeys(ranges for ranges in days if ranges):
        same = [day for day in range(7) if days[day] == ranges]
        yield f"{_days_text(same)} {_ranges_text(ranges)}"


def _days_text(days: list[int]) -> str:
    runs = [[day for _, day in run] for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])]
    return ",".join(
        f"{DAY_CODES[run[0]]}-{DAY_CODES[run[-1]]}" if len(run) > 2 else ",".join(DAY_CODES[day] for day in run)
        for run in runs
    )


def _ranges_text(ranges: Ranges) -> str:
    return ",".join(f"{clock(span.start)}-{clock(span.end)}" for span in ranges)


def clock(minutes: int) -> str:
    """Write minutes since midnight as HH:MM; those of the next day start again, midnight itself is 24:00."""
    if minutes > DAY_MINUTES:
        minutes -= DAY_MINUTES
    return f"{minutes // 60:02}:{minutes % 60:02}"


@lru_cache(maxsize=1024)
def parse_weekly(expression: str) -> WeeklyHours | None:
    """Read an expression as a plain week; None where it says more than one, or nothing valid."""
    if not expression.strip():
        return WeeklyHours()
    if alone := NOTE_ONLY.fullmatch(expression):
        return WeeklyHours(note=alone["note"]) if alone["note"].strip() else None
    hours = _read(expression)
    if hours is None or hours.blank or not _same_meaning(expression, format_weekly(hours)):
        return None
    return hours


def _read(expression: str) -> WeeklyHours | None:
    days: dict[int, Ranges] = {}
    notes: set[str] = set()
    position, adding = 0, False
    while True:
        rule = RULE.match(expression, position)
        if rule is None or not (rule["days"] or rule["hours"]):
            return None
        ranges = _read_ranges(rule["hours"] or "24/7")
        if ranges is None or (not ranges and rule["note"] is not None):
            return None
        if ranges:
            notes.add((rule["note"] or "").strip())
        for day in _read_days(rule["days"]):
            days[day] = tuple(sorted({*(days.get(day, ()) if adding else ()), *ranges}))
        position = rule.end()
        if position == len(expression):
            break
        separator = SEPARATOR.match(expression, position)
        if separator is None:
            return None
        adding, position = separator["sign"] == ",", separator.end()
    if len(notes) > 1:
        return None
    week = WeeklyHours(days=tuple(days.get(day, ()) for day in range(7)), note=next(iter(notes), ""))
    return replace(week, holidays=days[HOLIDAY]) if HOLIDAY in days else week


def _read_days(text: str | None) -> Iterable[int]:
    if not text:
        return range(7)
    found: list[int] = []
    for part in re.split(r"\s*,\s*", text):
        first, _, last = part.partition("-")
        if part == "PH":
            found.append(HOLIDAY)
        elif "PH" in part:
            return []
        else:
            start, end = DAY_CODES.index(first), DAY_CODES.index(last or first)
            found += [day % 7 for day in range(start, end + 1 if end >= start else end + 8)]
    return found


def _read_ranges(text: str) -> Ranges | None:
    if text in ("off", "closed"):
        return ()
    if text == "24/7":
        return (TimeRange(0, DAY_MINUTES),)
    found = []
    for part in text.split(","):
        start, end = (int(hour) * 60 + int(minute) for hour, minute in (t.split(":") for t in part.split("-")))
        found.append(TimeRange(start, end if end > start else end + DAY_MINUTES))
    usable = all(span.start < DAY_MINUTES and span.end - span.start <= DAY_MINUTES for span in found)
    return tuple(sorted(found)) if usable else None


def _same_meaning(one: str, other: str) -> bool:
    """Compare two expressions over a month with two public holidays, as the library evaluates them."""
    start, end = datetime(2026, 12, 14), datetime(2027, 1, 11)  # noqa: DTZ001
    calendar = Calendar("FR", "UTC")
    return intervals(one, start, end, calendar) == intervals(other, start, end, calendar) != []
