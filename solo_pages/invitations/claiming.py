"""Asking for a profile, and deciding on it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from directory_blocks.limits import take

from .. import permissions
from ..conf import solo_settings
from ..models import Claim, SoloProfilePage
from ..moderation.correspondence import admin_url, write_about
from ..moderation.decisions import lock
from .handing_over import hand_over, original_of, profile_kept_by
from .refusals import HasKeeperError, KeepsAnotherError, NotOpenError, TooOftenError


@transaction.atomic
def claim(page: SoloProfilePage, person: Any, message: str) -> Claim:
    """
    Ask to keep a profile; asking twice is asking once. The moderators are told.

    Raises HasKeeperError, KeepsAnotherError and TooOftenError.
    """
    page = lock(original_of(page)).page
    if not permissions.can_be_claimed(page):
        raise HasKeeperError
    kept = None if permissions.works_in_admin(person) else profile_kept_by(person)
    if kept is not None:
        raise KeepsAnotherError(kept)
    if earlier := Claim.objects.pending().filter(page=page, person=person).first():
        return earlier
    if not take("claim", str(person.pk), solo_settings.CLAIMS_PER_HOUR):
        raise TooOftenError
    made = Claim.objects.create(page=page, person=person, message=message)
    for moderator in moderators_of(page):
        write_about(
            page, moderator, "claim_made", {"claim": made, "claim_url": admin_url(page, "solo_requests:claim", made.pk)}
        )
    return made


@transaction.atomic
def accept_claim(made: Claim, user: Any, words: str = "") -> Claim:
    """
    Give the profile to the person who asks. Raises PermissionDenied, NotOpenError where somebody has decided already,
    HasKeeperError and KeepsAnotherError; the claim then still waits.
    """
    current = _take(made, user)
    _settle(current, user, Claim.State.ACCEPTED, words)
    page = hand_over(current.page, current.person, user)
    write_about(page, current.person, "claim_accepted", {"words": words})
    return current


@transaction.atomic
def decline_claim(made: Claim, user: Any, words: str) -> Claim:
    """Leave the profile as it is, and say why. Raises PermissionDenied and NotOpenError."""
    current = _settle(_take(made, user), user, Claim.State.DECLINED, words)
    write_about(current.page, current.person, "claim_declined", {"words": words})
    return current


def moderators_of(page: SoloProfilePage) -> list[Any]:
    """Those who may decide on a claim and wish to be told of what is sent in."""
    users = page_permission_policy.users_with_permission_for_instance("publish", page)
    wish = users.filter(is_active=True).exclude(wagtail_userprofile__submitted_notifications=False)
    return list(wish.select_related("wagtail_userprofile").order_by("pk"))


def _take(made: Claim, user: Any) -> Claim:
    lock(made.page)
    current = Claim.objects.select_for_update(of=("self",)).select_related("page", "person").get(pk=made.pk)
    if not permissions.can_moderate(user, current.page):
        raise PermissionDenied
    if not current.is_pending:
        raise NotOpenError
    return current


def _settle(made: Claim, user: Any, state: str, words: str) -> Claim:
    made.state, made.words = state, words
    made.decided_by, made.decided_at = user, timezone.now()
    made.save()
    return made
