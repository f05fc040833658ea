"""Pages that wait to be confirmed: where they stand in lists meanwhile, and what was written about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import Standing


class FreshnessRecord(models.Model):
    """
    One page, with its translations, that is due; there is none for a fresh one.

    The index reads where pages stand from here and not from the calendar: so no page leaves the lists before its
    owner was told, and the index only changes when something is written.
    """

    translation_key = models.UUIDField(unique=True)
    # The key of its entry source.
    source = models.CharField(max_length=50)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.LAST)
    asked_on = models.DateField(_("last asked on"), null=True, blank=True)
    warned_on = models.DateField(_("told of leaving the lists on"), null=True, blank=True)

    class Meta:
        verbose_name = _("page to be confirmed")
        verbose_name_plural = _("pages to be confirmed")

    def __str__(self) -> str:
        return f"{self.source} {self.translation_key}: {self.standing}"
