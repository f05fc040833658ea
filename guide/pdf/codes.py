"""QR codes: the way from paper to a page."""

import segno


def qr_svg(address: str) -> str:
    """The QR code of an address as an SVG, dark on white with its quiet zone (ISO/IEC 18004)."""
    return segno.make(address, error="m", micro=False).svg_inline(dark="#17301f", light="#ffffff", border=4, scale=4)
