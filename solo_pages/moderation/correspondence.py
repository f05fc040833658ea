"""Letters about a profile: to whom, in which language, and with which addresses in them."""

from collections.abc import Callable
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page

from ..letters import post_letter
from ..letters.readers import language_of
from ..models import Letter

Context = dict[str, Any]


def write_about(
    page: Page, user: Any, kind: str, more: Callable[[], Context] | Context | None = None, *, language: str = ""
) -> Letter | None:
    """
    Post a letter about a profile to a user; nothing to one who is not active or has no address.

    ``more`` adds to the context; as a function it is called in the language of the letter, which is the user's unless
    ``language`` says otherwise. Templates have ``page``, ``name`` (what to call the user, perhaps nothing),
    ``page_url`` and ``dashboard_url`` (empty where there is none).
    """
    if user is None or not user.is_active or not user.email:
        return None
    language = language or language_of(user)
    with translation.override(language):
        context = {
            "page": page,
            "name": getattr(user, "first_name", ""),
            "page_url": public_url(page, language),
            "dashboard_url": site_url(page, "solo_account:dashboard"),
            **((more() if callable(more) else more) or {}),
        }
    return post_letter(kind, user.email, context, language=language)


def public_url(page: Page, language: str) -> str:
    """The address of a profile for a reader of a language; empty where the public does not see it."""
    if not page.live:
        return ""
    own = page.get_translations().live().filter(locale__language_code=language).first()
    return (own or page).full_url or ""


def site_url(page: Page, name: str, *args: Any) -> str:
    """The absolute address of a view of the site in the language of the moment; empty where the host has no such."""
    try:
        path = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    site = page.get_site()
    return f"{site.root_url if site else get_admin_base_url() or ''}{path}"


def admin_url(page: Page, name: str, *args: Any) -> str:
    """The absolute address of a view of the admin."""
    site = page.get_site()
    return f"{get_admin_base_url() or (site.root_url if site else '')}{reverse(name, args=args)}"
