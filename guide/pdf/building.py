"""Making PDFs when content changes: a build that fails keeps the last good file and says why."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from ..models.pdf import PdfFile
from .render import LAYOUTS, PdfError, render

if TYPE_CHECKING:
    from ..models.printable import PrintableMixin

logger = logging.getLogger(__name__)
FOLDER = "pdf"

_paused: ContextVar[bool] = ContextVar("building_paused", default=False)


@contextmanager
def building_paused() -> Iterator[None]:
    """Publish many pages without a build for each: build afterwards (``manage.py build_pdfs``)."""
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


def is_paused() -> bool:
    """Whether builds are put off."""
    return _paused.get()


def build_pdf(page: "PrintableMixin", layout: str) -> PdfFile:
    """Bring the PDF of a page up to date; nothing is made where its content is what it was. Gives its record."""
    record, _created = PdfFile.objects.get_or_create(page_id=page.pk, layout=layout)
    try:
        content = page.pdf_content()
        digest = digest_of(content, layout)
        if record.is_kept and record.digest == digest and not record.error:
            return record
        made = render(layout, content, page.pdf_changed_at())
    except PdfError as error:
        logger.error("No new PDF (%s) of page %s: %s", layout, page.pk, error)
        PdfFile.objects.filter(pk=record.pk).update(error=str(error), failed_at=timezone.now())
    except Exception as error:
        # Content that a host's own block cannot give must not break the publication that asked for a PDF.
        logger.exception("No new PDF (%s) of page %s.", layout, page.pk)
        PdfFile.objects.filter(pk=record.pk).update(error=type(error).__name__, failed_at=timezone.now())
    else:
        _keep(record, digest, made)
    record.refresh_from_db()
    return record


def digest_of(content: dict[str, Any], layout: str) -> str:
    """What a PDF follows from: its content and the layouts."""
    digest = sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode())
    for path in sorted(LAYOUTS.glob("*.typ")):
        digest.update(path.read_bytes())
    digest.update(layout.encode())
    return digest.hexdigest()


def _keep(record: PdfFile, digest: str, made: bytes) -> None:
    old = record.name
    name = default_storage.save(f"{FOLDER}/{record.page_id}/{record.layout}-{digest[:12]}.pdf", ContentFile(made))
    PdfFile.objects.filter(pk=record.pk).update(
        digest=digest, name=name, size=len(made), built_at=timezone.now(), error="", failed_at=None
    )
    if old and old != name:
        transaction.on_commit(partial(forget_file, old), robust=True)


def forget_file(name: str) -> None:
    """Delete a file that no record names any more."""
    with suppress(FileNotFoundError):
        default_storage.delete(name)
