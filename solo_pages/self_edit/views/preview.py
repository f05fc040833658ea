"""The profile exactly as it would be published, for its solo alone."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from ...models import SoloProfilePage
from ..content import current_content
from ..profiles import OwnProfile
from ..steps import steps_of
from .access import with_profile

# What the public page shows of itself besides its text.
PICTURES = {"qr.svg": "qr_route", "share.png": "share_card_route"}


@require_safe
@with_profile
def preview(request: HttpRequest, profile: OwnProfile, language: str = "") -> HttpResponse:
    """The newest text in the page's own template, with a banner outside of it."""
    page = _draft(profile, language or profile.page.locale.language_code)
    if not language:
        return redirect("solo_account:preview_in", language=page.locale.language_code)
    with translation.override(language):
        request.is_preview = True
        # The page's language is the reader's, as it would be at its own address.
        request.LANGUAGE_CODE = language
        response = TemplateResponse(request, page.get_template(request), page.get_context(request))
        response.render()
    return _with_banner(response, request, profile, language)


@require_safe
@with_profile
def preview_file(request: HttpRequest, profile: OwnProfile, language: str, rest: str) -> HttpResponse:
    """The pictures of the page; its other addresses lead back, since nobody else could follow them yet."""
    page = _draft(profile, language)
    if rest in PICTURES:
        return getattr(page, PICTURES[rest])(request)
    return redirect("solo_account:preview_in", language=language)


def _draft(profile: OwnProfile, language: str) -> SoloProfilePage:
    page = profile.in_language(language)
    if page is None:
        raise Http404
    draft = page.with_content_json(current_content(page))
    draft.locale = page.locale
    draft.derive_point()
    return draft


def _with_banner(response: HttpResponse, request: HttpRequest, profile: OwnProfile, language: str) -> HttpResponse:
    context: dict[str, Any] = {
        "page": profile.page,
        "language": language,
        "pages": [profile.page, *profile.translations],
        "steps": steps_of(profile),
    }
    banner = render_to_string("solo_pages/self_edit/_preview_banner.html", context, request)
    html = response.content.decode(response.charset)
    # After the opening tag of the body, whatever the host's own templates look like.
    start = html.find(">", html.find("<body")) + 1
    return HttpResponse(html[:start] + banner + html[start:])
