"""Erasing a person, for good."""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.users.models import UserProfile

from ..letters import post_letter
from ..letters.readers import language_of
from ..models import AccountClosure
from .registry import RetentionRule, parts


@transaction.atomic
def erase_closed_account(closure: AccountClosure) -> bool:
    """
    Erase the account of a closure that is due. False where the person has come back meanwhile, by the link of the mail
    or because somebody in charge opened the account again.
    """
    locked = AccountClosure.objects.due().select_for_update().filter(pk=closure.pk).first()
    if locked is None:
        return False
    if locked.user.is_active:
        locked.delete()
        return False
    address, language = locked.user.email, language_of(locked.user)
    erase_person(locked.user)
    post_letter("account_erased", address, {"site_name": settings.WAGTAIL_SITE_NAME}, language=language)
    return True


@transaction.atomic
def erase_person(user: Any) -> None:
    """Erase everything that the parts know of a person, and the account."""
    for part in parts():
        if part.erase:
            part.erase(user)
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        profile.avatar.delete(save=False)
    user.delete()


CLOSED_ACCOUNTS = RetentionRule("closed accounts", AccountClosure.objects.due, erase_closed_account)
