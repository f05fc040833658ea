"""Template filters and tags of profiles and service points."""

from django import template
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page

register = template.Library()


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
