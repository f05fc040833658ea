"""
Opening hours: OSM ``opening_hours`` expressions (https://wiki.openstreetmap.org/wiki/Key:opening_hours), checked,
evaluated with the holidays of the country, shown as a table and edited per weekday.
"""

from .evaluation import Calendar, OpeningStatus, is_open_at, opening_status
from .specification import opening_hours_specification
from .table import DayRow, WeeklyTable, weekly_table
from .validation import validate_opening_hours
from .week import TimeRange, WeeklyHours, format_weekly, parse_weekly

__all__ = [
    "Calendar",
    "DayRow",
    "OpeningStatus",
    "TimeRange",
    "WeeklyHours",
    "WeeklyTable",
    "format_weekly",
    "is_open_at",
    "opening_hours_specification",
    "opening_status",
    "parse_weekly",
    "validate_opening_hours",
    "weekly_table",
]
