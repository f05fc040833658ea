"""The link of a letter that lets its reader, and nobody else, say that one page is still true."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from ..conf import solo_settings
from ..models import FreshnessRecord, ServicePointPage, SoloProfilePage
from .recipients import Recipient, recipient_of

SALT = "solo_pages.freshness.confirm"
DAY = 24 * 3600


class ForgedLinkError(Exception):
    """Nobody here wrote this link, or not for whom it is now."""


@dataclass(frozen=True, slots=True)
class ConfirmLink:
    """A link that was followed: its page, whom it was written to, and whether its time has passed."""

    page: Page
    recipient: Recipient
    expired: bool


def confirm_token(page: Page, recipient: Recipient) -> str:
    """Write the token of a link: it names the page and its reader, and carries its time."""
    return signing.dumps([page.translation_key.hex, recipient.seal], salt=SALT)


def confirm_url(page: Page, recipient: Recipient) -> str:
    """Give the whole address of the link. Raises NoReverseMatch where the host has no ``freshness.urls``."""
    with translation.override(recipient.language):
        path = reverse("solo_freshness:confirm", args=[confirm_token(page, recipient)])
    return site_root(page) + path


def site_root(page: Page) -> str:
    """Where the site of a page begins, as https://example.org."""
    site = page.get_site()
    return site.root_url if site else ""


def read_token(token: str) -> ConfirmLink:
    """Find what a token was written for. Raises ForgedLinkError."""
    expired = False
    try:
        given: Any = signing.loads(token, salt=SALT, max_age=solo_settings.FRESHNESS_LINK_DAYS * DAY)
    except signing.SignatureExpired:
        given, expired = signing.loads(token, salt=SALT), True
    except signing.BadSignature as error:
        raise ForgedLinkError from error
    key, seal = UUID(given[0]), given[1]
    page = _live_page(key)
    recipient = recipient_of(page) if page else None
    # The page is gone, or somebody else answers for it by now.
    if recipient is None or not recipient.has_seal(seal):
        raise ForgedLinkError
    return ConfirmLink(page, recipient, expired)


def _live_page(key: UUID) -> Page | None:
    for model in (SoloProfilePage, ServicePointPage):
        pages = model.objects.filter(translation_key=key, live=True, alias_of__isnull=True)
        if page := pages.select_related("owner", "locale", "commune__territory").order_by("pk").first():
            return page
    return None


def is_waiting(page: Page) -> bool:
    """Tell whether a page waits to be confirmed: it is due by now, or was when somebody last looked."""
    return page.needs_confirming or FreshnessRecord.objects.filter(translation_key=page.translation_key).exists()
