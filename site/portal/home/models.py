"""The portal's own pages and its settings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import Page

from directory_blocks.fields import PluginStreamField

from .blocks import PortalStreamBlock


class HomePage(Page):
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

    class Meta:
        verbose_name = _("home page")


class StandardPage(Page):
    """A page of text: about, legal notice, privacy."""

    intro = models.TextField(_("introduction"), blank=True)
    body = PluginStreamField(PortalStreamBlock(), blank=True, verbose_name=_("content"))

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


@register_setting(icon="site")
class PortalSettings(BaseSiteSetting):
    """What editors may change about the whole site."""

    name = models.CharField(_("name"), max_length=80, default="Soho-Solo Gers")
    tagline_fr = models.CharField(_("tagline in French"), max_length=160, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=160, blank=True)
    contact_name = models.CharField(_("organisation"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("phone"), max_length=30, blank=True)
    contact_address = models.TextField(_("address"), blank=True)
    credits = models.TextField(_("credits"), blank=True, help_text=_("One a line: data, pictures, fonts."))
    logo = models.ForeignKey(get_image_model_string(), models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("portal")
