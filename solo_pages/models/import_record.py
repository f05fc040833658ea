"""What the import last wrote, so that the next one can tell an editor's change from the source's."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class ImportRecord(models.Model):
    """
    The values a file last gave a page: field name → canonical value (``importing.values`` for places,
    ``event_import.values`` for meetings).

    A field that differs from it was changed by an editor. ``revision`` is the number of the revision that the import
    saved: a later draft is an editor's, and is not published by an import.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="import_record")
    values = models.JSONField(default=dict)
    revision = models.PositiveBigIntegerField(null=True, blank=True)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("import record")
        verbose_name_plural = _("import records")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.imported_at}"
