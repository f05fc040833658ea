"""The gazetteer: territories, their communes and the names these are known by."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..conf import directory_settings
from ..gazetteer.names import normalize_name
from ..gazetteer.outline import bounding_box, outline_geometry
from ..gazetteer.search import CommuneQuerySet
from ..geometry import BBox

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class TerritoryQuerySet(models.QuerySet):
    """Territories, and the one that this site starts from."""

    def default(self) -> "Territory | None":
        """The territory of the settings (``TERRITORY``), else the first one loaded; None before any is."""
        if code := directory_settings.TERRITORY:
            return self.filter(code=code).first()
        return self.order_by("pk").first()


class Territory(models.Model):
    """An area that one portal serves: a département, a county, an island."""

    code = models.SlugField(_("code"), max_length=20, unique=True, help_text=_("ISO 3166-2 where there is one: FR-32."))
    name = models.CharField(_("name"), max_length=100)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1: its public holidays apply."))
    timezone = models.CharField(_("time zone"), max_length=50, default="Europe/Paris")
    outline = models.JSONField(_("outline"), null=True, blank=True, help_text=_("GeoJSON geometry, WGS 84."))
    credits = models.TextField(_("credits"), blank=True, help_text=_("Sources and licences, one a line."))

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("territory")
        verbose_name_plural = _("territories")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Country, time zone and outline are such as evaluation and maps can use."""
        super().clean()
        errors: dict[str, str] = {}
        if not (len(self.country) == 2 and self.country.isascii() and self.country.isupper()):
            errors["country"] = _("Write two capital letters, such as FR.")
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            errors["timezone"] = _("Write a time zone such as Europe/Paris.")
        try:
            self.outline = outline_geometry(self.outline) if self.outline else None
        except ValueError as error:
            errors["outline"] = str(error)
        if errors:
            raise ValidationError(errors)

    @property
    def bbox(self) -> BBox | None:
        """The box around the outline, in degrees."""
        return bounding_box(self.outline) if self.outline else None


class Intercommunality(models.Model):
    """A group of communes (EPCI in France)."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="intercommunalities")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=150)

    class Meta:
        ordering = ["name"]
        verbose_name = _("intercommunality")
        verbose_name_plural = _("intercommunalities")
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="directory_intercommunality_code")]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A municipality; its INSEE code is what other data joins on. The point is WGS 84 degrees, inside the commune."""

    territory = models.ForeignKey(Territory, models.CASCADE, related_name="communes")
    intercommunality = models.ForeignKey(
        Intercommunality, models.SET_NULL, null=True, blank=True, related_name="communes"
    )
    code = models.CharField(_("INSEE code"), max_length=20)
    name = models.CharField(_("name"), max_length=150)
    postcodes = models.CharField(_("postcodes"), max_length=200, blank=True, help_text=_("Separated by spaces."))
    district = models.CharField(_("district"), max_length=100, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), validators=LONGITUDE)
    search_name = models.CharField(max_length=150, editable=False, db_index=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        ordering = ["search_name"]
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        constraints = [models.UniqueConstraint(fields=["territory", "code"], name="directory_commune_code")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the searchable form of the name in step with the name."""
        self.search_name = normalize_name(self.name)
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """The name with the first postcode, which tells namesakes apart: "Saint-Clar (32380)"."""
        return f"{self.name} ({(self.postcodes or self.code).split()[0]})"


class CommuneAlias(models.Model):
    """Another name of a commune: a former or delegated commune, an old spelling."""

    commune = models.ForeignKey(Commune, models.CASCADE, related_name="aliases")
    code = models.CharField(_("code"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=150)
    search_name = models.CharField(max_length=150, editable=False, db_index=True)

    class Meta:
        ordering = ["search_name"]
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        constraints = [models.UniqueConstraint(fields=["commune", "name"], name="directory_alias_name")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the searchable form of the name in step with the name."""
        self.search_name = normalize_name(self.name)
        super().save(*args, **kwargs)
