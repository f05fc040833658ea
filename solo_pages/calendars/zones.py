"""
Time zones as calendars carry them (RFC 5545, 3.6.5), computed from the IANA database for the years in use.

A change of the clocks that comes on the same day of each year (the last Sunday of March) is written as a rule, which
holds for the years after these as well; any other as the list of its dates.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Observance:
    """What the clocks show from a change on: offsets from UTC before and after, the name, whether it is summer time."""

    before: timedelta
    after: timedelta
    name: str
    daylight: bool


def vtimezone(zone: ZoneInfo, first: int, last: int) -> Timezone:
    """Describe a zone so that it is right from the year ``first`` to the year ``last``, both included."""
    timezone = Timezone()
    timezone.add("tzid", zone.key)
    begin = datetime(first, 1, 1, tzinfo=UTC)
    changes = defaultdict(list)
    for moment in _changes(zone, begin, datetime(last + 1, 1, 1, tzinfo=UTC)):
        observance = _observance(zone, moment)
        # The wall time that the clocks showed then (3.6.5: DTSTART is read with TZOFFSETFROM).
        changes[observance].append((moment + observance.before).replace(tzinfo=None))
    if len(changes) != 2 or not all(_yearly(walls) for walls in changes.values()):
        # What holds before the first change; with yearly rules, the years before say it.
        local = begin.astimezone(zone)
        offset = local.utcoffset() or timedelta()
        initial = Observance(offset, offset, local.tzname() or zone.key, bool(local.dst()))
        timezone.add_component(_component(initial, [datetime(first, 1, 1)]))  # noqa: DTZ001 - wall time
    for observance, walls in changes.items():
        timezone.add_component(_component(observance, walls))
    return timezone


def _component(observance: Observance, walls: list[datetime]) -> TimezoneDaylight | TimezoneStandard:
    component = TimezoneDaylight() if observance.daylight else TimezoneStandard()
    rule = _yearly(walls)
    component.add("dtstart", _a_year_before(walls[0], rule) if rule else walls[0])
    component.add("tzoffsetfrom", observance.before)
    component.add("tzoffsetto", observance.after)
    component.add("tzname", observance.name)
    if rule:
        component.add("rrule", vRecur(rule))
    elif len(walls) > 1:
        component.add("rdate", walls[1:])
    return component


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Give the moments (UTC) from which another offset or name holds."""
    day = begin
    while day < end:
        following = day + timedelta(days=1)
        if _state(zone, day) != _state(zone, following):
            yield _moment(zone, day, following)
        day = following


def _moment(zone: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """Give the first second between two moments from which what holds at the second holds."""
    while high - low > timedelta(seconds=1):
        middle = low + timedelta(seconds=(high - low) // timedelta(seconds=2))
        if _state(zone, middle) == _state(zone, low):
            low = middle
        else:
            high = middle
    return high


def _state(zone: ZoneInfo, moment: datetime) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _observance(zone: ZoneInfo, moment: datetime) -> Observance:
    before, after = (moment - timedelta(seconds=1)).astimezone(zone), moment.astimezone(zone)
    return Observance(
        before.utcoffset() or timedelta(), after.utcoffset() or timedelta(), after.tzname() or "", bool(after.dst())
    )


def _yearly(walls: list[datetime]) -> dict[str, object] | None:
    """Give the rule that gives these changes, one in each year: the last, or the nth, such a weekday of a month."""
    years = [wall.year for wall in walls]
    if len(walls) < 2 or years != list(range(years[0], years[0] + len(years))):
        return None
    if len({(wall.month, wall.weekday(), wall.time()) for wall in walls}) > 1:
        return None
    first = walls[0]
    weekday = WEEKDAYS[first.weekday()]
    if all(wall.day > monthrange(wall.year, wall.month)[1] - 7 for wall in walls):
        position = -1
    elif len({(wall.day - 1) // 7 for wall in walls}) == 1:
        position = (first.day - 1) // 7 + 1
    else:
        return None
    return {"freq": "yearly", "bymonth": first.month, "byday": f"{position}{weekday}"}


def _a_year_before(wall: datetime, rule: dict[str, object]) -> datetime:
    """Begin a rule one year earlier, so that it also says what holds in January of the first year."""
    days = (wall.replace(year=wall.year - 1, day=day) for day in range(1, monthrange(wall.year - 1, wall.month)[1] + 1))
    same = [day for day in days if day.weekday() == wall.weekday()]
    return same[-1] if str(rule["byday"]).startswith("-") else same[int(str(rule["byday"])[0]) - 1]
