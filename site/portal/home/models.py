"""The portal's own pages and its settings."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import Locale, Page

from directory_blocks.blocks.fields import read_with_pages
from directory_blocks.blocks.lists import read_lists
from directory_blocks.fields import PluginStreamField

from .blocks import LinkStreamBlock, PartnerStreamBlock, PortalStreamBlock


class ComposedPage(Page):
    """Base of pages that editors compose of blocks in ``body``."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Read the blocks with all the pages they link to in one query, and all their lists in two."""
        read_with_pages(self.locale_id, self.body)
        read_lists(self.body, self.locale)
        return super().get_context(request, *args, **kwargs)


class HomePage(ComposedPage):
    """The front door: a hero, a search box, the map, who is here, the territory in figures."""

    hero_title = models.CharField(_("headline"), max_length=120)
    hero_text = models.TextField(_("introduction"), blank=True)
    hero_image = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = PluginStreamField(PortalStreamBlock(), blank=True, verbose_name=_("content"))

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("hero_title"), FieldPanel("hero_text"), FieldPanel("hero_image")], heading=_("Hero")
        ),
        FieldPanel("body"),
    ]

    template = "portal/home_page.html"
    served_with = ("hero_image",)

    class Meta:
        verbose_name = _("home page")


class StandardPage(ComposedPage):
    """A page of text: about, legal notice, privacy."""

    intro = models.TextField(_("introduction"), blank=True)
    body = PluginStreamField(PortalStreamBlock(), blank=True, verbose_name=_("content"))

    show_in_footer = models.BooleanField(
        _("at the foot of every page"), default=False, help_text=_("For a page right below the home page.")
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, FieldPanel("show_in_footer")]
    template = "portal/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


@register_setting(icon="site", order=10)
class PortalSettings(BaseSiteSetting, ClusterableModel):
    """What editors may change about the whole site. What is said differently in each language is a PortalText."""

    name = models.CharField(_("name"), max_length=80, default="Soho-Solo Gers")
    contact_name = models.CharField(_("organisation"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=30, blank=True)
    contact_address = models.TextField(_("address"), blank=True)
    links = PluginStreamField(
        LinkStreamBlock(), blank=True, verbose_name=_("networks"), help_text=_("Social networks, newsletter.")
    )
    partners = PluginStreamField(
        PartnerStreamBlock(), blank=True, verbose_name=_("partners"), help_text=_("Logos at the foot of every page.")
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page on privacy"),
        help_text=_("Linked where people sign up, in the language they read."),
    )

    panels = [
        FieldPanel("name"),
        InlinePanel("texts", heading=_("Texts by language"), label=_("Language")),
        MultiFieldPanel(
            [
                FieldPanel("contact_name"),
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_address"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("privacy_page"),
        FieldPanel("links"),
        FieldPanel("partners"),
    ]

    class Meta:
        verbose_name = _("portal")


class PortalText(models.Model):
    """The site's own words in one language; another language is another row."""

    settings = ParentalKey(PortalSettings, on_delete=models.CASCADE, related_name="texts")
    locale = models.ForeignKey(Locale, models.CASCADE, related_name="+", verbose_name=_("language"))
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    about = models.TextField(_("about the programme"), blank=True, help_text=_("Two sentences for the foot of pages."))
    credits = models.TextField(_("credits"), blank=True, help_text=_("One a line: data, pictures, fonts."))

    panels = [FieldPanel("locale"), FieldPanel("tagline"), FieldPanel("about"), FieldPanel("credits")]

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [models.UniqueConstraint(fields=["settings", "locale"], name="home_text_once_per_language")]

    def __str__(self) -> str:
        return self.tagline
