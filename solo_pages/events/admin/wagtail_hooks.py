"""What meetings add to the Wagtail admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from ...models import EventPage
from ...permissions import can_see_dates
from .dates_views import DATES_VIEW
from .untold import warn_of_people_untold

hooks.register("after_publish_page", warn_of_people_untold)


@hooks.register("register_admin_urls")
def register_meeting_urls() -> list[Any]:
    """Previews of dates, and the dates one by one."""
    return [path("solo-pages/meetings/", include("solo_pages.events.admin.urls"))]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def dates_button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Iterator[Button]:
    """“Dates” in the menu of a meeting, for whoever may see them."""
    model = page.specific_class
    if model is not None and issubclass(model, EventPage) and page.live and can_see_dates(user, page):
        yield Button(_("Dates"), reverse(DATES_VIEW, args=[page.pk]), icon_name="date", priority=6)
