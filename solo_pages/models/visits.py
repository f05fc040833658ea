"""Views of profiles, a number a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyViews(models.Model):
    """How many visitors looked at a profile, in any of its languages, on one day (local date)."""

    translation_key = models.UUIDField()
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("views of a day")
        verbose_name_plural = _("views of days")
        constraints = [models.UniqueConstraint(fields=["translation_key", "day"], name="solo_views_once_a_day")]
        indexes = [models.Index(fields=["day"], name="solo_views_day")]

    def __str__(self) -> str:
        return f"{self.translation_key} {self.day}: {self.count}"
