"""Moments of a date, as people read them in the active language."""

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..events import when
from ..models.occurrence import Occurrence

if TYPE_CHECKING:
    from ..models import EventPage


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """Say day and time of day where the meeting is."""
    return when.when_words(moment, moment, zone, all_day=False)


def when_words(page: "EventPage", occurrence: Occurrence) -> str:
    """Say from when to when a date is."""
    return when.when_words(occurrence.starts_at, occurrence.ends_at, page.zone, all_day=occurrence.all_day)
