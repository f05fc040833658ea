"""The closed choices of the plugin."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Wheelchair(models.TextChoices):
    """Access in a wheelchair, with the values of OpenStreetMap (https://wiki.openstreetmap.org/wiki/Key:wheelchair)."""

    YES = "yes", _("Yes")
    LIMITED = "limited", _("Limited")
    NO = "no", _("No")
