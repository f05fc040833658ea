"""Closing an account at once, and bringing it back while there is time."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from ..letters import post_letter
from ..letters.readers import language_of
from ..models import AccountClosure
from .profiles import profiles_of
from .registry import parts

SALT = "solo_pages.personal_data.closing"


@transaction.atomic
def close_account(user: Any, request: HttpRequest) -> AccountClosure:
    """
    Unpublish the person's profile, end what is open, and tell them by mail how to come back. Once: a second call
    changes nothing.
    """
    user = get_user_model()._default_manager.select_for_update().get(pk=user.pk)
    closure, created = AccountClosure.objects.get_or_create(user=user)
    if not created:
        return closure
    for page in profiles_of(user):
        _take_offline(page, user, closure)
    closure.save()
    user.is_active = False
    user.save(update_fields=["is_active"])
    for part in parts():
        if part.close:
            part.close(user)
    _tell(user, closure, request)
    return closure


def find_closure(token: str) -> AccountClosure | None:
    """The closure that a link of a mail belongs to; None where it was used, is too old or was never ours."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    closure = AccountClosure.objects.filter(key=key, erase_after__gt=timezone.now()).select_related("user").first()
    return closure if closure and not closure.user.is_active else None


@transaction.atomic
def reopen_account(closure: AccountClosure) -> bool:
    """Bring an account back, with what was published of it. False where it is not closed any more, or erased."""
    locked = AccountClosure.objects.select_for_update().filter(pk=closure.pk, erase_after__gt=timezone.now()).first()
    if locked is None:
        return False
    user = locked.user
    user.is_active = True
    user.save(update_fields=["is_active"])
    for revision in Revision.objects.filter(pk__in=locked.live_revisions):
        revision.publish(user=user, skip_permission_checks=True)
    locked.delete()
    return True


def _take_offline(page: Page, user: Any, closure: AccountClosure) -> None:
    if page.current_workflow_state:
        page.current_workflow_state.cancel(user=user)
    if page.live:
        # Pages of imports are live without a revision: what they show is kept as one.
        live = page.live_revision_id or page.save_revision(user=user, changed=False, clean=False).pk
        closure.live_revisions.append(live)
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)


def _tell(user: Any, closure: AccountClosure, request: HttpRequest) -> None:
    language = language_of(user)
    with translation.override(language):
        path = reverse("solo_personal_data:reopen", args=[signing.dumps(closure.key, salt=SALT)])
    link = request.build_absolute_uri(path)
    context = {"closure": closure, "link": link, "site_name": settings.WAGTAIL_SITE_NAME}
    post_letter("account_closed", user.email, context, language=language)
