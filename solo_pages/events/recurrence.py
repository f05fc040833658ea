"""
The dates of a meeting, computed from its rule and its exceptions. Reads the page only, writes nothing.

Rules are RFC 5545's (3.3.10), expanded in wall time by python-dateutil; a wall time that does not exist, on the night
when the clocks go forward, is read with the offset before (3.3.5), one that exists twice is the first of the two.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import groupby, islice, takewhile
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from ..enums import ExceptionKind

if TYPE_CHECKING:
    from ..models import EventException, EventPage


@dataclass(frozen=True, slots=True)
class Planned:
    """
    One date as the page plans it. ``recurrence_id`` is the start that the rule gives; all three are UTC. Place: only
    what differs from the meeting's own.
    """

    recurrence_id: datetime
    starts_at: datetime
    ends_at: datetime
    cancelled: bool = False
    venue: Any = None
    place: str = ""
    commune: Any = None


def to_utc(wall: datetime, zone: ZoneInfo) -> datetime:
    """Turn a wall time (naive) of a time zone into UTC."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


def rule_starts(event: "EventPage", since: date) -> Iterator[datetime]:
    """
    Give the starts that the rule gives from a local day on, in order, as wall times; the only one without a rule.

    Raises ValueError for a rule that cannot be read.
    """
    if not event.recurrence:
        yield from (start for start in (event.local_start,) if start.date() >= since)
        return
    rule = rrulestr(local_rule(event.recurrence, event.zone), dtstart=event.local_start)
    yield from rule.xafter(datetime.combine(since, time.min), inc=True)


def local_rule(recurrence: str, zone: ZoneInfo) -> str:
    """Write a rule whose UNTIL is in UTC, as RFC 5545 asks, with the same moment as wall time, as dateutil asks."""
    parts = []
    for part in recurrence.split(";"):
        name, _equals, value = part.partition("=")
        if name.upper() == "UNTIL" and value.endswith("Z"):
            moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            value = moment.astimezone(zone).strftime("%Y%m%dT%H%M%S")
        parts.append(f"{name}={value}")
    return ";".join(parts)


def planned_dates(event: "EventPage", since: date, until: date, most: int) -> list[Planned]:
    """
    Give the dates whose start by the rule lies within local days, both included, in the order of these starts; at most
    ``most``.
    """
    exceptions = list(event.exceptions.all())
    usual = event.starts_time or time.min
    single = {(_start(one, usual), one.kind): one for one in exceptions if not one.following}
    sweeping = sorted((_start(one, usual), one) for one in exceptions if one.following) if exceptions else []
    excluded = {start for start, kind in single if kind == ExceptionKind.EXCLUDED}
    added = sorted(start for start, kind in single if kind == ExceptionKind.ADDED and since <= start.date() <= until)
    merged = (start for start, _again in groupby(merge(added, rule_starts(event, since))))
    starts = takewhile(lambda start: start.date() <= until, merged)
    dates = (_planned(event, start, single, sweeping) for start in starts if start not in excluded)
    return list(islice(dates, most))


def _start(exception: "EventException", usual: time) -> datetime:
    return datetime.combine(exception.occurrence_on, exception.occurrence_time or usual)


def _planned(event: "EventPage", start: datetime, single: dict, sweeping: list) -> Planned:
    zone = event.zone
    plan = Planned(
        recurrence_id=to_utc(start, zone),
        starts_at=to_utc(start, zone),
        ends_at=to_utc(start + event.duration, zone),
        cancelled=event.is_cancelled,
    )
    since = [one for one in sweeping if one[0] <= start]
    changes = [one for one in since if one[1].kind == ExceptionKind.MOVED][-1:]
    cancelled = any(one[1].kind == ExceptionKind.CANCELLED for one in since)
    if own := single.get((start, ExceptionKind.MOVED)):
        changes = [(start, own)]
    for origin, change in changes:
        plan = _moved(event, plan, start, origin, change)
    return replace(plan, cancelled=plan.cancelled or cancelled or (start, ExceptionKind.CANCELLED) in single)


def _moved(event: "EventPage", plan: Planned, start: datetime, origin: datetime, change: "EventException") -> Planned:
    day = start.date() + ((change.new_on - origin.date()) if change.new_on else timedelta())
    begins = datetime.combine(day, change.new_from or start.time())
    ends = begins + event.duration
    if change.new_until:
        ends = datetime.combine(day, change.new_until)
        if ends < begins:
            ends += timedelta(days=1)
    return replace(
        plan,
        starts_at=to_utc(begins, event.zone),
        ends_at=to_utc(ends, event.zone),
        venue=change.new_venue,
        place=change.new_place,
        commune=change.new_commune,
    )
