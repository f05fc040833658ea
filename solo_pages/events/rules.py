"""
Rules that give days, as RFC 5545 writes them (3.3.10): read, checked, written in one way, expanded. Knows no page.

What is finer than a day is refused: when on a day a meeting begins is the meeting's own. Expanding is ours because
whatever editors type must end soon: python-dateutil looks for 30 February until the year 9999.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# In the order that they are written in.
PARTS = ("FREQ", "INTERVAL", "UNTIL", "COUNT", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST")
MOST_DATES, LONGEST_INTERVAL = 9999, 999
# What a meeting can be in. Beyond, time zones lead out of what dates there are.
YEARS = range(1900, 3000)

_BY_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")


class UnreadableRule(ValueError):  # noqa: N818 - it is the rule that is unreadable
    """A rule that cannot be read, or asks for what is not supported; its text says to an editor what to change."""


@dataclass(frozen=True, slots=True)
class Rule:
    """
    Which days, in the terms of RFC 5545. ``by_day`` has pairs of a number (0: every one) and a weekday (Monday: 0).
    ``until`` is a day, a moment in UTC, or a wall time (naive).
    """

    freq: str
    interval: int = 1
    until: date | datetime | None = None
    count: int | None = None
    by_month: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[tuple[int, int], ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        until = self.until
        written = ""
        if until:
            # The year has four digits; how strftime writes an early one is the system's.
            day = f"{until.year:04}{until:%m%d}"
            written = f"{day}{until:T%H%M%S}{'Z' if until.tzinfo else ''}" if isinstance(until, datetime) else day
        values = {
            "FREQ": self.freq,
            "INTERVAL": self.interval if self.interval > 1 else "",
            "UNTIL": written,
            "COUNT": self.count or "",
            "BYMONTH": _listed(self.by_month),
            "BYMONTHDAY": _listed(self.by_month_day),
            "BYDAY": _listed(f"{nth or ''}{WEEKDAYS[weekday]}" for nth, weekday in self.by_day),
            "BYSETPOS": _listed(self.by_set_pos),
            "WKST": WEEKDAYS[self.week_start] if self.week_start else "",
        }
        return ";".join(f"{name}={values[name]}" for name in PARTS if values[name] != "")

    def last_day(self, zone: ZoneInfo, begins: time) -> date | None:
        """The last local day on which a meeting that begins at a wall time may begin; None without ``UNTIL``."""
        if not isinstance(self.until, datetime):
            return self.until
        wall = self.until.astimezone(zone).replace(tzinfo=None) if self.until.tzinfo else self.until
        return wall.date() if begins <= wall.time() else wall.date() - timedelta(days=1)

    def ending(self, last: date | None, zone: ZoneInfo, *, whole_days: bool) -> "Rule":
        """The rule with its end as RFC 5545 wants it: a day for whole days, else the end of that local day in UTC."""
        if last is None or whole_days:
            return replace(self, until=last)
        return replace(self, until=datetime.combine(last, time(23, 59, 59), zone).astimezone(UTC))


def read_rule(text: str) -> Rule:
    """Read the value of an RRULE, in whatever case and order. Raises UnreadableRule."""
    parts: dict[str, str] = {}
    for part in text.strip().removeprefix("RRULE:").strip(";").split(";"):
        name, equals, value = (one.strip().upper() for one in part.partition("="))
        if not equals or not value:
            raise UnreadableRule(_("“%(part)s” cannot be read: a rule is made of NAME=VALUE.") % {"part": part})
        if name in parts:
            raise UnreadableRule(_("%(part)s stands twice in the rule.") % {"part": name})
        if name not in PARTS:
            raise UnreadableRule(_("%(part)s is not supported in a rule.") % {"part": name})
        parts[name] = value
    rule = Rule(
        freq=_frequency(parts.get("FREQ", "")),
        interval=_number("INTERVAL", parts.get("INTERVAL", "1"), LONGEST_INTERVAL),
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        count=_number("COUNT", parts["COUNT"], MOST_DATES) if "COUNT" in parts else None,
        by_month=_numbers("BYMONTH", parts, 12, signed=False),
        by_month_day=_numbers("BYMONTHDAY", parts, 31),
        by_day=_weekdays(parts.get("BYDAY", "")),
        by_set_pos=_numbers("BYSETPOS", parts, 366),
        week_start=_week_start(parts.get("WKST", "MO")),
    )
    _check_together(rule)
    return rule


def days(rule: Rule, start: date, since: date, until: date) -> Iterator[date]:
    """
    Give the days of a rule whose series begins with ``start``, from ``since`` to ``until``, both included, in order.
    ``UNTIL`` is left to the caller, who knows the time zone.
    """
    rule = _explicit(rule, start)
    # Counting begins with the first day; all else may begin where it is wanted.
    origin = start if rule.count else max(start, since)
    found = (day for period in _periods(rule, start, origin, until) for day in _of_period(rule, period))
    found = takewhile(lambda day: day <= until, (day for day in found if day >= start))
    return (day for day in islice(found, rule.count) if day >= since)


# --- expanding -----------------------------------------------------------------------------------------------------


def _explicit(rule: Rule, start: date) -> Rule:
    """What a rule does not say follows from its first day."""
    if rule.freq == "WEEKLY" and not rule.by_day:
        return replace(rule, by_day=((0, start.weekday()),))
    if rule.by_day or rule.by_month_day or rule.freq not in ("MONTHLY", "YEARLY"):
        return rule
    by_month = rule.by_month or ((start.month,) if rule.freq == "YEARLY" else ())
    return replace(rule, by_month=by_month, by_month_day=(start.day,))


def _periods(rule: Rule, start: date, since: date, until: date) -> Iterator[date]:
    """First days of the days, weeks, months or years of a rule, from the one at or before ``since`` on."""
    if rule.freq in ("DAILY", "WEEKLY"):
        step = rule.interval * (7 if rule.freq == "WEEKLY" else 1)
        first = start
        if rule.freq == "WEEKLY":
            first = _ordinal(start.toordinal() - (start.weekday() - rule.week_start) % 7)
        begin = first.toordinal() + max(0, since.toordinal() - first.toordinal()) // step * step
        yield from (date.fromordinal(number) for number in range(begin, until.toordinal() + 1, step))
        return
    step = rule.interval * (12 if rule.freq == "YEARLY" else 1)
    first_month = start.year * 12 + (start.month - 1 if rule.freq == "MONTHLY" else 0)
    begin = first_month + max(0, since.year * 12 + since.month - 1 - first_month) // step * step
    for number in range(begin, until.year * 12 + until.month, step):
        yield date(number // 12, number % 12 + 1, 1)


def _ordinal(number: int) -> date:
    return date.fromordinal(max(1, number))


def _of_period(rule: Rule, first: date) -> list[date]:
    if rule.freq == "DAILY":
        candidates = [first]
    elif rule.freq == "WEEKLY":
        last = min(first.toordinal() + 6, date.max.toordinal())
        candidates = [date.fromordinal(number) for number in range(first.toordinal(), last + 1)]
    else:
        months = (first.month,) if rule.freq == "MONTHLY" else (rule.by_month or range(1, 13))
        candidates = [day for month in months for day in _of_month(rule, first.year, month)]
    found = [day for day in candidates if _fits(rule, day)]
    if not rule.by_set_pos:
        return found
    chosen = {pos - 1 if pos > 0 else len(found) + pos for pos in rule.by_set_pos}
    return [found[index] for index in sorted(chosen) if 0 <= index < len(found)]


def _of_month(rule: Rule, year: int, month: int) -> list[date]:
    length = calendar.monthrange(year, month)[1]
    if not rule.by_month_day:
        return [date(year, month, number) for number in range(1, length + 1)]
    numbers = {number if number > 0 else length + 1 + number for number in rule.by_month_day}
    return [date(year, month, number) for number in sorted(numbers) if 1 <= number <= length]


def _fits(rule: Rule, day: date) -> bool:
    if rule.by_month and day.month not in rule.by_month:
        return False
    length = calendar.monthrange(day.year, day.month)[1]
    if rule.by_month_day and not {day.day, day.day - length - 1} & set(rule.by_month_day):
        return False
    return not rule.by_day or any(_is_nth(rule, nth, weekday, day) for nth, weekday in rule.by_day)


def _is_nth(rule: Rule, nth: int, weekday: int, day: date) -> bool:
    """Whether a day is the n-th such weekday of its month, or, of a yearly rule without months, of its year."""
    if day.weekday() != weekday or not nth:
        return day.weekday() == weekday
    if rule.freq == "YEARLY" and not rule.by_month:
        number, length = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
    else:
        number, length = day.day, calendar.monthrange(day.year, day.month)[1]
    return nth in ((number - 1) // 7 + 1, -((length - number) // 7 + 1))


# --- reading -------------------------------------------------------------------------------------------------------


def _listed(values: Any) -> str:
    return ",".join(str(value) for value in values)


def _frequency(value: str) -> str:
    if not value:
        raise UnreadableRule(_("The rule does not say how often: FREQ is missing."))
    if value in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise UnreadableRule(_("A meeting repeats at most once a day: add further dates one by one."))
    if value not in FREQUENCIES:
        raise UnreadableRule(_("FREQ is DAILY, WEEKLY, MONTHLY or YEARLY, not “%(value)s”.") % {"value": value})
    return value


def _number(name: str, value: str, most: int, *, signed: bool = False) -> int:
    number = int(value) if _NUMBER.fullmatch(value) else 0
    if not number or abs(number) > most or (number < 0 and not signed):
        text = _("%(part)s is a number from 1 to %(most)d, not “%(value)s”.")
        raise UnreadableRule(text % {"part": name, "most": most, "value": value})
    return number


def _numbers(name: str, parts: dict[str, str], most: int, *, signed: bool = True) -> tuple[int, ...]:
    if name not in parts:
        return ()
    numbers = {_number(name, value.strip(), most, signed=signed) for value in parts[name].split(",")}
    # The first of the month before the last.
    return tuple(sorted(numbers, key=lambda number: (number < 0, number)))


def _weekdays(value: str) -> tuple[tuple[int, int], ...]:
    found = set()
    for one in value.split(",") if value else ():
        match = _BY_DAY.fullmatch(one.strip())
        nth = int(match[1]) if match and match[1] else 0
        if match is None or (match[1] and not 1 <= abs(nth) <= 53):
            text = _("BYDAY has weekdays such as TH, 1MO or -1FR, not “%(value)s”.")
            raise UnreadableRule(text % {"value": one.strip()})
        found.add((nth, WEEKDAYS.index(match[2])))
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0] < 0, pair[0])))


def _week_start(value: str) -> int:
    if value not in WEEKDAYS:
        raise UnreadableRule(_("WKST is a weekday such as MO, not “%(value)s”.") % {"value": value})
    return WEEKDAYS.index(value)


def _until(value: str) -> date | datetime | None:
    """The end of a rule; None for one so far away that it only says "for ever", as 99991231T235959Z does."""
    for form, zone in (("%Y%m%d", None), ("%Y%m%dT%H%M%SZ", UTC), ("%Y%m%dT%H%M%S", None)):
        if len(value) != (8 if form == "%Y%m%d" else 15 + bool(zone)):
            continue
        try:
            moment = datetime.strptime(value, form)  # noqa: DTZ007 - RFC 5545 has wall times
        except ValueError:
            break
        if moment.year >= YEARS.stop:
            return None
        if moment.year < YEARS.start:
            break
        return moment.date() if form == "%Y%m%d" else moment.replace(tzinfo=zone)
    text = _("UNTIL is a day such as 20990630, not “%(value)s”.")
    raise UnreadableRule(text % {"value": value})


def _check_together(rule: Rule) -> None:
    """Parts that RFC 5545 does not let stand together."""
    if rule.count and rule.until:
        raise UnreadableRule(_("A rule ends by COUNT or by UNTIL, not by both."))
    if any(nth for nth, _weekday in rule.by_day) and rule.freq in ("DAILY", "WEEKLY"):
        raise UnreadableRule(_("Numbered weekdays such as 1MO go with FREQ=MONTHLY or FREQ=YEARLY."))
    if rule.freq == "MONTHLY" or rule.by_month:
        for nth, weekday in rule.by_day:
            if abs(nth) > 5:
                text = _("No month has %(value)s: a weekday comes five times at most.")
                raise UnreadableRule(text % {"value": f"{nth}{WEEKDAYS[weekday]}"})
    if rule.by_month_day and rule.freq == "WEEKLY":
        raise UnreadableRule(_("BYMONTHDAY does not go with FREQ=WEEKLY."))
    if rule.by_set_pos and not (rule.by_day or rule.by_month_day or rule.by_month):
        raise UnreadableRule(_("BYSETPOS chooses from days: say from which by BYDAY or BYMONTHDAY."))
