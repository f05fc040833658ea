"""A few entries in the light: chosen by an editor, or the latest ones."""

from typing import Any
from uuid import UUID

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
    def chosen(self) -> list[UUID]:
        """What the chosen pages' entries are known by, in the order chosen."""
        return list(dict.fromkeys(page.translation_key for page in self.get("pages") or () if page is not None))

    @property
    def limit(self) -> int:
        """All that are chosen; of the latest three by default: a row."""
        limit = self.get("limit")
        return len(self.chosen) or (super().limit if isinstance(limit, int) else 3)

    def query(self, locale: Locale, **more: Any) -> EntryQuery:
        """The question as the engine asks it."""
        if chosen := self.chosen:
            return EntryQuery(locale=locale, only=tuple(chosen), **more)
        return super().query(locale, **more)

    def entries(self, locale: Locale) -> list[Entry]:
        """Entries of the chosen pages that are still to be found, or the latest."""
        found, chosen = super().entries(locale), self.chosen
        by_key = {entry.translation_key: entry for entry in found}
        return [by_key[key] for key in chosen if key in by_key] if chosen else found


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
