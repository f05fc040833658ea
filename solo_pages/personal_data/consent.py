"""Keeping what somebody agreed to."""

from typing import Any

from django.utils import timezone

from ..models.personal_data import Consent


def record_consent(user: Any, purpose: str, wording: str, language: str) -> Consent:
    """
    Keep that ``user`` agreed to ``purpose``, with the words they were shown and their language.

    The same words agreed to again change nothing; other words are another consent, and withdraw the former.
    """
    in_force = Consent.objects.in_force().filter(user=user, purpose=purpose)
    if known := in_force.filter(wording=wording, language=language).first():
        return known
    in_force.update(withdrawn_at=timezone.now())
    return Consent.objects.create(user=user, purpose=purpose, wording=wording, language=language)


def withdraw_consent(user: Any, purpose: str) -> bool:
    """Keep that ``user`` no longer agrees to ``purpose``. Gives whether they had."""
    return bool(Consent.objects.in_force().filter(user=user, purpose=purpose).update(withdrawn_at=timezone.now()))
