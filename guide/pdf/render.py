"""The seam to Typst (https://typst.app/docs): a layout and its content in, the bytes of a PDF out."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from .glyphs import FONTS, drawable

HERE = Path(__file__).parent
LAYOUTS = HERE / "typst"


class PdfError(Exception):
    """The compiler refused the document; the message says why, for developers and editors to act on."""


def render(layout: str, content: dict[str, Any], changed_at: datetime) -> bytes:
    """
    Give the PDF/UA-1 (ISO 14289-1) of ``content`` set by ``typst/<layout>.typ``. The same content and time give the
    same bytes. Fonts are ours alone; what they
    cannot draw is marked as such. Raises PdfError where the content cannot be made an accessible PDF.
    """
    try:
        return typst.compile(
            str(LAYOUTS / f"{layout}.typ"),
            root=str(LAYOUTS),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"content": json.dumps(drawable(content), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=int(changed_at.timestamp()),
        )
    except typst.TypstError as error:
        hints = "".join(f" ({hint})" for hint in error.hints)
        raise PdfError(f"{error.message}{hints}") from error
