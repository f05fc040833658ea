"""Which PDFs of pages are kept, and how their last build went."""

from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PdfFile(models.Model):
    """
    The last good PDF of a page in one layout. ``digest`` is that of the content and layout it was made from; after a
    build that failed, ``error`` says why and the file stays.
    """

    page = models.ForeignKey(Page, models.CASCADE, related_name="pdf_files")
    layout = models.CharField(max_length=20)
    digest = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200, blank=True)
    size = models.PositiveIntegerField(default=0)
    built_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        verbose_name = _("PDF")
        verbose_name_plural = _("PDFs")
        constraints = [models.UniqueConstraint(fields=["page", "layout"], name="guide_pdffile_once")]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.layout}"

    @property
    def is_kept(self) -> bool:
        """Whether there is a file to serve."""
        return bool(self.name)

    def read(self) -> bytes:
        """The PDF. Raises FileNotFoundError where the storage has lost it."""
        with default_storage.open(self.name) as file:
            return file.read()
