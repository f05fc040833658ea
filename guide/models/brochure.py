"""The programme's brochure: a web page, and a leaflet to fold."""

from datetime import datetime
from itertools import chain
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from directory_blocks.blocks.fields import read_with_pages
from directory_blocks.blocks.lists import read_lists
from directory_blocks.fields import PluginStreamField
from directory_blocks.query import Tallies

from ..conf import guide_settings
from ..pdf.dates import last_published
from ..pdf.leaflet import leaflet_content
from .printable import PrintableMixin


class BrochurePage(PrintableMixin, Page):
    """A cover and up to five panels, whose lists, figures and map say what is live."""

    subtitle = models.TextField(_("below the title"), max_length=200, blank=True)
    cover_image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture of the cover"),
        help_text=_("Without one the landscape of the programme is drawn."),
    )
    body = PluginStreamField(
        import_string(guide_settings.BROCHURE_BLOCKS)(),
        blank=True,
        verbose_name=_("panels"),
        help_text=_("In reading order: the one seen on opening the leaflet, the three inside, the back."),
    )

    template = "guide/brochure_page.html"
    subpage_types: list[str] = []
    # Relations that every view of the page reads: a host that routes pages itself can join them.
    served_with = ("cover_image",)
    pdf_layouts = {"": "leaflet", "print": "leaflet-print"}

    content_panels = [
        TitleFieldPanel("title"),
        MultiFieldPanel([FieldPanel("subtitle"), FieldPanel("cover_image")], heading=_("Cover")),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("subtitle"), index.SearchField("body")]

    class Meta:
        verbose_name = _("brochure")
        verbose_name_plural = _("brochures")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Read all that the panels refer to and list at once; ``tallies``: what is counted in them."""
        read_with_pages(self.locale_id, self.body)
        read_lists(chain.from_iterable(panel.value["content"] for panel in self.body), self.locale)
        return {**super().get_context(request, *args, **kwargs), "tallies": Tallies(self.locale)}

    @property
    def text(self) -> str:
        """Everything there is to read in it, as plain text."""
        words = self.body.stream_block.get_searchable_content(self.body)
        return "\n".join([self.subtitle, *words])

    def pdf_content(self) -> dict[str, Any]:
        """The cover and the panels."""
        return leaflet_content(self)

    def pdf_changed_at(self) -> datetime:
        """When it was last published."""
        return last_published([self])
