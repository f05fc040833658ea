"""A place where a newcomer gets something done."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page

from directory_blocks.models import Term
from directory_blocks.models.abstract import LocatedMixin, OpeningHoursMixin, VerifiedMixin


class ServicePointPage(LocatedMixin, OpeningHoursMixin, VerifiedMixin, Page):
    """A service point: an office, a shop, a school, a workspace."""

    categories = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name=_("categories"),
        limit_choices_to={"vocabulary": "category"},
    )
    features = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name=_("equipment"),
        limit_choices_to={"vocabulary": "feature"},
    )
    languages = ParentalManyToManyField(
        Term,
        blank=True,
        related_name="+",
        verbose_name=_("languages spoken"),
        limit_choices_to={"vocabulary": "language"},
    )
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    newcomers_get = models.TextField(_("what newcomers get here"), blank=True, help_text=_("One a line."))
    street_address = models.CharField(_("street address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    wheelchair = models.CharField(
        _("wheelchair access"),
        max_length=10,
        blank=True,
        choices=[("yes", _("Yes")), ("limited", _("Limited")), ("no", _("No"))],
    )
    access_notes = models.TextField(_("access for disabled people"), blank=True)
    appointment_only = models.BooleanField(_("by appointment only"), default=False)
    photo = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )
    external_id = models.CharField(_("identifier at the source"), max_length=100, blank=True, db_index=True)
    data_source = models.CharField(_("source"), max_length=200, blank=True)
    data_licence = models.CharField(_("licence"), max_length=100, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("description"), *LocatedMixin.location_panels]

    class Meta:
        verbose_name = _("service point")
        verbose_name_plural = _("service points")
