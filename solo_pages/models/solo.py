"""A solo's profile: who they are, what they do, where, and how to reach them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page

from directory_blocks.models import Term
from directory_blocks.models.abstract import LocatedMixin, VerifiedMixin


class SoloProfilePage(LocatedMixin, VerifiedMixin, Page):
    """A professional's page in the directory; the page's title is their name, its owner is the solo."""

    headline = models.CharField(_("headline"), max_length=140)
    organisation = models.CharField(_("business name"), max_length=140, blank=True)
    presentation = models.TextField(_("presentation"), blank=True)
    services = models.TextField(_("services offered"), blank=True, help_text=_("One a line."))
    sectors = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name=_("sectors"),
        limit_choices_to={"vocabulary": "sector"},
    )
    skills = ParentalManyToManyField(
        Term, blank=True, related_name="+", verbose_name=_("skills"), limit_choices_to={"vocabulary": "skill"}
    )
    languages = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name=_("languages"),
        limit_choices_to={"vocabulary": "language"},
    )
    works_on_site = models.BooleanField(_("works at the client's"), default=False)
    works_remotely = models.BooleanField(_("works remotely"), default=True)
    portrait = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Messages of the contact form go here."))
    show_email = models.BooleanField(_("show the e-mail address"), default=False)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    show_phone = models.BooleanField(_("show the phone number"), default=False)
    website = models.URLField(_("website"), blank=True)
    arrived_in = models.PositiveSmallIntegerField(_("settled here in"), null=True, blank=True)
    arrived_from = models.CharField(_("came from"), max_length=100, blank=True)
    welcomes_newcomers = models.BooleanField(_("glad to talk to newcomers"), default=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("presentation"),
        *LocatedMixin.location_panels,
        InlinePanel("networks", heading=_("Networks")),
        InlinePanel("gallery", heading=_("Gallery")),
    ]

    class Meta:
        verbose_name = _("solo profile")
        verbose_name_plural = _("solo profiles")


class SoloNetworkLink(Orderable):
    """Where else to find a solo."""

    page = ParentalKey(SoloProfilePage, on_delete=models.CASCADE, related_name="networks")
    label = models.CharField(_("network"), max_length=40)
    url = models.URLField(_("address"))


class SoloGalleryImage(Orderable):
    """A picture of a solo's work."""

    page = ParentalKey(SoloProfilePage, on_delete=models.CASCADE, related_name="gallery")
    image = models.ForeignKey(get_image_model_string(), models.CASCADE, related_name="+")
    caption = models.CharField(_("caption"), max_length=140, blank=True)
