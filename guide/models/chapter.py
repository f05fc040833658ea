"""A chapter of the guide."""

from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from directory_blocks.blocks.fields import read_with_pages
from directory_blocks.fields import PluginStreamField

from ..blocks.picture import pictures_in
from ..conf import guide_settings
from ..contents import read_parts
from ..glossary.explaining import Explainer, terms_in
from ..parts import in_parts
from ..querysets import ChapterManager
from ..structured_data import chapter_data

# The routes of GuidePage.
TAKEN_SLUGS = ("print", "search", "glossary")


class ChapterPage(Page):
    """A chapter: blocks of text, steps, checklists, figures and living lists of the directory."""

    summary = models.CharField(
        _("in one sentence"), max_length=200, blank=True, help_text=_("What a reader can do after reading it.")
    )
    part = models.CharField(
        _("begins the part"),
        max_length=60,
        blank=True,
        help_text=_("Name of a part of the guide that begins with this chapter. Empty: it belongs to the part before."),
    )
    body = PluginStreamField(import_string(guide_settings.CHAPTER_BLOCKS)(), blank=True, verbose_name=_("content"))
    reviewed_on = models.DateField(
        _("last reviewed on"), null=True, blank=True, help_text=_("When somebody last checked that all of it is true.")
    )
    reviewed_by = models.CharField(
        _("reviewed by"),
        max_length=120,
        blank=True,
        help_text=_("As readers see it: “the Gers chamber of commerce”. An office rather than a person."),
    )
    # Kept with the page, so that a list of chapters need not read their bodies.
    reading_minutes = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = ChapterManager()

    template = "guide/chapter_page.html"
    parent_page_types = ["guide.GuidePage"]
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel("title"),
        MultiFieldPanel([FieldPanel("part"), FieldPanel("summary")], heading=_("About this chapter")),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("reviewed_on"), FieldPanel("reviewed_by")])],
            heading=pgettext_lazy("of facts", "Review"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def clean(self) -> None:
        """Refuse an address that the guide answers itself: nobody would ever reach the chapter."""
        super().clean()
        if self.slug in TAKEN_SLUGS:
            raise ValidationError({"slug": _("The guide itself uses this address: please choose another.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the reading time in step with the text."""
        self.reading_minutes = max(1, ceil(len(self.text.split()) / guide_settings.READING_SPEED))
        super().save(*args, **kwargs)

    @property
    def text(self) -> str:
        """Everything there is to read in it, as plain text."""
        return "\n".join(self.body.stream_block.get_searchable_content(self.body))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is read (``parts``, ``contents``, ``explainer``) and where: ``guide``, ``part``, ``number``."""
        context = super().get_context(request, *args, **kwargs)
        guide = self.get_parent()
        if guide.locale_id == self.locale_id:
            # Blocks ask the page for its language: known here, it costs no query there.
            self.locale = guide.locale
        chapters = list(ChapterPage.objects.in_order(guide))
        # A draft in preview, or a chapter behind a login, is in no list: it has no neighbours then.
        place = next((number for number, chapter in enumerate(chapters) if chapter.pk == self.pk), None)
        # The pages that blocks lead to in one query, and the renditions of pictures in another.
        read_with_pages(self.locale_id, self.body)
        prefetch_related_objects(pictures_in(self.body), "renditions")
        parts, contents = read_parts(self.body)
        return {
            **context,
            "parts": parts,
            "explainer": Explainer(terms_in(self.locale)),
            "contents": contents,
            "guide": guide,
            "part": next((part.title for part in in_parts(chapters) if self in part.chapters), ""),
            "number": None if place is None else place + 1,
            "total": len(chapters),
            "previous": chapters[place - 1] if place else None,
            "next": chapters[place + 1] if place is not None and place + 1 < len(chapters) else None,
            "structured_data": chapter_data(self, guide, request),
        }
