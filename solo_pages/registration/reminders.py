"""Reminding people of the dates they come to."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..models.occurrence import Occurrence
from ..models.registration import Registration
from . import letters
from .conditions import page_of

# The most that a page may say.
LONGEST = timedelta(days=30)
# Who has registered a moment ago needs no reminder yet.
JUST = timedelta(hours=12)


def remind() -> int:
    """
    Write to those who are confirmed for a date that begins within the days that its meeting says, once each. Gives how
    many were written to.
    """
    now = timezone.now()
    coming = Occurrence.objects.scheduled().filter(starts_at__gt=now, starts_at__lte=now + LONGEST)
    due = coming.filter(registrations__state=Registration.State.CONFIRMED, registrations__reminded_at=None).distinct()
    reminded = 0
    for occurrence in due:
        page = page_of(occurrence.series_id)
        if page is None or not page.reminder_days:
            continue
        if occurrence.starts_at - timedelta(days=page.reminder_days) > now:
            continue
        for registration in occurrence.registrations.filter(
            state=Registration.State.CONFIRMED, reminded_at=None, created_at__lte=now - JUST
        ):
            with transaction.atomic():
                # Whoever writes it first writes the letter, too.
                mine = Registration.objects.filter(
                    pk=registration.pk, state=Registration.State.CONFIRMED, reminded_at=None
                )
                if mine.update(reminded_at=now):
                    letters.tell(registration, "reminder", page, occurrence)
                    reminded += 1
    return reminded
