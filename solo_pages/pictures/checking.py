"""What is taken for a picture when somebody uploads a file, and what is said of everything else."""

import re
import zipfile
from io import BytesIO
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from .metadata import SAVE_OPTIONS, format_of, written_back

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "GIF": "gif"}
# No picture has these words in it; a file made to be read as a page or a program by somebody else has.
FOREIGN = (b"<script", b"<?php", b"<!doctype", b"<iframe", b"javascript:")
PDF, PDF_WITHIN = b"%PDF-", 1024
CHUNK = 1024 * 1024
# How files of the formats in SAVE_OPTIONS begin, whole or not.
BEGINNING = re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|....ftypavi", re.DOTALL)


class CheckedPicture(ContentFile):
    """A picture whose pixels were all read and written anew: it is whole, still, and holds nothing else."""

    width: int
    height: int


def checked_picture(
    file: IO[bytes], *, name: str = "picture", smallest: int = 0, moving: bool = False
) -> CheckedPicture:
    """
    The picture in an uploaded ``file``, upright, without metadata, called ``name`` with the ending of its format.

    Raises ValidationError, in words for the person who chose the file, where it is none, is damaged, moves (unless
    ``moving``), has fewer than ``smallest`` pixels a side, or is more than ``WAGTAILIMAGES_MAX_UPLOAD_SIZE`` (bytes) or
    ``WAGTAILIMAGES_MAX_IMAGE_PIXELS`` allow. Nothing the size of the picture is put into memory before its size is
    known.
    """
    _check_size(file)
    with _opened(file) as picture:
        _check_measures(picture, smallest, moving=moving)
        _check_nothing_else(file)
        image_format = format_of(picture)
        try:
            content = written_back(picture, image_format)
        except Exception:  # the decoders raise whatever comes
            raise damaged() from None
    checked = CheckedPicture(content, name=f"{name}.{EXTENSIONS[image_format]}")
    with Image.open(BytesIO(content)) as upright:
        checked.width, checked.height = upright.size
    return checked


def _opened(file: IO[bytes]) -> Image.Image:
    file.seek(0)
    try:
        return Image.open(file, formats=list(SAVE_OPTIONS))
    except UnidentifiedImageError:
        raise _unknown(file) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception:
        raise damaged() from None


def _limit(name: str, default: int) -> int | None:
    # Wagtail's own settings and defaults: None is no limit.
    return getattr(settings, name, default)


def _check_size(file: IO[bytes]) -> None:
    limit = _limit("WAGTAILIMAGES_MAX_UPLOAD_SIZE", 10 * 1024 * 1024)
    size = file.seek(0, 2)
    if not size:
        raise ValidationError(_("This file is empty."), code="empty")
    if limit is not None and size > limit:
        message = _("This file has %(size)s; %(limit)s at most are possible. Please choose a smaller picture.")
        raise ValidationError(
            message % {"size": filesizeformat(size), "limit": filesizeformat(limit)}, code="file_too_large"
        )


def _check_nothing_else(file: IO[bytes]) -> None:
    """Refuse what is also a page, a program, a PDF or an archive, though nothing of these would be kept."""
    where = file.tell()
    file.seek(0)
    suspicious = PDF in file.read(PDF_WITHIN)
    file.seek(0)
    before = b""
    while not suspicious and (chunk := file.read(CHUNK)):
        text = (before + chunk).lower()
        suspicious = any(word in text for word in FOREIGN)
        before = text[-16:]
    suspicious = suspicious or zipfile.is_zipfile(file)
    file.seek(where)
    if suspicious:
        raise ValidationError(
            _("This file is not only a picture. Please save the picture anew, as JPEG for example."), code="polyglot"
        )


def _check_measures(picture: Image.Image, smallest: int, *, moving: bool) -> None:
    limit = _limit("WAGTAILIMAGES_MAX_IMAGE_PIXELS", 128 * 1_000_000)
    if limit is not None and picture.width * picture.height > limit:
        raise _too_many_pixels()
    if min(picture.size) < max(smallest, 1):
        message = _("This picture has %(width)s × %(height)s pixels: it needs %(least)s a side at least.")
        raise ValidationError(
            message % {"width": picture.width, "height": picture.height, "least": smallest}, code="too_small"
        )
    # Some cameras put a second view of the same moment behind a photograph: it is left away.
    if getattr(picture, "is_animated", False) and picture.format != "MPO" and not moving:
        raise ValidationError(_("This picture moves. Please choose one that stands still."), code="animated")


def _unknown(file: IO[bytes]) -> ValidationError:
    file.seek(0)
    if BEGINNING.match(file.read(16)):
        return damaged()
    if _is_drawing(file):
        message = _("This is an SVG drawing, which may hold programs. Please save it as PNG.")
        return ValidationError(message, code="drawing")
    message = _("This is no picture that can be shown here. JPEG, PNG, WebP and AVIF are possible.")
    return ValidationError(message, code="unknown_format")


def _is_drawing(file: IO[bytes]) -> bool:
    file.seek(0)
    start = file.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in start


def damaged() -> ValidationError:
    """What is said of a picture that cannot be read to its end."""
    return ValidationError(
        _("This picture is damaged or was cut off on its way. Please choose it again, or another one."), code="damaged"
    )


def _too_many_pixels() -> ValidationError:
    limit = _limit("WAGTAILIMAGES_MAX_IMAGE_PIXELS", 128 * 1_000_000) or 0
    message = _("This picture has too many pixels; %(limit)s million at most are possible. Please make it smaller.")
    return ValidationError(message % {"limit": limit // 1_000_000}, code="too_many_pixels")
