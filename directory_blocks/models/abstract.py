"""Mixins for page types of any plugin: a place, opening hours, a date of verification. Each brings its panels."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from ..enums import Precision
from .gazetteer import LATITUDE, LONGITUDE, Commune


class Point(NamedTuple):
    """A position in WGS 84 degrees."""

    latitude: float
    longitude: float


class LocatedMixin(models.Model):
    """
    Somewhere: a commune, an exact point where known, and how much of it the public may see.

    ``location`` is what the pin map writes (EWKT, ``SRID=4326;POINT(lng lat)``); ``latitude`` and ``longitude`` follow
    it. Whatever is shown or indexed is ``public_point``, never these.
    """

    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    location = models.CharField(_("exact position"), max_length=100, blank=True)
    latitude = models.FloatField(null=True, blank=True, editable=False, validators=LATITUDE)
    longitude = models.FloatField(null=True, blank=True, editable=False, validators=LONGITUDE)
    precision = models.CharField(_("shown to the public"), max_length=10, choices=Precision, default=Precision.EXACT)

    location_panels = [
        MultiFieldPanel([FieldPanel("commune"), FieldPanel("location"), FieldPanel("precision")], heading=_("Place"))
    ]

    class Meta:
        abstract = True

    @property
    def public_point(self) -> Point | None:
        """The point that may leave the server: the exact one, or the commune's."""
        if self.precision == Precision.EXACT and self.latitude is not None and self.longitude is not None:
            return Point(self.latitude, self.longitude)
        return Point(self.commune.latitude, self.commune.longitude) if self.commune else None


class OpeningHoursMixin(models.Model):
    """Opens and closes: an OSM ``opening_hours`` string (https://wiki.openstreetmap.org/wiki/Key:opening_hours)."""

    opening_hours = models.TextField(_("opening hours"), blank=True)

    class Meta:
        abstract = True


class VerifiedMixin(models.Model):
    """Somebody confirmed on a date that what the page says is true."""

    verified_on = models.DateField(_("last confirmed on"), null=True, blank=True)

    class Meta:
        abstract = True
