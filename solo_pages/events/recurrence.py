"""
The dates of a meeting, computed from its rule and its exceptions. Reads the page only, writes nothing.

The rule gives days (see ``rules``); on each the meeting begins at its wall time. A wall time that does not exist, on
the night when the clocks go forward, is read with the offset before (RFC 5545, 3.3.5), one that exists twice is the
first of the two.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ..enums import ExceptionKind
from .rules import days, read_rule

if TYPE_CHECKING:
    from ..models import EventException, EventPage

# Nobody plans further ahead; what goes on without end is read up to here where nothing else bounds it.
MOST_YEARS = 100
DAY = timedelta(days=1)


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


def exists(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks of a time zone ever show a wall time: not in the hour that they are put forward by."""
    return to_utc(wall, zone).astimezone(zone).replace(tzinfo=None) == wall


def rule_starts(event: "EventPage", since: date, until: date | None = None) -> Iterator[datetime]:
    """
    Give the starts that the rule gives within local days, both included, in order, as wall times; the only one without
    a rule.

    Raises UnreadableRule, a ValueError, for a rule that cannot be read.
    """
    start = event.local_start
    last = min(until or date.max, _years_after(max(since, start.date())))
    if not event.recurrence:
        yield from (one for one in (start,) if since <= one.date() <= last)
        return
    rule = read_rule(event.recurrence)
    last = min(last, rule.last_day(event.zone, start.time()) or last)
    yield from (datetime.combine(day, start.time()) for day in days(rule, start.date(), since, last))


def planned_dates(event: "EventPage", since: date, until: date, most: int) -> list[Planned]:
    """
    Give the dates whose start by the rule lies within local days, both included, in the order of these starts; at most
    ``most``.
    """
    exceptions = list(event.exceptions.all())
    usual = event.starts_time or time.min
    added = {start_of(one, usual) for one in exceptions if one.kind == ExceptionKind.ADDED}
    excluded = {start_of(one, usual) for one in exceptions if one.kind == ExceptionKind.EXCLUDED}
    own = sorted(start for start in added if since <= start.date() <= until)
    merged = (start for start, _again in groupby(merge(own, rule_starts(event, since, until))))
    changes = Changes(exceptions, usual)
    return list(islice((changes.planned(event, start) for start in merged if start not in excluded), most))


def start_of(exception: "EventException", usual: time) -> datetime:
    """The start by the rule, as wall time, that an exception is about; ``usual``: when the meeting begins."""
    return datetime.combine(exception.occurrence_on, exception.occurrence_time or usual)


class Changes:
    """
    Exceptions that move or cancel dates, applied in their order: first those that go on from some date, which shift
    days by as many as that date is moved by, then those of the date alone. Of two that say the same thing, such as the
    time, the later one holds; moving what an earlier one cancelled has it take place again.
    """

    def __init__(self, exceptions: Iterable["EventException"], usual: time) -> None:
        # Of those about the same date, in this order: what is added may be moved, and what is moved cancelled.
        kinds = [ExceptionKind.ADDED, ExceptionKind.MOVED, ExceptionKind.CANCELLED]
        known = [(start_of(one, usual), one) for one in exceptions if one.kind in kinds]
        known.sort(key=lambda pair: (pair[0], kinds.index(pair[1].kind)))
        self._sweeping = [pair for pair in known if pair[1].following]
        self._single: dict[datetime, list[EventException]] = {}
        for start, one in known:
            if not one.following:
                self._single.setdefault(start, []).append(one)

    def of(self, start: datetime) -> list[tuple[datetime, "EventException"]]:
        """Give those that are about a start, each with the start that it was made for."""
        since = [pair for pair in self._sweeping if pair[0] <= start]
        return since + [(start, one) for one in self._single.get(start, ())]

    def wall_times(self, event: "EventPage", start: datetime) -> tuple[datetime, timedelta]:
        """Say when the date with this start by the rule begins, as wall time, and how long it lasts."""
        begins, length = start, event.duration
        for origin, change in self.of(start):
            if change.kind != ExceptionKind.CANCELLED:
                day = start.date() + (change.new_on - origin.date()) if change.new_on else begins.date()
                begins, length = moved(event, datetime.combine(day, begins.time()), length, change)
        return begins, length

    def planned(self, event: "EventPage", start: datetime) -> Planned:
        """Say when and where the date with this start by the rule is."""
        place, cancelled = {}, False
        for _origin, change in self.of(start):
            cancelled = change.kind == ExceptionKind.CANCELLED
            if not cancelled:
                place = _place(change) or place
        begins, length = self.wall_times(event, start)
        starts_at, ends_at = to_utc(begins, event.zone), to_utc(begins + length, event.zone)
        if ends_at < starts_at or (length and ends_at == starts_at):
            # The clocks are put forward over its end.
            ends_at = starts_at + length
        return Planned(
            recurrence_id=to_utc(start, event.zone),
            starts_at=starts_at,
            ends_at=ends_at,
            cancelled=cancelled or event.is_cancelled,
            **place,
        )


def moved(
    event: "EventPage", begins: datetime, length: timedelta, change: "EventException"
) -> tuple[datetime, timedelta]:
    """Say when a date begins on its day, and how long it lasts, after a change of its times."""
    if event.is_all_day:
        return begins, length
    begins = datetime.combine(begins.date(), change.new_from or begins.time())
    if change.new_until:
        ends = datetime.combine(begins.date(), change.new_until)
        # Longer than a day stays as many days; a shorter one may go on past midnight.
        if length >= DAY:
            ends += (event.ends_on or event.starts_on) - event.starts_on
        length = ends - begins if ends >= begins else ends - begins + DAY
    return begins, length


def _place(change: "EventException") -> dict[str, Any]:
    """Where it is instead; a change of place replaces the one before as a whole."""
    place = {"venue": change.new_venue, "place": change.new_place, "commune": change.new_commune}
    return place if any(place.values()) else {}


def _years_after(day: date) -> date:
    return date(min(date.max.year, day.year + MOST_YEARS), 12, 31)
