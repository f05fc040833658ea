"""Template filters of profiles and service points."""

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
def claim_url(page: Page) -> str:
    """Where the person of a profile says that it is theirs; empty where the host has no such address."""
    try:
        return reverse("solo_invitations:claim", args=[page.pk])
    except NoReverseMatch:
        return ""
