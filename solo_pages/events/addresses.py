"""The addresses of single dates, below the address of their meeting."""

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import models

from ..models.occurrence import Occurrence
from .recurrence import first_start_on, start_of, to_utc
from .rules import YEARS

if TYPE_CHECKING:
    from ..models import EventPage

# 2026-12-03, or with its time where another one comes first on that day: 2026-12-03-1800.
_SEGMENT = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:-([0-9]{2})([0-9]{2}))?")


def date_path(page: "EventPage", occurrence: Occurrence) -> str:
    """
    Give the path of one date below the page: ``2026-12-03/``, the local day that the rule gives it, so that it stays
    when the date is moved; ``2026-12-03-1800/`` for all but the first of a day. Nothing for a meeting that takes place
    once.
    """
    if not has_several(page):
        return ""
    local = occurrence.recurrence_id.astimezone(page.zone)
    usual = page.starts_time or time.min
    if local.time() != usual or any(start_of(one, usual).date() == local.date() for one in _added(page)):
        first = first_start_on(page, local.date())
        if first is not None and to_utc(first, page.zone) != occurrence.recurrence_id:
            return f"{local:%Y-%m-%d-%H%M}/"
    return f"{local:%Y-%m-%d}/"


def has_several(page: "EventPage") -> bool:
    """Whether the meeting may have more than one date."""
    return bool(page.recurrence) or bool(_added(page))


def occurrence_at(page: "EventPage", segment: str) -> Occurrence | None:
    """Give the date that ``date_path`` gives a segment (without its slash) to, whatever has become of it; or None."""
    match = _SEGMENT.fullmatch(segment)
    if match is None:
        return None
    try:
        day = date(*(int(one) for one in match.groups()[:3]))
    except ValueError:
        return None
    # No meeting is at the ends of the calendar, where other time zones are beyond it.
    if day.year not in YEARS:
        return None
    series = Occurrence.objects.filter(series=page.translation_key)
    found = [one for one in _of_day(page, series, day) if date_path(page, one) == f"{segment}/"]
    return found[0] if found else None


def _of_day(page: "EventPage", occurrences: models.QuerySet, day: date) -> models.QuerySet:
    begin = datetime.combine(day, time.min, page.zone)
    end = datetime.combine(day + timedelta(days=1), time.min, page.zone)
    return occurrences.filter(recurrence_id__gte=begin, recurrence_id__lt=end).order_by("recurrence_id")


def _added(page: "EventPage") -> list:
    return [one for one in page.exceptions.all() if one.kind == "added"]
