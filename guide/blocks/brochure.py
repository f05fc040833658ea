"""What the panels of a brochure are made of."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from directory_blocks.blocks import AgendaBlock, EntryListBlock, KeyFiguresBlock, MapBlock
from directory_blocks.blocks.entry_list import in_locale
from directory_blocks.blocks.fields import KeyBlock, PageBlock, SturdyStructBlock
from directory_blocks.blocks.selection import reading_locale, sources_block
from directory_blocks.models.taxonomy import vocabulary_choices
from directory_blocks.query import EntryQuery
from directory_blocks.query.facets import FacetValue
from directory_blocks.sources import registered_sources

from ..enums import PanelTone
from .reach import ContactBlock
from .text import TextBlock


class ServicesValue(blocks.StructValue):
    """A vocabulary whose terms are listed."""

    def terms(self, context: dict[str, Any]) -> list[FacetValue]:
        """
        The broadest terms under which something can be found today, each with its count. Two queries, one where the
        page has read its ``tallies``.
        """
        known = registered_sources()
        sources = tuple(key for key in self.get("sources") or () if key in known)
        query = EntryQuery(locale=reading_locale(context), sources=sources)
        found = query.facets([self.get("vocabulary") or "category"], tallies=context.get("tallies"))
        return [value for facet in found for value in facet.values if not value.depth]


class ServicesBlock(SturdyStructBlock):
    """The list of all tools and services: each term with how many entries are live under it."""

    vocabulary = KeyBlock(choices=vocabulary_choices, default="category", label=_("List the terms of"))
    sources = sources_block()
    directory = PageBlock(
        page_type="directory_blocks.DirectoryPage",
        required=False,
        label=_("Directory that they lead to"),
    )

    class Meta:
        template = "guide/blocks/services.html"
        icon = "tag"
        label = _("Tools and services")
        description = _("Every category with the number of what is there today.")
        value_class = ServicesValue

    def get_context(self, value: ServicesValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add ``services``: (term, address in the directory or "")."""
        context = super().get_context(value, parent_context=parent_context)
        directory = in_locale(value.get("directory"), reading_locale(context))
        url = directory.get_url(context.get("request")) if directory else ""
        vocabulary = value.get("vocabulary") or "category"
        context["services"] = [
            (term, f"{url}?{urlencode({vocabulary: term.slug})}" if url else "") for term in value.terms(context)
        ]
        return context


class LinkedBlock(blocks.StructBlock):
    """Base of the blocks that lead to a page of the site, in the reader's language."""

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add ``target``: the live page, or None."""
        context = super().get_context(value, parent_context=parent_context)
        context["target"] = in_locale(value.get("page"), reading_locale(context))
        return context


class StoryBlock(LinkedBlock):
    """What somebody who came says of it."""

    quote = blocks.TextBlock(max_length=400, rows=3, label=_("In their words"))
    name = blocks.CharBlock(max_length=80, label=_("Who"))
    role = blocks.CharBlock(
        required=False, default="", max_length=120, label=_("What they do, where they came from, when")
    )
    page = PageBlock(required=False, label=_("Their page"))

    class Meta:
        template = "guide/blocks/story.html"
        icon = "openquote"
        label = _("Story")
        description = _("A few words of somebody who settled here.")


class CodeBlock(LinkedBlock):
    """The way from paper to a page."""

    label = blocks.CharBlock(max_length=80, label=_("What one finds there"))
    page = PageBlock(required=False, label=_("Page"), help_text=_("None: the brochure itself."))

    class Meta:
        template = "guide/blocks/code.html"
        icon = "link"
        label = _("QR code")
        description = _("A QR code to a page of the site, with its address in words.")


class PanelStreamBlock(blocks.StreamBlock):
    """The content of one panel."""

    text = TextBlock(features=["bold", "italic", "link", "ol", "ul"])
    key_figures = KeyFiguresBlock()
    services = ServicesBlock()
    entry_list = EntryListBlock()
    agenda = AgendaBlock()
    entry_map = MapBlock()
    story = StoryBlock()
    contact = ContactBlock()
    code = CodeBlock()


class PanelBlock(blocks.StructBlock):
    """One panel of the leaflet, and one part of the web page."""

    heading = blocks.CharBlock(max_length=80, label=_("Heading"))
    tone = blocks.ChoiceBlock(choices=PanelTone.choices, default=PanelTone.PAPER, label=_("Ground"), search_index=False)
    content = PanelStreamBlock(label=_("Content"))

    class Meta:
        template = "guide/blocks/panel.html"
        icon = "doc-full"
        label = _("Panel")


class BrochureStreamBlock(blocks.StreamBlock):
    """The panels after the cover, in the order in which one reads them while unfolding the leaflet."""

    panel = PanelBlock()

    class Meta:
        max_num = 5
