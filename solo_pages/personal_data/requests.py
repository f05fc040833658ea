"""Invitations, claims and proposed terms."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ..conf import solo_settings
from ..models import Claim, Invitation, TermProposal
from .registry import Person, own_addresses


def export_requests(user: Person) -> dict[str, list[dict[str, Any]]]:
    """Invitations to the person, the profiles they asked for, and the terms they proposed."""
    claims = Claim.objects.filter(person=user).order_by("pk")
    proposals = TermProposal.objects.filter(proposed_by=user).order_by("pk")
    return {
        "invitations": list(
            _invitations(user).values("page__title", "email", "words", "created_at", "expires_at", "used_at")
        ),
        "claims": list(claims.values("page__title", "message", "state", "created_at", "decided_at", "words")),
        "proposed_terms": list(proposals.values("vocabulary", "name", "state", "proposed_at", "decided_at")),
    }


def erase_requests(user: Person) -> None:
    """Forget invitations and claims; a proposed term stays, without saying whose it was."""
    _invitations(user).delete()
    Claim.objects.filter(person=user).delete()
    TermProposal.objects.filter(proposed_by=user).update(proposed_by=None)


def _invitations(user: Person) -> QuerySet[Invitation]:
    theirs = Q(used_by=user)
    for address in own_addresses(user):
        theirs |= Q(email__iexact=address)
    return Invitation.objects.filter(theirs).order_by("pk")


def settled_invitations() -> QuerySet[Invitation]:
    """Invitations used, revoked or expired so long ago that nobody asks about them any more."""
    limit = _limit()
    return Invitation.objects.filter(Q(used_at__lt=limit) | Q(revoked_at__lt=limit) | Q(expires_at__lt=limit))


def decided_claims() -> QuerySet[Claim]:
    """Claims decided on likewise."""
    return Claim.objects.filter(decided_at__lt=_limit())


def _limit() -> Any:
    return timezone.now() - timedelta(days=solo_settings.REQUESTS_KEPT_DAYS)
