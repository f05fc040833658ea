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
    try:
        return reverse("solo_visits:visit", args=[page.translation_key])
    except NoReverseMatch:
        return ""
