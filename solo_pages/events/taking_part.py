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
    """Whether whoever comes now has to wait."""
    return page.registration == RegistrationMode.HERE and unclaimed_places(date) == 0


def unclaimed_places(date: "Occurrence") -> int | None:
    """
    How many places are free that nobody waits for; None for as many as wanted. One query where only some are taken: the
    first on the waiting list may want more than are free.
    """
    free = date.free_places
    return 0 if free and date.taken and date.registrations.waiting(date.capacity).exists() else free


def is_closed(page: "EventPage", date: "Occurrence") -> bool:
    """Whether it is too late to register."""
    if page.registration != RegistrationMode.HERE:
        return False
    return timezone.now() >= date.starts_at - timedelta(hours=page.registration_closes_hours)
