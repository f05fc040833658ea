"""Telling translators and editors in the admin why a translation is not published."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import Translation

from ..conf import directory_settings
from .drafts import untranslated


@hooks.register("before_edit_page", order=-10)
def hold_publication(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep the segment editor from publishing the source's text for what is not translated."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    return redirect(request.path) if _tell_untranslated(request, [page]) else None


@hooks.register("before_bulk_action")
def hold_bulk_publication(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Keep drafts whose text is not translated from being published together with others."""
    pages = [one for one in objects if isinstance(one, Page)]
    if request.method != "POST" or action_type != "publish" or not pages:
        return None
    if request.POST.get("include_descendants"):
        pages += [one for page in pages for one in page.get_descendants().filter(live=False)]
    return redirect(action.next_url) if _tell_untranslated(request, pages) else None


def _tell_untranslated(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Say which of ``pages`` are drafts with segments to translate; tells whether there are any."""
    found = False
    if not directory_settings.SYNCHRONISE_TRANSLATIONS:
        return found
    for page in pages:
        number = _to_translate(page)
        if number:
            found = True
            message = ngettext(
                "One segment of “%(title)s” is not translated yet: nothing was published.",
                "%(number)d segments of “%(title)s” are not translated yet: nothing was published.",
                number,
            )
            messages.error(request, message % {"number": number, "title": page.get_admin_display_title()})
    return found


def _to_translate(page: Page) -> int:
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).select_related("source")
    return sum(untranslated(one.source, page.locale) for one in translation)
