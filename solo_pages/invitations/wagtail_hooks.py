"""Invitations and claims in the Wagtail admin: addresses, menu items, buttons of a profile, lines of its history."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .. import permissions
from ..listing.menu import REQUEST_ITEM_HOOK, CountedMenuItem
from ..models import Claim, SoloProfilePage
from . import admin_urls


class InvitationsMenuItem(MenuItem):
    """Invitations, for those who may change a profile."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a page that they may change."""
        return page_permission_policy.user_has_permission(request.user, "change")


class ClaimsMenuItem(CountedMenuItem):
    """Claims, for those who decide on them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a page that they may publish."""
        return page_permission_policy.user_has_permission(request.user, "publish")

    def count(self, request: HttpRequest) -> int:
        """The undecided ones."""
        return Claim.objects.pending().count()


@hooks.register("register_admin_urls")
def register_request_urls() -> list[Any]:
    """Below the admin's own address."""
    return [path("profile-requests/", include(admin_urls))]


@hooks.register(REQUEST_ITEM_HOOK)
def register_claims_menu_item() -> MenuItem:
    """Among what people ask of the editors."""
    return ClaimsMenuItem(
        _("Claims"), reverse_lazy("solo_requests:claims"), name="profile-claims", icon_name="user", order=10
    )


@hooks.register(REQUEST_ITEM_HOOK)
def register_invitations_menu_item() -> MenuItem:
    """Beside the claims."""
    return InvitationsMenuItem(
        _("Invitations"), reverse_lazy("solo_requests:invitations"), name="invitations", icon_name="mail", order=20
    )


def can_be_accepted() -> bool:
    """Whether the host has the page that the link of an invitation leads to."""
    try:
        reverse("solo_invitations:invitation")
    except NoReverseMatch:
        return False
    return True


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def invite_button(
    page: Page, user: Any, next_url: str | None = None, view_name: str = "", **kwargs: Any
) -> Iterator[Button]:
    """Lead an editor from a profile without a solo to the invitation of its person."""
    if page.specific_class is not SoloProfilePage or not can_be_accepted():
        return
    if permissions.can_manage_profile(user, page) and not permissions.is_kept(page):
        yield Button(
            _("Invite the person"), reverse("solo_requests:invite", args=[page.pk]), icon_name="mail", priority=70
        )


@hooks.register("register_log_actions")
def register_request_actions(actions: Any) -> None:
    """How a profile's way to its person stands in its history; nobody's name or address is in it."""
    actions.register_action("solo_pages.invite", _("Invitation"), _("Its person was invited to keep the profile"))
    actions.register_action(
        "solo_pages.revoke_invitation", _("Invitation revoked"), _("The invitation of its person was revoked")
    )
    actions.register_action("solo_pages.hand_over", _("Handed over"), _("The profile was handed over to its solo"))
