"""The page that lists entries: editors choose what it lists and how it can be filtered."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from ..page_files import FileRoutesMixin


class DirectoryPage(FileRoutesMixin, Page):
    """A list and a map over the entries of some sources; the sources' pages usually are its children."""

    intro = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link"])
    sources = models.JSONField(_("what it lists"), default=list, blank=True, help_text=_("Nothing chosen: everything."))
    facets = models.JSONField(_("filters"), default=list, blank=True)
    show_map = models.BooleanField(_("with a map"), default=True)

    template = "directory_blocks/directory_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        MultiFieldPanel([FieldPanel("sources"), FieldPanel("facets"), FieldPanel("show_map")], heading=_("List")),
    ]

    class Meta:
        verbose_name = _("directory")
        verbose_name_plural = _("directories")
