"""Template filters of profiles and service points."""

from django import template

register = template.Library()


@register.filter
def shown_address(url: str) -> str:
    """
    An address of the web as people write it.

    >>> shown_address("https://www.example.org/")
    'example.org'
    """
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")
