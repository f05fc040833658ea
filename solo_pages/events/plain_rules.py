"""
Rules that plain words can carry: the small part of all rules (see ``rules``) that people think in. Whatever is read
here has the same dates when it is written again; a rule that says more is not read at all.
"""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from .rules import Rule, UnreadableRule, read_rule

# Weeks of a month that have a name: the first to the fourth, and the last.
NAMED_WEEKS = (1, 2, 3, 4, -1)
LAST = -1


@dataclass(frozen=True, slots=True)
class PlainRule:
    """
    Every ``interval`` days, weeks, months or years (``frequency``: FREQ of RFC 5545). ``weekdays`` count from Monday,
    0: several of a week, or one of a month with ``week`` (one of NAMED_WEEKS). ``month_day``: 1 to 31, or LAST. None of
    them: as the first date has it. ``until``: the last local day that may have a date.
    """

    frequency: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    week: int | None = None
    month_day: int | None = None
    until: date | None = None
    count: int | None = None

    def written(self, zone: ZoneInfo, *, whole_days: bool) -> str:
        """The value of an RRULE for a meeting in a time zone."""
        rule = Rule(
            self.frequency,
            self.interval,
            count=self.count,
            by_day=tuple((self.week or 0, day) for day in sorted(set(self.weekdays))),
            by_month_day=(self.month_day,) if self.month_day else (),
        )
        return str(rule.ending(self.until, zone, whole_days=whole_days))


def plain_rule(recurrence: str, zone: ZoneInfo, begins: time) -> PlainRule | None:
    """Read the rule of a meeting that begins at a wall time; None where it says more than a PlainRule, or nothing."""
    try:
        rule = read_rule(recurrence)
    except UnreadableRule:
        return None
    if rule.by_month or (rule.week_start and rule.freq == "WEEKLY" and rule.interval > 1):
        return None
    which = _which(rule)
    if which is None:
        return None
    weekdays, week, month_day = which
    until = rule.last_day(zone, begins)
    return PlainRule(rule.freq, rule.interval, weekdays, week, month_day, until, rule.count)


def _which(rule: Rule) -> tuple[tuple[int, ...], int | None, int | None] | None:
    """Weekdays, week and day of the month; None where there is more to it."""
    if not (rule.by_day or rule.by_month_day or rule.by_set_pos):
        return (), None, None
    numbers, days = {nth for nth, _day in rule.by_day}, tuple(day for _nth, day in rule.by_day)
    if rule.freq == "WEEKLY" and not rule.by_set_pos and not rule.by_month_day:
        return days, None, None
    if rule.freq != "MONTHLY":
        return None
    if not rule.by_day and not rule.by_set_pos and len(rule.by_month_day) == 1:
        day = rule.by_month_day[0]
        return ((), None, day) if day >= LAST else None
    if len(days) != 1 or rule.by_month_day:
        return None
    week = next(iter({*rule.by_set_pos} if numbers == {0} else numbers), None)
    is_plain = week in NAMED_WEEKS and len(rule.by_set_pos) == (1 if numbers == {0} else 0)
    return (days, week, None) if is_plain else None
