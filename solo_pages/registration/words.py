"""Moments of a date, as people read them in the active language."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from ..models.occurrence import Occurrence

if TYPE_CHECKING:
    from ..models import EventPage


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """Say day and time of day where the meeting is."""
    local = moment.astimezone(zone)
    return f"{date_format(local, 'l')} {date_format(local, 'DATE_FORMAT')}, {date_format(local, 'TIME_FORMAT')}"


def when_words(page: "EventPage", occurrence: Occurrence) -> str:
    """Say when a date is: its day, and from when to when where it does not last whole days."""
    return time_words(page.zone, occurrence.starts_at, occurrence.ends_at, all_day=occurrence.all_day)


def time_words(zone: ZoneInfo, starts_at: datetime, ends_at: datetime, *, all_day: bool) -> str:
    """Say from when to when."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    if all_day:
        return f"{date_format(start, 'l')} {date_format(start, 'DATE_FORMAT')}"
    if start.date() != end.date():
        return f"{moment_words(start, zone)} – {moment_words(end, zone)}"
    return (
        f"{moment_words(start, zone)}–{date_format(end, 'TIME_FORMAT')}" if start != end else moment_words(start, zone)
    )
