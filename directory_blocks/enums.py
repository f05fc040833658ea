"""The closed choices of the plugin."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How exactly the public may know where something is."""

    EXACT = "exact", _("Exact address")
    COMMUNE = "commune", _("Commune only")


class EntryStatus(models.TextChoices):
    """What a reader must know at once of something that has a date."""

    CANCELLED = "cancelled", _("Cancelled")
    FULL = "full", _("Full")


class Sort(models.TextChoices):
    """Orders a list can be read in."""

    RELEVANCE = "relevance", _("Relevance")
    NAME = "name", _("Name")
    DISTANCE = "distance", _("Distance")
    UPDATED = "updated", _("Last updated")
    DATE = "date", _("Date")
