"""The content tree of a brochure."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, override

from directory_blocks.qr_codes import qr_svg

from .glyphs import has_words
from .headings import step_down
from .pictures import Picture, picture_of
from .rich_text import Node
from .shapes import Setting, block_node

if TYPE_CHECKING:
    from ..models import BrochurePage


def leaflet_content(brochure: "BrochurePage") -> dict[str, Any]:
    """The brochure in its own language: its cover, then its panels in reading order."""
    with override(brochure.locale.language_code):
        url = brochure.full_url or ""
        site = brochure.get_site()
        setting = Setting(brochure, site.root_url if site else "")
        return {
            "language": brochure.locale.language_code,
            "title": brochure.title,
            "subtitle": brochure.subtitle,
            "publisher": site.site_name if site else "",
            "url": url,
            "qr": qr_svg(url).decode() if url else "",
            "cover": cover(brochure),
            "panels": [_panel(block.value, setting) for block in brochure.body],
            "labels": {"qr": gettext("QR code to %(url)s")},
        }


def cover(brochure: "BrochurePage") -> Picture | None:
    """The picture of the cover, cut to the upper part of the panel."""
    image = brochure.cover_image
    return picture_of(image, "fill-1200x1300", brochure.title) if image else None


def _panel(value: Any, setting: Setting) -> Node:
    return {
        # A panel begins with a heading, whatever was typed there.
        "heading": value["heading"] if has_words(value["heading"]) else setting.page.title,
        "tone": value["tone"] or "paper",
        "blocks": step_down([node for block in value["content"] if (node := block_node(block, setting))]),
    }
