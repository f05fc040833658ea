"""What readers are told about translations."""

from typing import Any

from django import template
from django.apps import apps
from django.template.context import Context
from wagtail.models import Page

from ..translation.reading import newer_original

if apps.is_installed("wagtail_localize"):
    from ..translation.unpublishing import live_translations as find_live_translations
else:
    find_live_translations = None

register = template.Library()


@register.inclusion_tag("guide/translation/_newer.html", takes_context=True)
def newer_version(context: Context, page: Any) -> dict[str, Any]:
    """
    Say in one line that the page is newer in another language, with a link; nothing where it is not, or in a preview.

    ``page`` may be anything: what is no page has no translation.
    """
    request = context.get("request")
    if request is None or not isinstance(page, Page) or getattr(request, "is_preview", False):
        return {}
    original = newer_original(page)
    url = original.get_url(request) if original else None
    return {"url": url, "language": original.locale.language_code} if url else {}


@register.simple_tag(takes_context=True)
def live_translations(context: Context, page: Page) -> list[Page]:
    """Give the live translations of an original that the user of the request may unpublish."""
    return find_live_translations(page, context["request"].user) if find_live_translations else []
