"""What the plugin adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from .models import PdfFile


class FailedPdfsPanel(Component):
    """PDFs that could not be made from what was published last, with the reason."""

    name = "failed_pdfs"
    template_name = "guide/admin/failed_pdfs.html"
    order = 50

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add ``failed``."""
        context = super().get_context_data(parent_context) or {}
        return {**context, "failed": PdfFile.objects.exclude(error="").select_related("page__locale")}


@hooks.register("construct_homepage_panels")
def show_failed_pdfs(request: HttpRequest, panels: list[Component]) -> None:
    """Tell editors first."""
    if PdfFile.objects.exclude(error="").exists():
        panels.append(FailedPdfsPanel())
