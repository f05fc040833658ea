"""The addresses of single dates, below the address of their meeting."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from ..models import EventPage, Occurrence


def date_path(page: "EventPage", occurrence: "Occurrence") -> str:
    """
    Give the path of one date below the page: ``2026-12-03/``, the local day that the rule gives it, so that it stays
    when the date is moved. Nothing for a meeting that takes place once.
    """
    if not has_several(page):
        return ""
    local = occurrence.recurrence_id.astimezone(page.zone)
    return f"{local:%Y-%m-%d}/"


def has_several(page: "EventPage") -> bool:
    """Whether the meeting may have more than one date."""
    return bool(page.recurrence) or any(one.kind == "added" for one in page.exceptions.all())


def on_day(page: "EventPage", occurrences: models.QuerySet, day: date) -> "Occurrence | None":
    """Give the first date that the rule gives on a local day."""
    begin = datetime.combine(day, time.min, page.zone)
    return (
        occurrences.filter(recurrence_id__gte=begin, recurrence_id__lt=begin + timedelta(days=1))
        .order_by("recurrence_id")
        .first()
    )
