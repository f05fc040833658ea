"""A list of entries: the newest solos, the health services of a commune."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Locale, Page

from ..models import DirectoryPage
from .fields import PageBlock
from .selection import ListedSelectionBlock, SelectionValue, reading_locale


def in_locale(page: Page | None, locale: Locale) -> Page | None:
    """The live translation of a page, or the page itself; no query where the page is of that language already."""
    if page is None or page.locale_id == locale.pk:
        return page if page is not None and page.live else None
    if hasattr(page, "reading_translation"):
        translated = page.reading_translation
    else:
        translated = page.get_translation_or_none(locale)
    found = translated if translated is not None and translated.live else page
    return found if found.live else None


def directory_address(page: DirectoryPage | None, context: dict[str, Any]) -> str:
    """The address of a directory in the language of the page that a block stands on; empty where there is none."""
    found = in_locale(page, reading_locale(context))
    return (found.get_url(context.get("request")) or "") if found is not None else ""


def directory_url(page: DirectoryPage | None, value: SelectionValue, context: dict[str, Any]) -> str:
    """The address of a directory narrowed by the block's own filters; empty where there is none."""
    url, parameters = directory_address(page, context), urlencode(value.parameters, doseq=True)
    return f"{url}?{parameters}" if url and parameters else url


class EntryListBlock(ListedSelectionBlock):
    """Cards of the entries that a question finds."""

    heading = blocks.CharBlock(required=False, max_length=120, label=_("Heading"))
    directory = PageBlock(
        page_type="directory_blocks.DirectoryPage",
        required=False,
        label=_("Directory to continue in"),
        help_text=_("Linked below the list, filtered alike."),
    )

    class Meta:
        template = "directory_blocks/blocks/entry_list.html"
        icon = "list-ul"
        label = _("List of entries")
        description = _("Cards of what the directory finds, always up to date.")
        form_layout = ["heading", "sources", "terms", "commune", "order", "limit", "directory"]

    def get_context(self, value: SelectionValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add ``entries`` and ``more_url``."""
        context = super().get_context(value, parent_context=parent_context)
        context["entries"] = value.entries(reading_locale(context))
        context["more_url"] = directory_url(value.get("directory"), value, context)
        return context
