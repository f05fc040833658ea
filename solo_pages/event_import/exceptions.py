"""Dates of an event that differ from its rule: EXDATE, RDATE, and events that change one date (RECURRENCE-ID)."""

from datetime import date, datetime, timedelta

from ..enums import ExceptionKind
from ..importing.errors import RejectedRow
from ..importing.values import one_line
from .moments import Moment, Zones, moment, moments
from .reading import Component
from .schedule import Schedule, length_of
from .status import doubts, is_cancelled, withheld
from .values import NOTHING


def exceptions_of(
    event: Component, changes: list[Component], schedule: Schedule, zones: Zones, warnings: list[str]
) -> list[str]:
    """Give the dates that differ, as ``values`` writes them; what cannot be taken is added to the warnings."""
    found = set()
    for name, kind in (("EXDATE", ExceptionKind.EXCLUDED), ("RDATE", ExceptionKind.ADDED)):
        for one in event.all(name):
            starts = [_start(value, schedule) for value in moments(one, zones)]
            # The start of a series is a date of it anyway.
            starts = [start for start in starts if kind == ExceptionKind.EXCLUDED or start != schedule.start]
            found.update(f"{kind.value} {start.isoformat()}" for start in starts)
    for change in changes:
        try:
            warnings += [f"line {change.line}, a changed date: {doubt}" for doubt in doubts(change)]
            if reason := withheld(change):
                # At its usual time it does not take place as everybody may know.
                warnings.append(f"line {change.line}, a changed date: {reason}: the date is not shown")
                start = _start(moment(change.first("RECURRENCE-ID"), zones), schedule)
                found.add(f"{ExceptionKind.EXCLUDED.value} {start.isoformat()}")
            elif text := _changed(event, change, schedule, zones):
                found.add(text)
            else:
                warnings.append(f"line {change.line}: only words of this date differ, which are not kept")
        except RejectedRow as error:
            warnings.append(f"line {change.line}, a changed date: {error}: left out")
    return sorted(found)


def _start(value: Moment, schedule: Schedule) -> date | datetime:
    """Which start a value names; a day stands for its usual time, a time for its day where days are meant."""
    wall = value.within(schedule.zone)
    if schedule.is_all_day:
        return wall.date() if isinstance(wall, datetime) else wall
    return wall if isinstance(wall, datetime) else datetime.combine(wall, schedule.start.time())


def _changed(event: Component, change: Component, schedule: Schedule, zones: Zones) -> str:
    named = change.first("RECURRENCE-ID")
    start = _start(moment(named, zones), schedule)
    onward = "+" if named.parameters.get("RANGE", "").upper() == "THISANDFUTURE" else ""
    if is_cancelled(change):
        return f"{ExceptionKind.CANCELLED.value}{onward} {start.isoformat()}"
    found = change.first("DTSTART")
    if found is None:
        raise RejectedRow("has no DTSTART")
    begin = moment(found, zones)
    if begin.is_day != schedule.is_all_day:
        raise RejectedRow("whole days and times cannot be mixed in one meeting")
    news = _news(start, begin.within(schedule.zone), length_of(change, begin, zones, schedule.length), schedule)
    place = _place(event, change)
    if not any(news) and not place:
        return ""
    words = [value.isoformat() if value is not None else NOTHING for value in news]
    return " ".join([f"{ExceptionKind.MOVED.value}{onward}", start.isoformat(), *words, place]).rstrip()


def _news(start: date | datetime, begin: date | datetime, length: timedelta, schedule: Schedule) -> tuple:
    """New day, start and end, each None where it is as ever."""
    if not isinstance(begin, datetime) or not isinstance(start, datetime):
        if length != schedule.length:
            raise RejectedRow("lasts other days than the meeting does")
        return (begin if begin != start else None, None, None)
    day = begin.date() if begin.date() != start.date() else None
    clock = begin.time() if begin.time() != start.time() else None
    return (day, clock, (begin + length).time() if length != schedule.length else None)


def _place(event: Component, change: Component) -> str:
    usual, now = event.first("LOCATION"), change.first("LOCATION")
    if now is None or (usual is not None and now.value == usual.value):
        return ""
    return one_line(now.value.replace("\\,", ",").replace("\\;", ";").replace("\\n", " "))[:200]
