"""What meetings add to the Wagtail admin."""

from typing import Any

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def register_meeting_urls() -> list[Any]:
    """Previews of dates, and the dates one by one."""
    return [path("solo-pages/meetings/", include("solo_pages.events.admin.urls"))]
