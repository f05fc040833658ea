"""The closed choices of the plugin."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wheelchair(models.TextChoices):
    """Access in a wheelchair, with the values of OpenStreetMap (https://wiki.openstreetmap.org/wiki/Key:wheelchair)."""

    YES = "yes", _("Yes")
    LIMITED = "limited", _("Limited")
    NO = "no", _("No")


class Freshness(models.TextChoices):
    """How long ago somebody confirmed what a page says, in periods of its type."""

    FRESH = "fresh", _("Confirmed lately")
    DUE = "due", _("To be confirmed")
    OVERDUE = "overdue", _("Long unconfirmed")


class Standing(models.TextChoices):
    """Where a page stands in lists."""

    LAST = "last", _("Last in lists")
    UNLISTED = "unlisted", _("In no list")
