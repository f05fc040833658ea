"""Unpublishing a page whose translations are live: whoever does it chooses what becomes of these."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.pages.unpublish import Unpublish
from wagtail.models import Page

from directory_blocks.translations.sharing import is_original

FIELD = "unpublish_translations"


def offer_choice() -> None:
    """Have Wagtail's own question ask for the translations, too; its template has no other place for it."""
    Unpublish.template_name = "guide/translation/confirm_unpublish.html"


def live_translations(page: Page, user: Any) -> list[Page]:
    """The live translations of an original that ``user`` may unpublish."""
    others = list(page.get_translations().filter(alias_of=None).select_related("locale"))
    if not others or not is_original(page, others):
        return []
    return [one for one in others if one.live and one.permissions_for_user(user).can_unpublish()]


def unpublish_translations(request: HttpRequest, page: Page) -> None:
    """Do what was ticked (hook ``after_unpublish_page``), with the same branches as for the page."""
    if not request.POST.get(FIELD):
        return
    translations = live_translations(page, request.user)
    for translation in translations:
        below = bool(request.POST.get("include_descendants"))
        UnpublishPageAction(translation.specific, user=request.user, include_descendants=below).execute()
    if translations:
        message = ngettext(
            "One translation was unpublished.", "%(number)d translations were unpublished.", len(translations)
        )
        messages.success(request, message % {"number": len(translations)})
