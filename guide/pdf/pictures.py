"""Pictures in the content tree, which then is all that a PDF needs: no file is read while it is made."""

from base64 import b64encode
from typing import TypedDict

from wagtail.images.models import AbstractImage


class Picture(TypedDict):
    """An SVG around a JPEG, what it shows, and its height by its width."""

    svg: str
    alt: str
    ratio: float


def picture_of(image: AbstractImage | None, spec: str, fallback_alt: str) -> Picture | None:
    """A rendition of an image; None where there is none or its file is gone."""
    if image is None:
        return None
    try:
        rendition = image.get_rendition(f"{spec}|format-jpeg|jpegquality-82")
        with rendition.file.open() as file:
            data = b64encode(file.read()).decode()
    except (OSError, ValueError):
        return None
    width, height = rendition.width, rendition.height
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )
    return {"svg": svg, "alt": getattr(image, "default_alt_text", "") or fallback_alt, "ratio": height / width}
