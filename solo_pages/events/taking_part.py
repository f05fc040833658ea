"""Whether there is room for one more at a date."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from ..enums import RegistrationMode

if TYPE_CHECKING:
    from ..models import EventPage, Occurrence


def has_free_places(page: "EventPage", date: "Occurrence") -> bool | None:
    """
    Whether one can have a place at a date: simply by coming, or by registering in time. None where another site knows.
    """
    if date.is_cancelled or date.is_past:
        return False
    if page.registration == RegistrationMode.ELSEWHERE:
        return None
    return not is_full(page, date) and not is_closed(page, date)


def is_full(page: "EventPage", date: "Occurrence") -> bool:
    """Whether every place is taken."""
    return page.registration == RegistrationMode.HERE and date.free_places == 0


def is_closed(page: "EventPage", date: "Occurrence") -> bool:
    """Whether it is too late to register."""
    if page.registration != RegistrationMode.HERE:
        return False
    return timezone.now() >= date.starts_at - timedelta(hours=page.registration_closes_hours)
