"""When an event is: its start, its end and its rule, as the fields of a meeting have them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..events.rules import UnreadableRule, read_rule
from ..importing.errors import RejectedRow
from .moments import Moment, Zones, duration, moment
from .reading import Component, Property

DAY = timedelta(days=1)


@dataclass(slots=True)
class Schedule:
    """The fields of a meeting that say when, and its start and length as they were read (wall time of ``zone``)."""

    start: date | datetime
    length: timedelta
    zone: ZoneInfo
    values: dict[str, Any]
    notes: list[str] = field(default_factory=list)

    @property
    def is_all_day(self) -> bool:
        """Whether it lasts whole days."""
        return not isinstance(self.start, datetime)


def schedule_of(event: Component, zones: Zones) -> Schedule:
    """Read when an event is. Raises RejectedRow, naming the line of the property that cannot be."""
    found = event.first("DTSTART")
    if found is None:
        raise RejectedRow("has no DTSTART")
    begin = moment(found, zones)
    rule = _rule(event)
    zone = begin.zone
    if zone.key == "UTC" and not rule:
        # What takes place once is said in the time of the place.
        zone = zones.usual
    start = begin.within(zone)
    length = length_of(event, begin, zones)
    schedule = Schedule(start, length, zone, _fields(start, length, zone) | {"recurrence": rule})
    if begin.floating:
        schedule.notes.append(f"{found.where} names no time zone: read as {zone.key}")
    return schedule


def length_of(event: Component, begin: Moment, zones: Zones, usual: timedelta | None = None) -> timedelta:
    """How long an event lasts (wall time); by itself ``usual``, else a day or no time. Raises RejectedRow."""
    ends, lasts = event.first("DTEND"), event.first("DURATION")
    if ends is not None:
        end = moment(ends, zones)
        if end.is_day != begin.is_day:
            raise RejectedRow(f"{ends.where} is a day and DTSTART a time, or the other way round")
        length = end.within(begin.zone) - begin.wall
        return _sensible(length, ends, begin)
    if lasts is not None:
        return _sensible(duration(lasts), lasts, begin)
    if usual is not None:
        return usual
    return DAY if begin.is_day else timedelta()


def _sensible(length: timedelta, said_by: Property, begin: Moment) -> timedelta:
    if length < timedelta():
        raise RejectedRow(f"{said_by.where}: it ends before it begins")
    if begin.is_day:
        # DTEND of whole days is the day after the last; some programs give the last one itself.
        return max(length - length % DAY, DAY)
    return length


def _fields(start: date | datetime, length: timedelta, zone: ZoneInfo) -> dict[str, Any]:
    try:
        if not isinstance(start, datetime):
            last = start + length - DAY
            days = {"starts_on": start.isoformat(), "ends_on": last.isoformat() if last != start else ""}
            return days | {"starts_time": "", "ends_time": "", "time_zone": zone.key}
        end = start + length
    except OverflowError as error:
        raise RejectedRow("ends beyond the year 9999") from error
    return {
        "starts_on": start.date().isoformat(),
        "starts_time": _clock(start.time()),
        "ends_on": end.date().isoformat() if end.date() != start.date() else "",
        "ends_time": _clock(end.time()) if length else "",
        "time_zone": zone.key,
    }


def _clock(value: time) -> str:
    return value.isoformat()


def _rule(event: Component) -> str:
    rules = event.all("RRULE")
    if len(rules) > 1:
        raise RejectedRow(f"{rules[1].where}: a meeting has one rule, this one has {len(rules)}")
    if ignored := event.first("EXRULE"):
        raise RejectedRow(f"{ignored.where} is not supported (RFC 5545 has given it up)")
    if not rules:
        return ""
    try:
        return str(read_rule(rules[0].value))
    except UnreadableRule as error:
        raise RejectedRow(f"{rules[0].where} “{rules[0].value[:80]}”: {error}") from error
