"""Registrations in the Wagtail admin: addresses, the way to them from a meeting, the panel, lines of a history."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from ...models import EventPage
from . import urls
from .access import organises
from .panel import NextDatesPanel
from .people import ADD_ACTION, CANCEL_ACTION
from .writing import MESSAGE_ACTION


@hooks.register("register_admin_urls")
def register_registration_urls() -> list[Any]:
    """Below the admin's own address."""
    return [path("registrations/", include(urls))]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def registrations_button(
    page: Page, user: Any, next_url: str | None = None, view_name: str = "", **kwargs: Any
) -> Iterator[Button]:
    """Lead an organiser from a meeting to the list of its next date."""
    if page.specific_class is EventPage and organises(user, page):
        yield Button(
            _("Registrations"), reverse("solo_organiser:meeting", args=[page.pk]), icon_name="group", priority=60
        )


@hooks.register("register_log_actions")
def register_registration_actions(actions: Any) -> None:
    """How the work of organisers stands in the history of a meeting; nobody's name or address is in it."""
    actions.register_action(ADD_ACTION, _("Registration added"), _("Somebody was registered by hand"))
    actions.register_action(CANCEL_ACTION, _("Registration cancelled"), _("An organiser cancelled a registration"))

    @actions.register_action(MESSAGE_ACTION)
    class MessageFormatter(LogFormatter):
        label = _("Message to all")

        def format_message(self, log_entry: Any) -> str:
            number = log_entry.data.get("number", 0)
            text = ngettext("“%(subject)s” to %(number)d person", "“%(subject)s” to %(number)d people", number)
            return text % {"subject": log_entry.data.get("subject", ""), "number": number}


@hooks.register("construct_homepage_panels")
def add_next_dates(request: HttpRequest, panels: list[Any]) -> None:
    """Show organisers their next dates."""
    panels.append(NextDatesPanel())
