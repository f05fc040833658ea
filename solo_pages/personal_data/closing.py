"""Closing an account at once, and bringing it back while there is time."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageLogEntry, Revision

from ..letters import post_letter
from ..letters.readers import language_of
from ..models import AccountClosure
from ..self_edit.states import was_unpublished_by
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


@dataclass(frozen=True, slots=True)
class Reopened:
    """
    What became of the pages that were public when their person closed the account: ``restored`` are public again as
    they were, ``newer`` were published by somebody else since and stay so, ``held`` an editor has locked or taken off.
    """

    restored: list[Page] = field(default_factory=list)
    newer: list[Page] = field(default_factory=list)
    held: list[Page] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        """What the person is told, in the language of the moment."""
        said = []
        if self.newer:
            words = _("Since you closed your account an editor has published your profile: it stays so (%(pages)s).")
            said.append(words % {"pages": _languages(self.newer)})
        if self.held:
            words = _("An editor holds your profile: it is not back online (%(pages)s). What you wrote is kept.")
            said.append(words % {"pages": _languages(self.held)})
        if not said:
            said.append(_("Your profile is where it was."))
        return said


def _languages(pages: list[Page]) -> str:
    return ", ".join(str(page.locale.get_display_name()) for page in pages)


@transaction.atomic
def reopen_account(closure: AccountClosure) -> Reopened | None:
    """
    Bring an account back, with what was published of it unless somebody else has seen to it since. None where it is not
    closed any more, or erased.
    """
    locked = AccountClosure.objects.select_for_update().filter(pk=closure.pk, erase_after__gt=timezone.now()).first()
    if locked is None:
        return None
    user = locked.user
    user.is_active = True
    user.save(update_fields=["is_active"])
    reopened = Reopened()
    own = {page.pk for page in profiles_of(user)}
    for revision in Revision.objects.filter(pk__in=locked.live_revisions).order_by("pk"):
        if int(revision.object_id) in own:
            _put_back(revision, user, locked, reopened)
    locked.delete()
    language = language_of(user)
    with translation.override(language):
        context = {"words": reopened.words, "site_name": settings.WAGTAIL_SITE_NAME}
    post_letter("account_reopened", user.email, context, language=language)
    return reopened


def _put_back(revision: Revision, user: Any, closure: AccountClosure, reopened: Reopened) -> None:
    page = Page.objects.select_for_update(of=("self",)).select_related("locale").get(pk=revision.object_id)
    since = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", timestamp__gt=closure.closed_at)
    if page.live:
        reopened.newer.append(page)
    elif page.locked or since.exists() or not was_unpublished_by(user, page):
        reopened.held.append(page)
    else:
        revision.publish(user=user, skip_permission_checks=True)
        reopened.restored.append(page)


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
