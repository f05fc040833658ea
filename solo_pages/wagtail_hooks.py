"""What the plugin adds to the Wagtail admin."""

from typing import Any

from wagtail import hooks

from .events.admin import wagtail_hooks as meeting_hooks
from .events.deleting import warn_before_deletion, warnings_before_unpublishing
from .freshness.admin import FreshnessPanel, admin_urls, confirm_buttons
from .freshness.log_actions import register_confirm_action
from .importing.log_actions import register_import_action
from .invitations import wagtail_hooks as invitation_hooks
from .listing.meetings import meeting_listing
from .listing.menu import RequestsMenuItem
from .listing.viewsets import service_point_listing, solo_listing
from .moderation import wagtail_hooks as moderation_hooks
from .registration.admin import wagtail_hooks as registration_hooks

__all__ = ["invitation_hooks", "meeting_hooks", "moderation_hooks", "registration_hooks"]

hooks.register("before_delete_page", warn_before_deletion)
hooks.register("warn_before_unpublishing", warnings_before_unpublishing)
hooks.register("register_log_actions", register_import_action)
hooks.register("register_log_actions", register_confirm_action)
hooks.register("register_admin_urls", admin_urls)
hooks.register("register_page_listing_more_buttons", confirm_buttons)
hooks.register("register_page_header_buttons", confirm_buttons)


@hooks.register("construct_homepage_panels")
def add_freshness_panel(request: Any, panels: list[Any]) -> None:
    """Say on the first page what waits to be confirmed."""
    panels.append(FreshnessPanel())


@hooks.register("register_admin_menu_item")
def register_requests_menu_item() -> RequestsMenuItem:
    """Below the reviews; features add their items by a hook."""
    return RequestsMenuItem(name="profile-requests", icon_name="mail", order=207)


@hooks.register("register_admin_viewset")
def register_listings() -> list[object]:
    """Lists of profiles, meetings and service points."""
    return [solo_listing, meeting_listing, service_point_listing]
