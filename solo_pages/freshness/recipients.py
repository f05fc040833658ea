"""Who is asked whether a page is still true."""

from dataclasses import dataclass

from django.utils.crypto import constant_time_compare, salted_hmac
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..conf import solo_settings
from ..letters.readers import chosen_language
from ..models import SoloProfilePage


@dataclass(frozen=True, slots=True)
class Recipient:
    """An e-mail address that answers for a page, and the language its reader is written to in."""

    address: str
    language: str

    @property
    def seal(self) -> str:
        """What stands for the address where it must not be read: links of letters hold it."""
        return salted_hmac("solo_pages.freshness.recipient", self.address, algorithm="sha256").hexdigest()[:20]

    def has_seal(self, seal: str) -> bool:
        """Tell whether a seal is that of this address."""
        return constant_time_compare(self.seal, seal)


def recipient_of(page: Page) -> Recipient | None:
    """
    Who is written to about a page; None: the editors answer for it.

    A profile is its owner's, where that is a solo: editors who made a profile for somebody are its owner, too, and
    find it in their list. A service point is asked at its own address: whoever reads that knows best when the doors
    open. Such a mailbox may be anybody's, so it may say "still true" and nothing else; changes go to the editors.
    """
    language = page.locale.language_code
    if not isinstance(page, SoloProfilePage):
        return Recipient(page.email, language) if page.email else None
    owner = page.owner
    if owner is None or not owner.is_active or not owner.email or owner.has_perm("wagtailadmin.access_admin"):
        return None
    return Recipient(owner.email, chosen_language(owner) or language)


def editors_of(page: Page) -> list[Recipient]:
    """Who is told of a page that nobody else answers for: FRESHNESS_EDITORS, else all who may publish it."""
    language = page.locale.language_code
    if solo_settings.FRESHNESS_EDITORS:
        return [Recipient(address, language) for address in solo_settings.FRESHNESS_EDITORS]
    users = page_permission_policy.users_with_permission_for_instance("publish", page)
    users = users.select_related("wagtail_userprofile").exclude(email="").order_by("pk")
    return [Recipient(user.email, chosen_language(user) or language) for user in users]
