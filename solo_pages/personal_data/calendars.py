"""The address of a person's own calendar."""

from typing import Any

from ..models import CalendarFeed
from .registry import Person


def export_calendar(user: Person) -> list[dict[str, Any]]:
    """Since when there is an address; the secret in it is not known."""
    return list(CalendarFeed.objects.filter(person=user).values("created_at"))


def forget_calendar(user: Person) -> None:
    """Make the address useless."""
    CalendarFeed.objects.filter(person=user).delete()
