"""Giving a profile to the person that it is about, in all its languages and once."""

from typing import Any

from django.contrib.auth import get_user_model
from wagtail.log_actions import log
from wagtail.models import Page

from .. import permissions
from ..models import Invitation, SoloProfilePage
from ..moderation.decisions import lock
from .refusals import HasKeeperError, KeepsAnotherError, RefusedError


def original_of(page: SoloProfilePage) -> SoloProfilePage:
    """The page of a profile that stands for all its languages."""
    pages = SoloProfilePage.objects.filter(translation_key=page.translation_key, alias_of=None)
    return pages.order_by("pk").first() or page


def profile_kept_by(person: Any) -> SoloProfilePage | None:
    """The profile that somebody keeps, if they do."""
    return SoloProfilePage.objects.filter(owner=person, alias_of=None).order_by("pk").first()


def hand_over(page: SoloProfilePage, person: Any, user: Any) -> SoloProfilePage:
    """
    Make a person the owner of a profile in all its languages; ``user`` is who did it. Call it in a transaction.

    Raises HasKeeperError where another solo keeps it, KeepsAnotherError where the person has a profile already, and
    RefusedError where their account is closed.
    """
    if not person.is_active:
        raise RefusedError
    # Two profiles for one person, at the same time: the second waits here, then finds the first.
    get_user_model().objects.select_for_update().get(pk=person.pk)
    profile = lock(page)
    pages = [profile.page, *profile.translations]
    if profile.page.owner_id != person.pk and any(permissions.is_kept(one) for one in pages):
        raise HasKeeperError
    # Who works in the admin owns what they created: that does not make it theirs.
    if not permissions.works_in_admin(person):
        other = SoloProfilePage.objects.filter(owner=person).exclude(translation_key=page.translation_key).first()
        if other is not None:
            raise KeepsAnotherError(other)
    Page.objects.filter(pk__in=[one.pk for one in pages]).update(owner=person)
    settled = Invitation.objects.unsettled().filter(page__translation_key=page.translation_key)
    for invitation in settled:
        invitation.revoke()
    log(profile.page, "solo_pages.hand_over", user=user, data={"person": person.pk})
    profile.page.owner = person
    return profile.page
