"""Opening hours as schema.org wants them (https://schema.org/OpeningHoursSpecification)."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from .evaluation import HasCalendar
from .table import week_ranges
from .week import Ranges, TimeRange, clock, parse_weekly

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def opening_hours_specification(
    expression: str, today: date | None = None, calendar: HasCalendar | None = None
) -> list[dict[str, Any]]:
    """
    Give ``OpeningHoursSpecification`` objects, days with the same hours together; [] where nothing certain is known.

    Hours that change with the season are given for the week of ``today``, with the dates they are valid for.
    """
    if not expression.strip():
        return []
    if (hours := parse_weekly(expression)) is not None:
        items = _days(hours.days)
        if hours.holidays is not None and items:
            items += [_item(["PublicHolidays"], span) for span in hours.holidays or (TimeRange(0, 0),)]
        return items
    monday = (day := today or timezone.localdate()) - timedelta(days=day.weekday())
    week = week_ranges(expression, monday, calendar)
    validity = {"validFrom": monday.isoformat(), "validThrough": (monday + timedelta(days=6)).isoformat()}
    return [{**item, **validity} for item in _days(week or ())]


def _days(days: tuple[Ranges, ...]) -> list[dict[str, Any]]:
    spans = dict.fromkeys(span for ranges in days for span in ranges)
    return [_item([DAY_NAMES[day] for day, ranges in enumerate(days) if span in ranges], span) for span in spans]


def _item(days: list[str], span: TimeRange) -> dict[str, Any]:
    # schema.org has no 24:00; search engines read 23:59 as the end of the day, and 00:00-00:00 as closed.
    closes = "23:59" if span.end == 24 * 60 else clock(span.end)
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": days if len(days) > 1 else days[0],
        "opens": clock(span.start),
        "closes": closes,
    }
