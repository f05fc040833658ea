"""Mixins for page types of any plugin: a place, opening hours, a date of verification. Each brings its panels."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from ..enums import Precision
from ..location.forms import LocatedPageForm
from ..location.parsing import Point, canonical_location, parse_location
from ..location.widgets import PinMap
from ..opening_hours.fields import OpeningHoursField
from .gazetteer import LATITUDE, LONGITUDE, Commune


class LocatedMixin(models.Model):
    """
    Somewhere: a commune, an exact point where known, and how much of it the public may see.

    ``location`` is what the pin map writes (EWKT, ``SRID=4326;POINT(lng lat)``); ``latitude`` and ``longitude`` follow
    it whenever an object is checked or saved, so also when a revision is published. Only ``QuerySet.update`` and
    ``bulk_create`` go past that: call ``derive_point`` first. Whatever is shown or indexed is ``public_point``, never
    these.
    """

    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    location = models.CharField(_("exact position"), max_length=100, blank=True)
    latitude = models.FloatField(null=True, blank=True, editable=False, validators=LATITUDE)
    longitude = models.FloatField(null=True, blank=True, editable=False, validators=LONGITUDE)
    precision = models.CharField(_("shown to the public"), max_length=10, choices=Precision, default=Precision.EXACT)

    base_form_class = LocatedPageForm
    location_panels = [
        MultiFieldPanel(
            [
                FieldPanel("commune", help_text=_("Search by name, former name or postcode; the map then goes there.")),
                FieldPanel(
                    "location",
                    widget=PinMap,
                    help_text=_("Click on the map to put the pin. Without a pin, the commune's own point is shown."),
                ),
                FieldPanel(
                    "precision",
                    help_text=_("With “Commune only” the exact position never leaves the site."),
                ),
            ],
            heading=_("Place"),
        )
    ]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the coordinates in step with the location."""
        self.derive_point()
        if (fields := kwargs.get("update_fields")) is not None and "location" in fields:
            kwargs["update_fields"] = {*fields, "latitude", "longitude"}
        return super().save(*args, **kwargs)

    def clean(self) -> None:
        """The location is a position or nothing; "latitude, longitude" becomes what is kept."""
        super().clean()
        try:
            self.location = canonical_location(self.location)
        except ValidationError as error:
            raise ValidationError({"location": error.messages}) from None
        self.derive_point()

    def derive_point(self) -> None:
        """Take latitude and longitude from the location; none from one that is empty or cannot be read."""
        point = None
        with suppress(ValidationError):
            point = parse_location(self.location)
        self.latitude, self.longitude = point or (None, None)

    @property
    def public_point(self) -> Point | None:
        """The point that may leave the server: the exact one, or the commune's."""
        if self.precision == Precision.EXACT and self.latitude is not None and self.longitude is not None:
            return Point(self.latitude, self.longitude)
        return Point(self.commune.latitude, self.commune.longitude) if self.commune else None


class OpeningHoursMixin(models.Model):
    """Opens and closes: an OSM ``opening_hours`` string (https://wiki.openstreetmap.org/wiki/Key:opening_hours)."""

    opening_hours = OpeningHoursField(_("opening hours"), blank=True)

    class Meta:
        abstract = True


class VerifiedMixin(models.Model):
    """Somebody confirmed on a date that what the page says is true."""

    verified_on = models.DateField(_("last confirmed on"), null=True, blank=True)

    class Meta:
        abstract = True
