"""The settling guide and its chapters."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from directory_blocks.fields import PluginStreamField

from ..blocks import ChapterStreamBlock


class GuidePage(Page):
    """The guide: an introduction and the list of its chapters."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")


class ChapterPage(Page):
    """A chapter of the guide."""

    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    body = PluginStreamField(ChapterStreamBlock(), blank=True, verbose_name=_("content"))
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("reviewed_on"),
    ]
    parent_page_types = ["guide.GuidePage"]

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
