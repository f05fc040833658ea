"""Registrations for meetings."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ..conf import solo_settings
from ..models import Registration
from ..registration.access import registrations_of
from ..registration.conditions import page_of
from ..registration.states import forget
from .registry import Person


def export_registrations(user: Person) -> list[dict[str, Any]]:
    """What the person registered for, and with which words."""
    return [
        {
            "meeting": getattr(page_of(one.occurrence.series_id), "title", ""),
            "starts_at": one.occurrence.starts_at,
            "state": one.state,
            "name": one.name,
            "e_mail": one.email,
            "places": one.places,
            "answers": one.answers,
            "listed": one.listed,
            "registered_at": one.created_at,
            "came": one.attended,
            "note": one.note,
        }
        for one in registrations_of(user)
    ]


def erase_registrations(user: Person) -> None:
    """Cancel what is to come, and leave of the others that somebody came."""
    for registration in registrations_of(user):
        forget(registration)


def past_registrations() -> QuerySet[Registration]:
    """Registrations for dates so long ago that nobody needs to know who came."""
    limit = timezone.now() - timedelta(days=solo_settings.REGISTRATIONS_KEPT_DAYS)
    return Registration.objects.known().filter(occurrence__ends_at__lt=limit)
