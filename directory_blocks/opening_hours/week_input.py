"""A week as a form sends it: raw texts per day, read into a plain week or into messages that name the day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from .times import minutes_label
from .week import DAY_MINUTES, HOLIDAY, Ranges, TimeRange, WeeklyHours, clock

MAX_RANGES = 6
MAX_NOTE = 80
# A closing time before the opening time is of the next day where it is early, or where it opens in the evening.
EARLY, NOON, EVENING = 6 * 60, 12 * 60, 18 * 60
TIME = re.compile(r"\s*(\d{1,2})\s*[:hH.]\s*(\d{2})?(?::\d{2})?\s*", re.ASCII)
HOLIDAY_CHOICES = ("usual", "closed", "own")


@dataclass(slots=True)
class DayInput:
    """What was entered for a day: pairs of opening and closing time as text, and whether it is open all day."""

    ranges: list[tuple[str, str]] = field(default_factory=list)
    all_day: bool = False


@dataclass(slots=True)
class WeekInput:
    """What was entered for a week: eight days, the last one public holidays; or, in mode "text", an expression."""

    mode: str = "week"
    days: list[DayInput] = field(default_factory=lambda: [DayInput() for _day in range(8)])
    holidays: str = "usual"
    note: str = ""
    text: str = ""

    @classmethod
    def from_hours(cls, hours: WeeklyHours) -> "WeekInput":
        """Fill in the form for a plain week."""
        holidays = "usual" if hours.holidays is None else "own" if hours.holidays else "closed"
        days = [_day_input(ranges) for ranges in (*hours.days, hours.holidays or ())]
        return cls(days=days, holidays=holidays, note=hours.note)

    @classmethod
    def from_data(cls, data: Any, name: str) -> "WeekInput":
        """Collect what a form sent under ``name-…``."""
        days = []
        for day in range(8):
            pairs = [
                (data.get(f"{name}-{day}-{index}-start", ""), data.get(f"{name}-{day}-{index}-end", ""))
                for index in range(MAX_RANGES)
            ]
            days.append(DayInput([pair for pair in pairs if any(pair)], f"{name}-{day}-all" in data))
        holidays = data.get(f"{name}-holidays", "usual")
        return cls(
            mode="text" if data.get(f"{name}-mode") == "text" else "week",
            days=days,
            holidays=holidays if holidays in HOLIDAY_CHOICES else "usual",
            note=data.get(f"{name}-note", ""),
            text=data.get(f"{name}-text", ""),
        )

    def says(self, hours: WeeklyHours) -> bool:
        """Whether sending this form back unchanged would give the same week."""
        try:
            return self.read() == hours
        except ValidationError:
            return False

    def read(self) -> WeeklyHours:
        """Give the plain week. Raises ValidationError with a message for each day that is wrong."""
        errors: list[str] = []
        days: list[Ranges] = []
        for day, entered in enumerate(self.days):
            try:
                days.append(_read_day(day_name(day), entered))
            except ValidationError as error:
                errors += error.messages
                days.append(())
        note = " ".join(self.note.split())
        if len(note) > MAX_NOTE or any(ord(char) < 32 for char in note):
            errors.append(_("The note is too long: %(limit)d characters at most.") % {"limit": MAX_NOTE})
        if self.holidays == "own" and not days[HOLIDAY] and not errors:
            errors.append(_("Public holidays: write their hours, or choose “Closed”."))
        if errors:
            raise ValidationError(errors)
        holidays = {"usual": None, "closed": (), "own": days[HOLIDAY]}[self.holidays]
        return WeeklyHours(days=tuple(days[:HOLIDAY]), holidays=holidays, note=note)


def _day_input(ranges: Ranges) -> DayInput:
    if ranges == (TimeRange(0, DAY_MINUTES),):
        return DayInput(all_day=True)
    return DayInput([(clock(span.start), clock(span.end % DAY_MINUTES)) for span in ranges])


def day_name(day: int) -> str:
    """The name of a weekday, or of public holidays."""
    return _("Public holidays") if day == HOLIDAY else str(WEEKDAYS[day]).capitalize()


def _read_day(name: str, entered: DayInput) -> Ranges:
    if entered.all_day:
        return (TimeRange(0, DAY_MINUTES),)
    spans = sorted(_read_range(name, *pair) for pair in entered.ranges)
    for one, other in pairwise(spans):
        if other.start < one.end:
            raise ValidationError(
                _("%(day)s: %(one)s and %(other)s overlap. Join them, or change one.")
                % {"day": name, "one": _label(one), "other": _label(other)}
            )
    return tuple(_joined(spans))


def _joined(spans: list[TimeRange]) -> Iterator[TimeRange]:
    """Ranges that touch are one."""
    current: TimeRange | None = None
    for span in spans:
        if current is not None and span.start == current.end:
            current = TimeRange(current.start, span.end)
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _read_range(name: str, start_text: str, end_text: str) -> TimeRange:
    if not start_text.strip() or not end_text.strip():
        raise ValidationError(
            (
                _("%(day)s: it opens at %(time)s; write when it closes, too.")
                if start_text.strip()
                else _("%(day)s: it closes at %(time)s; write when it opens, too.")
            )
            % {"day": name, "time": (start_text or end_text).strip()[:20]}
        )
    start, end = _minutes(name, start_text) % DAY_MINUTES, _minutes(name, end_text) or DAY_MINUTES
    words = {"day": name, "start": minutes_label(start), "end": minutes_label(end)}
    if start == end:
        raise ValidationError(
            _("%(day)s: it opens and closes at %(start)s. For the whole day and night tick “24 hours”.") % words
        )
    if end > start:
        return TimeRange(start, end)
    if end <= EARLY or (start >= EVENING and end <= NOON):
        return TimeRange(start, end + DAY_MINUTES)
    raise ValidationError(
        _("%(day)s: it closes at %(end)s, before it opens at %(start)s. Put the earlier time first.") % words
    )


def _minutes(name: str, text: str) -> int:
    match = TIME.fullmatch(text)
    hours, minutes = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    if hours > 24 or minutes > 59 or (hours == 24 and minutes):
        raise ValidationError(
            _("%(day)s: “%(time)s” is no time of day; write it like 09:30.") % {"day": name, "time": text.strip()[:20]}
        )
    return hours * 60 + minutes


def _label(span: TimeRange) -> str:
    return f"{minutes_label(span.start)}–{minutes_label(span.end)}"
