"""PO files from outside: what cannot be taken is refused with its reason before anything is changed."""

import tempfile
from pathlib import Path
from typing import Any

import polib
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import upload_pofile

# A catalogue of one page; the largest guide of ours has some 200 kB.
MAX_BYTES = 5 * 1024 * 1024
ID = "X-WagtailLocalize-TranslationID"


@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Import a PO file as wagtail-localize does, which asks who may; alone, it fails on files that it did not write."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if problem := problem_of(request.FILES.get("file"), translation):
        messages.error(request, problem)
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    request.FILES["file"].seek(0)
    return upload_pofile(request, translation_id)


def problem_of(file: UploadedFile | None, translation: Translation) -> str:
    """Say why ``file`` cannot be imported into ``translation``; empty where it can."""
    if file is None:
        return _("Choose a PO file.")
    if file.size > MAX_BYTES:
        return _("The file is larger than 5 MB: it is not the catalogue of a page.")
    try:
        catalogue = _parsed(file.read())
    except (OSError, ValueError, IndexError):
        return _("This is no PO file, or it is damaged: nothing was imported.")
    if catalogue.metadata.get(ID) != str(translation.uuid):
        return _("This PO file is not of this page and language: nothing was imported.")
    return ""


def _parsed(data: bytes) -> Any:
    # polib takes a text for the name of a file where there is one of that name.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "upload.po")
        path.write_bytes(data)
        return polib.pofile(str(path))
