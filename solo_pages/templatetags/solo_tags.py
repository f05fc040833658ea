"""Template filters and tags of profiles and service points."""

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page

from ..enums import RegistrationMode
from ..events.addresses import date_path
from ..registration.mine import meetings_of
from ..registration.panel import panel

if TYPE_CHECKING:
    from ..models import EventPage, Occurrence

register = template.Library()
# Meetings on the dashboard; the others are one press away.
IN_SIGHT = 5


@register.filter
def shown_address(url: str) -> str:
    """
    An address of the web as people write it.

    >>> shown_address("https://www.example.org/")
    'example.org'
    """
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.simple_tag
def visit_url(page: Page) -> str:
    """Where a view of a profile is counted; empty where the host counts none (see ``solo_pages.visits.urls``)."""
    return _address_or_nothing("solo_visits:visit", page.translation_key)


@register.simple_tag
def claim_url(page: Page) -> str:
    """Where the person of a profile says that it is theirs; empty where the host has no such address."""
    return _address_or_nothing("solo_invitations:claim", page.pk)


def _address_or_nothing(name: str, *args: object) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.inclusion_tag("solo_pages/registration/_panel.html")
def registration_panel(page: "EventPage", occurrence: "Occurrence | None", url: str = "") -> dict[str, Any]:
    """
    How one registers for a date on this site, and who comes; nothing without a date. ``url``: the address of the date.
    Two queries at most.
    """
    # In a preview, dates are not in the database yet.
    if occurrence is None or occurrence.pk is None or page.registration != RegistrationMode.HERE:
        return {}
    state, participants = panel(page, occurrence)
    return {
        "page": page,
        "state": state,
        "participants": participants,
        "register_url": f"{url or (page.url or '/') + date_path(page, occurrence)}register/",
    }


@register.inclusion_tag("solo_pages/registration/_on_dashboard.html")
def my_meetings(user: Any) -> dict[str, Any]:
    """The meetings to come of an account; nothing where the host has no ``registration.urls``. Three queries."""
    url = _address_or_nothing("solo_registration:mine")
    return {"meetings": meetings_of(user)["coming"][:IN_SIGHT], "mine_url": url} if url else {}
