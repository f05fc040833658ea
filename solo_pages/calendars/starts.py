"""
By which starts a calendar knows the dates of a meeting: how its rule and its dates in the database go together.

They are compared as far as the database has dates of the rule. What was before is not kept there, so a calendar begins
with the first date that is; beyond the last one the rule goes on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ..enums import ExceptionKind
from ..events.recurrence import rule_starts, start_of, to_utc
from ..models.occurrence import Occurrence

if TYPE_CHECKING:
    from ..models import EventPage
    from .reading import Meeting

# So many days from a date a start of the rule may be for the date to be that one, moved.
NEAR = 6


@dataclass(frozen=True, slots=True)
class Starts:
    """
    The starts of a series, as wall times: ``begin``, its first (DTSTART); whether its rule gives any (``repeats``);
    ``of`` each date, by its ``recurrence_id``, that by which calendars know it (RECURRENCE-ID); those that the rule
    does not give (``added``: RDATE), and those that it gives in vain (``excluded``: EXDATE).
    """

    begin: datetime
    repeats: bool
    of: dict[datetime, datetime]
    added: list[datetime]
    excluded: list[datetime]


def starts_of(meeting: "Meeting") -> Starts:
    """Give the starts of a meeting that was read with all its dates, of which there is one at least."""
    page = meeting.page
    walls = {one.recurrence_id: wall_of(page, one.recurrence_id) for one in meeting.occurrences}
    added = _moments(page, ExceptionKind.ADDED)
    usual = [wall for moment, wall in walls.items() if moment not in added]
    rule = _rule_between(page, min(usual), max(usual)) if usual and page.recurrence else {}
    walls |= {moment: rule[moment] for moment in walls if moment in rule}
    out = _moments(page, ExceptionKind.EXCLUDED)
    free = {wall.date(): wall for moment, wall in rule.items() if moment not in walls and moment not in out}
    former = [moment for moment in walls if moment not in rule and moment not in added]
    walls |= _standing_in({moment: walls[moment] for moment in former}, free)
    known = set(walls.values())
    given = known.intersection(rule.values())
    begin = min(given or known)
    beyond = {wall for moment, wall in out.items() if moment not in rule} if given else set()
    excluded = {*rule.values(), *beyond} - known
    return Starts(
        begin=begin,
        repeats=bool(given),
        of=walls,
        added=sorted(known - given - {begin}),
        excluded=sorted(wall for wall in excluded if wall > begin) if given else [],
    )


def start_by_rule(page: "EventPage", occurrence: Occurrence) -> datetime:
    """Give the wall time that the rule gives a date, also where the clocks do not show it on that day."""
    wall = wall_of(page, occurrence.recurrence_id)
    same = (one for one in rule_starts(page, wall.date(), wall.date()))
    return next((one for one in same if to_utc(one, page.zone) == occurrence.recurrence_id), wall)


def starts_before(page: "EventPage", begin: datetime) -> int:
    """Count the starts that the rule gives on days before the one of ``begin``."""
    return sum(1 for _start in rule_starts(page, page.starts_on, begin.date() - timedelta(days=1)))


def wall_of(page: "EventPage", moment: datetime) -> datetime:
    """Give a moment as wall time (naive) of a meeting."""
    return moment.astimezone(page.zone).replace(tzinfo=None)


def _moments(page: "EventPage", kind: str) -> dict[datetime, datetime]:
    usual = page.local_start.time()
    walls = [start_of(one, usual) for one in page.exceptions.all() if one.kind == kind]
    return {to_utc(wall, page.zone): wall for wall in walls}


def _rule_between(page: "EventPage", first: datetime, last: datetime) -> dict[datetime, datetime]:
    """The starts that the rule gives: the moment in UTC, and the wall time it comes from."""
    walls = rule_starts(page, first.date() - timedelta(days=NEAR), last.date())
    return {to_utc(wall, page.zone): wall for wall in walls}


def _standing_in(former: dict[datetime, datetime], free: dict[date, datetime]) -> dict[datetime, datetime]:
    """
    What remains of a rule that was changed stands in for starts that the new one gives in vain: of the same day, else
    near by. A calendar has it as a date that was moved.
    """
    pairs: dict[datetime, datetime] = {}
    for offsets in ((0,), sorted(range(-NEAR, NEAR + 1), key=abs)):
        for moment, wall in former.items():
            day = next(_days_in(free, wall.date(), offsets), None) if moment not in pairs else None
            if day is not None:
                pairs[moment] = free.pop(day)
    return pairs


def _days_in(free: dict[date, datetime], day: date, offsets: Iterable[int]) -> Iterator[date]:
    return (near for near in (day + timedelta(days=offset) for offset in offsets) if near in free)
