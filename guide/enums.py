"""The closed choices of the plugin."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalloutKind(models.TextChoices):
    """What a remark is for."""

    INFO = "info", _("Good to know")
    TIP = "tip", _("Tip")
    WARNING = "warning", _("Take care")
    EXAMPLE = "example", _("Example")

    @property
    def icon(self) -> str:
        """Name of its icon in the sprite."""
        return ICONS[self.value]


ICONS = {"info": "info", "tip": "lightbulb", "warning": "triangle-alert", "example": "message-circle"}


class PanelTone(models.TextChoices):
    """The ground of a brochure's panel."""

    PAPER = "paper", _("White")
    SAND = "sand", _("Sand")
    SKY = "sky", _("Sky")
    VINE = "vine", _("Vine green, text in white")
