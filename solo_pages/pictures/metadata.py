"""Photographs carry where and when they were taken; a home worker's must not."""

from io import BytesIO
from typing import IO, Any

from PIL import Image, ImageOps, UnidentifiedImageError

# What each format is written back with; a format that is not here is refused by the image field or has no metadata.
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 92, "optimize": True, "progressive": True, "subsampling": 0},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92, "method": 4},
    "AVIF": {"quality": 85},
    "GIF": {"save_all": True},
}
# Keys of Pillow's ``Image.info`` under which a format keeps text, EXIF, XMP, IPTC or a maker's blocks.
HARMLESS_INFO = {"transparency", "background", "duration", "loop", "gamma", "dpi"}


def without_metadata(file: IO[bytes]) -> bytes | None:
    """
    The same picture, upright, with its colour profile and nothing else that a camera or a program wrote into it.

    Returns None where the file is no picture that Pillow knows (an SVG) or of a format that is not written back.
    """
    file.seek(0)
    try:
        with Image.open(file) as picture:
            image_format = format_of(picture)
            return written_back(picture, image_format) if image_format in SAVE_OPTIONS else None
    except UnidentifiedImageError:
        return None
    finally:
        file.seek(0)


def format_of(picture: Image.Image) -> str:
    """The format a picture is written back in: a JPEG with a second view behind it (MPO) is a JPEG."""
    return "JPEG" if picture.format == "MPO" else picture.format or ""


def written_back(picture: Image.Image, image_format: str) -> bytes:
    """Write the pixels anew, and of the rest what showing them needs. Raises what Pillow does for damaged ones."""
    options = dict(SAVE_OPTIONS[image_format])
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    if getattr(picture, "is_animated", False) and picture.format == image_format:
        options["save_all"] = True
    else:
        picture = ImageOps.exif_transpose(picture)
    picture.load()
    picture.info = {key: value for key, value in picture.info.items() if key in HARMLESS_INFO}
    if image_format == "GIF":
        options["comment"] = b""
    written = BytesIO()
    picture.save(written, image_format, **options)
    return written.getvalue()
