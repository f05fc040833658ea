"""What is said before pages are unpublished."""

from collections.abc import Iterable
from typing import Any

from django import template
from wagtail.models import Page

from ..unpublishing import warnings_before

register = template.Library()


@register.inclusion_tag("directory_blocks/admin/_unpublish_warnings.html")
def unpublish_warnings(pages: Page | Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Show the warnings for one page, or for those that a bulk action lists."""
    chosen = [pages] if isinstance(pages, Page) else [entry["item"] for entry in pages]
    return {"warnings": warnings_before(chosen)}
