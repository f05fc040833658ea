"""
A second implementation of recurrence rules, as plain as it gets: every day of the calendar is asked whether the rule
has it (RFC 5545, 3.3.10). Shares nothing with the one of the plugin.
"""

from datetime import date, timedelta
from functools import cache

ONE = timedelta(days=1)
CODES = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def walked(text: str, start: date, until: date) -> list[date]:
    """Walk from the start to a last day, and keep the days that the rule has."""
    rule = dict(part.split("=") for part in text.split(";"))
    found, day = [], start
    while day <= until and len(found) < int(rule.get("COUNT", 100_000)):
        if has_day(rule, start, day) and ("UNTIL" not in rule or f"{day:%Y%m%d}" <= rule["UNTIL"][:8]):
            found.append(day)
        day += ONE
    return found


def has_day(rule: dict[str, str], start: date, day: date) -> bool:
    if periods_between(rule, start, day) % int(rule.get("INTERVAL", 1)):
        return False
    if "BYSETPOS" not in rule:
        return is_candidate(rule, start, day)
    period = [one for one in days_around(rule, day) if is_candidate(rule, start, one)]
    return any(period[place(number)] == day for number in numbers(rule, "BYSETPOS") if in_list(number, period))


def is_candidate(rule: dict[str, str], start: date, day: date) -> bool:
    months = numbers(rule, "BYMONTH") if "BYMONTH" in rule else range(1, 13)
    if "BYDAY" not in rule and "BYMONTHDAY" not in rule and rule["FREQ"] != "DAILY":
        if rule["FREQ"] == "WEEKLY":
            return day.weekday() == start.weekday() and day.month in months
        if rule["FREQ"] == "YEARLY" and "BYMONTH" not in rule:
            months = [start.month]
        return day.day == start.day and day.month in months
    if "BYMONTHDAY" in rule and not {day.day, -from_the_end(day)} & set(numbers(rule, "BYMONTHDAY")):
        return False
    if "BYDAY" in rule and not any(weekday_fits(rule, one, day) for one in rule["BYDAY"].split(",")):
        return False
    return day.month in months


def weekday_fits(rule: dict[str, str], code: str, day: date) -> bool:
    if CODES[day.weekday()] != code[-2:]:
        return False
    if len(code) == 2:
        return True
    yearly = rule["FREQ"] == "YEARLY" and "BYMONTH" not in rule
    alike = [
        one for one in days_around({"FREQ": "YEARLY" if yearly else "MONTHLY"}, day) if one.weekday() == day.weekday()
    ]
    number = int(code[:-2])
    return in_list(number, alike) and alike[place(number)] == day


def days_around(rule: dict[str, str], day: date) -> list[date]:
    """All days of the day, week, month or year that a day is in."""
    return around(rule["FREQ"], rule.get("WKST", "MO"), day)


@cache
def around(freq: str, monday: str, day: date) -> list[date]:
    rule, first = {"FREQ": freq, "WKST": monday}, day
    while periods_between(rule, first - ONE, day) == 0:
        first -= ONE
    found = [first]
    while periods_between(rule, first, found[-1] + ONE) == 0:
        found.append(found[-1] + ONE)
    return found


def periods_between(rule: dict[str, str], start: date, day: date) -> int:
    match rule["FREQ"]:
        case "DAILY":
            return (day - start).days
        case "WEEKLY":
            return (week_start(rule, day) - week_start(rule, start)).days // 7
        case "MONTHLY":
            return 12 * (day.year - start.year) + day.month - start.month
    return day.year - start.year


def week_start(rule: dict[str, str], day: date) -> date:
    while CODES[day.weekday()] != rule.get("WKST", "MO"):
        day -= ONE
    return day


def from_the_end(day: date) -> int:
    number, month = 0, day.month
    while day.month == month:
        number, day = number + 1, day + ONE
    return number


def numbers(rule: dict[str, str], name: str) -> list[int]:
    return [int(one) for one in rule[name].split(",")]


def in_list(number: int, found: list[date]) -> bool:
    return abs(number) <= len(found)


def place(number: int) -> int:
    return number - 1 if number > 0 else number
