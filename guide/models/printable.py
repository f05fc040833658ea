"""Pages that are also a PDF."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from wagtail.contrib.routable_page.models import path

from directory_blocks.page_files import FileRoutesMixin

from ..pdf.serving import serve_pdf


class PrintableMixin(FileRoutesMixin, models.Model):
    """
    A page with a PDF at ``<slug>.pdf`` below its own address, made when its content changes and kept.

    ``pdf_layouts``: names of ``guide/pdf/typst/*.typ`` by the variant that the address asks for (``?variant=``).
    """

    pdf_layouts: ClassVar[dict[str, str]]

    class Meta:
        abstract = True

    def pdf_content(self) -> dict[str, Any]:
        """Everything that the PDF says, as data that JSON can hold."""
        raise NotImplementedError

    def pdf_changed_at(self) -> datetime:
        """The date of the PDF: when its content last changed."""
        raise NotImplementedError

    @property
    def pdf_path(self) -> str:
        """The PDF's address below the page's own."""
        return f"{self.slug}.pdf"

    def get_route_paths(self) -> list[str]:
        """The addresses that lead on when the page is renamed or moved: its own and that of its PDF."""
        slug = self.url_path.rstrip("/").rpartition("/")[2]
        return [*super().get_route_paths(), f"/{slug}.pdf"]

    @path("<slug:name>.pdf", name="pdf")
    def pdf_route(self, request: HttpRequest, name: str) -> HttpResponse:
        """Give the PDF; 304 to whoever has it."""
        layout = self.pdf_layouts.get(request.GET.get("variant", ""))
        if layout is None:
            raise Http404
        if name != self.slug:
            # The page was called so once, or is in another language.
            return HttpResponsePermanentRedirect(f"{self.get_url(request)}{self.pdf_path}")
        return serve_pdf(request, self, layout)
