"""Which date of a meeting that was moved as a whole is which: whoever registered for a date stays registered for it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ..models import Occurrence
from .recurrence import Planned, to_utc

Pairs = dict[datetime, Occurrence]
Find = Callable[[Occurrence], datetime | None]


def match(
    rows: Sequence[Occurrence], plans: Iterable[Planned], shift: timedelta, zone: ZoneInfo, *, alone: bool
) -> Pairs:
    """
    Give the row for each of ``plans``, by its ``recurrence_id``, where there is one: the date that stood earlier or
    later by ``shift``, as the first date of the series did; else one of the same local day; else, with ``alone``, the
    only one. ``rows`` and ``plans`` are those that are not matched by the start itself.
    """
    free = {plan.recurrence_id: plan for plan in plans}
    pairs: Pairs = {}
    left = _pair(rows, pairs, free, lambda row: to_utc(_wall(row.recurrence_id, zone) + shift, zone) if shift else None)
    days = {}
    for start in sorted(free, reverse=True):
        days[_wall(start, zone).date()] = start
    left = _pair(left, pairs, free, lambda row: days.get(_wall(row.recurrence_id, zone).date()))
    if alone and len(left) == len(free) == 1:
        pairs[next(iter(free))] = left[0]
    return pairs


def _pair(rows: Sequence[Occurrence], pairs: Pairs, free: dict[datetime, Planned], find: Find) -> list[Occurrence]:
    """Pair what ``find`` gives each row with it, once; gives the rows that are left."""
    left = []
    for row in rows:
        start = find(row)
        if start in free:
            pairs[start] = row
            del free[start]
        else:
            left.append(row)
    return left


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
