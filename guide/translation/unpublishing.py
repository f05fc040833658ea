"""Unpublishing a page whose translations are live: whoever does it chooses what becomes of these."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages.bulk_actions import UnpublishBulkAction
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.models import Page

from directory_blocks.translations.sharing import is_original
from directory_blocks.unpublishing import UnpublishView

FIELD = "unpublish_translations"


def offer_choice() -> None:
    """Have Wagtail's own question ask for the translations, too; its template has no other place for it."""
    UnpublishView.template_name = "guide/translation/confirm_unpublish.html"


def live_translations(page: Page, user: Any) -> list[Page]:
    """The live translations of an original that ``user`` may unpublish."""
    others = list(page.get_translations().filter(alias_of=None).select_related("locale"))
    if not others or not is_original(page, others):
        return []
    return [one for one in others if one.live and one.permissions_for_user(user).can_unpublish()]


def unpublish_translations(request: HttpRequest, *pages: Page) -> None:
    """Do what was ticked (hook ``after_unpublish_page``), with the same branches as for the pages."""
    if not request.POST.get(FIELD):
        return
    translations = [one for page in pages for one in live_translations(page, request.user)]
    for translation in translations:
        below = bool(request.POST.get("include_descendants"))
        UnpublishPageAction(translation.specific, user=request.user, include_descendants=below).execute()
    if translations:
        message = ngettext(
            "One translation was unpublished.", "%(number)d translations were unpublished.", len(translations)
        )
        messages.success(request, message % {"number": len(translations)})


class UnpublishForm(DefaultPageForm):
    """What Wagtail asks of several pages, and what becomes of their translations."""

    unpublish_translations = forms.BooleanField(label=_("Unpublish these translations, too"), required=False)


class UnpublishWithTranslations(UnpublishBulkAction):
    """In place of Wagtail's own for several pages, which leaves their translations live without a word."""

    form_class = UnpublishForm
    template_name = "guide/translation/confirm_bulk_unpublish.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add ``translations``, and leave only the fields that have something to ask."""
        context = super().get_context_data(**kwargs)
        chosen = [entry["item"] for entry in context["items"]]
        found = (one for page in chosen for one in live_translations(page, self.request.user))
        keys = {page.pk for page in chosen}
        translations = [one for one in found if one.pk not in keys]
        fields = context["form"].fields
        if not translations:
            del fields[FIELD]
        if not context["has_live_descendants"]:
            del fields["include_descendants"]
        # Where this says so, Wagtail's template shows the fields.
        return {**context, "translations": translations, "has_live_descendants": bool(fields)}


def unpublish_translations_of_all(request: HttpRequest, action_type: str, pages: list[Any], action: BulkAction) -> None:
    """The same for several pages (hook ``after_bulk_action``)."""
    if isinstance(action, UnpublishWithTranslations):
        unpublish_translations(request, *pages)
