"""A few entries in the light: chosen by an editor, or the latest ones."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale

from ..enums import Sort
from ..models import Entry
from ..query import EntryQuery
from .fields import PageBlock, SturdyListBlock, SturdyStructBlock
from .selection import MAX_ENTRIES, SelectionValue, reading_locale, sources_block, terms_block


class HighlightValue(SelectionValue):
    """The chosen pages' entries, in the order chosen; where none is chosen, the entries changed last."""

    @property
    def order(self) -> Sort:
        """The latest first."""
        return Sort.UPDATED

    @property
    def limit(self) -> int:
        """Three by default: a row."""
        limit = self.get("limit")
        return super().limit if isinstance(limit, int) else 3

    def entries(self, locale: Locale) -> list[Entry]:
        """Entries of the chosen pages that are still to be found, or the latest."""
        keys = [page.translation_key for page in self.get("pages") or () if page is not None]
        if not keys:
            return super().entries(locale)
        chosen = EntryQuery(locale=locale).entries().filter(translation_key__in=keys)
        by_key = {entry.translation_key: entry for entry in chosen}
        return [by_key[key] for key in dict.fromkeys(keys) if key in by_key]


class HighlightBlock(SturdyStructBlock):
    """Large cards of a few entries."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    text = blocks.TextBlock(required=False, max_length=300, label=_("Introduction"))
    pages = SturdyListBlock(
        PageBlock(label=_("Page")),
        default=[],
        max_num=MAX_ENTRIES,
        label=_("Chosen pages"),
        help_text=_("None: the latest ones of the kinds below."),
    )
    sources = sources_block()
    terms = terms_block()
    limit = blocks.IntegerBlock(min_value=1, max_value=MAX_ENTRIES, default=3, label=_("How many"))

    class Meta:
        template = "directory_blocks/blocks/highlight.html"
        icon = "pick"
        label = _("Highlight")
        description = _("Chosen or latest entries, large.")
        value_class = HighlightValue

    def get_context(self, value: HighlightValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add ``entries``."""
        context = super().get_context(value, parent_context=parent_context)
        context["entries"] = value.entries(reading_locale(context))
        return context
