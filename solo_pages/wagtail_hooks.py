"""What the plugin adds to the Wagtail admin."""

from wagtail import hooks

from .importing.log_actions import register_import_action
from .invitations import wagtail_hooks as invitation_hooks
from .listing.menu import RequestsMenuItem
from .listing.viewsets import service_point_listing, solo_listing
from .moderation import wagtail_hooks as moderation_hooks

__all__ = ["invitation_hooks", "moderation_hooks"]

hooks.register("register_log_actions", register_import_action)


@hooks.register("register_admin_menu_item")
def register_requests_menu_item() -> RequestsMenuItem:
    """Below the reviews; features add their items by a hook."""
    return RequestsMenuItem(name="profile-requests", icon_name="mail", order=207)


@hooks.register("register_admin_viewset")
def register_listings() -> list[object]:
    """Lists of profiles and service points."""
    return [solo_listing, service_point_listing]
