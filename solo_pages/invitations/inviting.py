"""Inviting the person of a profile, and accepting the invitation."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from wagtail.log_actions import log

from .. import permissions
from ..conf import solo_settings
from ..letters import post_letter
from ..models import Invitation, SoloProfilePage
from ..moderation.correspondence import public_url, site_url, write_about
from ..moderation.decisions import lock
from .handing_over import hand_over, original_of
from .refusals import HasKeeperError, NotOpenError


def digest_of(token: str) -> str:
    """What is kept of the secret in a link; it is random enough to need no salt."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def invite(page: SoloProfilePage, user: Any, *, email: str, language: str, words: str = "") -> Invitation:
    """
    Send the person of a profile a link by which they come to keep it; it replaces one that was sent before.

    Raises PermissionDenied, and HasKeeperError where a solo keeps the profile already.
    """
    page = original_of(page)
    profile = lock(page)
    if not permissions.can_manage_profile(user, profile.page):
        raise PermissionDenied
    if permissions.is_kept(profile.page):
        raise HasKeeperError
    for earlier in Invitation.objects.unsettled().filter(page=profile.page):
        earlier.revoke()
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        page=profile.page,
        email=email,
        language=language,
        words=words,
        digest=digest_of(token),
        created_by=user,
        expires_at=timezone.now() + timedelta(days=solo_settings.INVITATION_DAYS),
    )
    log(profile.page, "solo_pages.invite", user=user)
    _post(invitation, token, user)
    return invitation


def invite_again(invitation: Invitation, user: Any) -> Invitation:
    """Send a new link with the same words; the earlier one works no longer. Raises what invite() does."""
    return invite(invitation.page, user, email=invitation.email, language=invitation.language, words=invitation.words)


@transaction.atomic
def revoke(invitation: Invitation, user: Any) -> Invitation:
    """Make a link useless. Raises PermissionDenied, and NotOpenError where it was used or revoked already."""
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not permissions.can_manage_profile(user, current.page):
        raise PermissionDenied
    if current.used_at or current.revoked_at:
        raise NotOpenError
    current.revoke()
    log(current.page, "solo_pages.revoke_invitation", user=user)
    return current


def find(digest: str) -> Invitation | None:
    """The invitation that a link belongs to, whatever its state."""
    return Invitation.objects.select_related("page", "created_by").filter(digest=digest).first()


@transaction.atomic
def accept(invitation: Invitation, person: Any) -> SoloProfilePage:
    """
    Give the profile to whoever holds the link. Raises NotOpenError, HasKeeperError and KeepsAnotherError.
    """
    # In the order in which others take these locks: the profile, then what belongs to it.
    lock(invitation.page)
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if current.state != Invitation.State.OPEN:
        raise NotOpenError
    current.used_at, current.used_by = timezone.now(), person
    current.save(update_fields=["used_at", "used_by"])
    page = hand_over(current.page, person, person)
    write_about(page, person, "welcome_to_profile")
    return page


def _post(invitation: Invitation, token: str, user: Any) -> None:
    with translation.override(invitation.language):
        context = {
            "page": invitation.page,
            "page_url": public_url(invitation.page, invitation.language),
            "words": invitation.words,
            "inviter": user.get_full_name(),
            "invitation_url": site_url(invitation.page, "solo_invitations:open", token),
            "expires_at": invitation.expires_at,
        }
    post_letter("invitation", invitation.email, context, language=invitation.language)
