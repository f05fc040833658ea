"""Giving out a kept PDF."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags, quote_etag
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ..models.pdf import PdfFile
from .building import build_pdf

if TYPE_CHECKING:
    from ..models.printable import PrintableMixin


def serve_pdf(request: HttpRequest, page: "PrintableMixin", layout: str) -> HttpResponse:
    """The PDF of a page. Only the very first request for one that nobody has built waits for it."""
    record = PdfFile.objects.filter(page_id=page.pk, layout=layout).first()
    if record is None:
        record = build_pdf(page, layout)
    if not record.is_kept:
        return _missing()
    etag = quote_etag(record.digest)
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        try:
            body = record.read()
        except FileNotFoundError:
            record.delete()
            return serve_pdf(request, page, layout) if build_pdf(page, layout).is_kept else _missing()
        response = HttpResponse(body, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{file_name(page, layout)}"'
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True)
    return response


def file_name(page: "PrintableMixin", layout: str) -> str:
    """A name that says what the file is, in ASCII: ``soho-solo-gers-guide-fr.pdf``."""
    site = page.get_site()
    parts = [site.site_name if site else "", page.slug, page.locale.language_code]
    return f"{slugify('-'.join(part for part in parts if part))}.pdf"


def _missing() -> HttpResponse:
    text = _("This PDF is not ready yet. Please try again later; everything in it is on the page itself.")
    response = HttpResponse(text, status=HTTPStatus.SERVICE_UNAVAILABLE, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = "600"
    return response
