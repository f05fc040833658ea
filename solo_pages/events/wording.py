"""How often a meeting takes place, in words: "every second Thursday until 24 June 2027"."""

from datetime import date, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from directory_blocks.dates_in_words import day_words

from .plain_rules import LAST, PlainRule, plain_rule

if TYPE_CHECKING:
    from ..models import EventPage

WORKING_DAYS = (0, 1, 2, 3, 4)


def page_rule_words(page: "EventPage") -> str:
    """Say how often a meeting takes place; nothing for one that takes place once, or that words cannot carry."""
    # From some date on it is otherwise than the rule says.
    if not page.recurrence or any(one.following for one in page.exceptions.all()):
        return ""
    return recurrence_words(page.recurrence, page.zone, page.starts_on, page.starts_time)


def recurrence_words(recurrence: str, zone: ZoneInfo, starts_on: date, starts_time: time | None) -> str:
    """Put the value of an RRULE into words of the active language; nothing where it says more than words carry."""
    rule = plain_rule(recurrence, zone, starts_time or time.min)
    # No words are short enough for a date that most years do not have.
    if rule and rule.frequency == "YEARLY" and (starts_on.month, starts_on.day) == (2, 29):
        return ""
    return rule_words(rule, starts_on) if rule else ""


def rule_words(rule: PlainRule, starts_on: date) -> str:
    """Put a rule into words of the active language; what it leaves open is as the first date has it."""
    often = _OFTEN[rule.frequency](rule, starts_on)
    if rule.until:
        return _("%(often)s until %(day)s") % {"often": often, "day": day_words(rule.until, weekday=False)}
    if rule.count:
        times = ngettext("%(count)d time", "%(count)d times", rule.count) % {"count": rule.count}
        return _("%(often)s, %(times)s") % {"often": often, "times": times}
    return often


def joined(words: list[str]) -> str:
    """Join words as a sentence does: "Monday, Tuesday and Thursday"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(several)s and %(last)s") % {"several": ", ".join(words[:-1]), "last": words[-1]}


def weekday_word(day: int) -> str:
    """Name a weekday inside a sentence; they count from Monday, 0."""
    return str(WEEKDAYS[day])


def weekdays_word(day: int) -> str:
    """Name a weekday in the plural: "on Mondays"; the languages that have no form of their own use the singular."""
    return [
        pgettext("several of them", "Mondays"),
        pgettext("several of them", "Tuesdays"),
        pgettext("several of them", "Wednesdays"),
        pgettext("several of them", "Thursdays"),
        pgettext("several of them", "Fridays"),
        pgettext("several of them", "Saturdays"),
        pgettext("several of them", "Sundays"),
    ][day]


def week_word(week: int) -> str:
    """Name a week of a month by its order: first to fourth, last (-1)."""
    return {
        1: pgettext("weekday of a month", "first"),
        2: pgettext("weekday of a month", "second"),
        3: pgettext("weekday of a month", "third"),
        4: pgettext("weekday of a month", "fourth"),
        LAST: pgettext("weekday of a month", "last"),
    }[week]


def month_day_word(day: int) -> str:
    """Name a day of a month by its number: "the 3rd"."""
    if day == LAST:
        return _("the last day")
    names = {
        1: pgettext("day of a month", "the 1st"),
        2: pgettext("day of a month", "the 2nd"),
        3: pgettext("day of a month", "the 3rd"),
        21: pgettext("day of a month", "the 21st"),
        22: pgettext("day of a month", "the 22nd"),
        23: pgettext("day of a month", "the 23rd"),
        31: pgettext("day of a month", "the 31st"),
    }
    return names.get(day) or pgettext("day of a month", "the %(number)dth") % {"number": day}


def _daily(rule: PlainRule, starts_on: date) -> str:
    if rule.interval == 1:
        return _("every day")
    if rule.interval == 2:
        return _("every second day")
    return _("every %(number)d days") % {"number": rule.interval}


def _weekly(rule: PlainRule, starts_on: date) -> str:
    days = rule.weekdays or (starts_on.weekday(),)
    if rule.interval == 1:
        return _every_week(days)
    if len(days) == 1 and rule.interval == 2:
        return _("every second %(weekday)s") % {"weekday": weekday_word(days[0])}
    several = {"number": rule.interval, "weekdays": joined([weekdays_word(day) for day in days])}
    if rule.interval == 2:
        return _("every second week on %(weekdays)s") % several
    return _("every %(number)d weeks on %(weekdays)s") % several


def _every_week(days: tuple[int, ...]) -> str:
    if days == WORKING_DAYS:
        return _("from Monday to Friday")
    if len(days) == len(WEEKDAYS):
        return _("every day")
    return _("every %(weekday)s") % {"weekday": joined([weekday_word(day) for day in days])}


def _monthly(rule: PlainRule, starts_on: date) -> str:
    if rule.week:
        which = {"week": week_word(rule.week), "weekday": weekday_word(rule.weekdays[0]), "number": rule.interval}
        if rule.interval == 1:
            return _("on the %(week)s %(weekday)s of each month") % which
        if rule.interval == 2:
            return _("on the %(week)s %(weekday)s of every second month") % which
        return _("on the %(week)s %(weekday)s, every %(number)d months") % which
    which = {"day": month_day_word(rule.month_day or starts_on.day), "number": rule.interval}
    if rule.interval == 1:
        return _("on %(day)s of each month") % which
    if rule.interval == 2:
        return _("on %(day)s of every second month") % which
    return _("on %(day)s, every %(number)d months") % which


def _yearly(rule: PlainRule, starts_on: date) -> str:
    which = {"day": day_words(starts_on, weekday=False, year=False), "number": rule.interval}
    if rule.interval == 1:
        return _("every year on %(day)s") % which
    if rule.interval == 2:
        return _("every second year on %(day)s") % which
    return _("every %(number)d years on %(day)s") % which


_OFTEN = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}
