"""A map of the entries that a question finds."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale

from ..models import Entry
from .entry_list import directory_url
from .fields import KeyBlock, PageBlock
from .selection import SelectionBlock, SelectionValue, reading_locale

HEIGHTS = {"small": _("Low"), "medium": _("Medium"), "large": _("High")}


# Marks on the drawing that stands there until the live map comes, or instead of it.
MAX_DRAWN = 100


def points_url(value: SelectionValue, locale: Locale) -> str:
    """Where the live map asks for the block's entries; empty where the host has not included the plugin's URLs."""
    try:
        url = reverse("directory_blocks:map")
    except NoReverseMatch:
        return ""
    parameters = {"lang": locale.language_code, "source": value.sources, **value.parameters}
    return f"{url}?{urlencode(parameters, doseq=True)}"


def marks(value: SelectionValue, locale: Locale) -> list[Entry]:
    """Some of the entries that can be drawn. One query."""
    return list(value.query(locale).queryset().located().select_related("commune")[:MAX_DRAWN])


class MapBlock(SelectionBlock):
    """The territory drawn, with a mark for each entry; without script a drawing and the entries' directory."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    height = KeyBlock(choices=list(HEIGHTS.items()), default="medium", label=_("Height"))
    directory = PageBlock(
        page_type="directory_blocks.DirectoryPage",
        required=False,
        label=_("Directory to continue in"),
        help_text=_("Linked below the map, filtered alike."),
    )

    class Meta:
        template = "directory_blocks/blocks/map.html"
        icon = "site"
        label = _("Map")
        description = _("The territory with a mark for each entry.")

    def get_context(self, value: SelectionValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add ``points_url`` (live), ``entries`` (drawn), ``height`` and ``more_url``."""
        context = super().get_context(value, parent_context=parent_context)
        locale = reading_locale(context)
        context["points_url"] = points_url(value, locale)
        context["entries"] = value.found if value.found is not None else marks(value, locale)
        context["height"] = value["height"] if value.get("height") in HEIGHTS else "medium"
        context["more_url"] = directory_url(value.get("directory"), value, context)
        return context
