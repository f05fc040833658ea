"""Responsive pictures: which sizes a page needs of an image, made once, when it is published."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Picture

# Formats in the order browsers are offered them; Wagtail's brace syntax for several renditions of one image.
FORMATS = "format-{avif,webp,jpeg}"
# Named sets of sizes, so that the template and the hook that prepares a page ask for the same renditions.
SIZES = {
    "thumb": "fill-{160x160,320x320}",
    "card": "fill-{360x240,720x480}",
    "portrait": "fill-{240x240,480x480}-c100",
    "text": "max-{480x960,960x1440,1600x1600}",
}


def rendition_specs(size: str) -> list[str]:
    """The filter specifications of one of SIZES."""
    return Filter.expand_spec(f"{FORMATS}|{SIZES[size]}")


def make_renditions(image: AbstractImage | None, size: str) -> None:
    """Make what a page will ask for of ``image``, so that no visitor waits for it. An unreadable file makes nothing."""
    if image is None:
        return
    try:
        image.get_renditions(*rendition_specs(size))
    except (OSError, ValueError):
        return


def responsive_picture(image: AbstractImage, size: str, attributes: Mapping[str, Any]) -> Picture | None:
    """A ``<picture>`` in AVIF, WebP and JPEG with width and height; None where the file is gone."""
    try:
        renditions = image.get_renditions(*rendition_specs(size))
    except (OSError, ValueError):
        return None
    return Picture(_of_different_widths(renditions), dict(attributes))


def _of_different_widths(renditions: Mapping[str, AbstractRendition]) -> dict[str, AbstractRendition]:
    # Images are never enlarged: of a small one several sizes are the same, and HTML wants each width once per format.
    first: dict[tuple[str, int], str] = {}
    for spec, rendition in renditions.items():
        first.setdefault((Path(rendition.file.name).suffix, rendition.width), spec)
    return {spec: renditions[spec] for spec in first.values()}
