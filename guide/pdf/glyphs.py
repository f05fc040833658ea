"""Which characters the PDF can draw: PDF/UA refuses a document with a single one that no font has."""

import re
import struct
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "fonts"
# Stands for emoji and for scripts that no font of ours has.
MISSING = "\ufffd"
# Pictures are drawn, not written.
_DRAWN = frozenset({"svg", "qr"})
# What joins, selects or directs characters has no look of its own: dropped with the character that it belongs to.
_UNDRAWABLE = re.compile(f"[{MISSING}][{MISSING}\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufff9-\ufffb]")


def drawable(content: Any) -> Any:
    """The same content, at any depth, with a mark in the place of each character that cannot be drawn."""
    if isinstance(content, str):
        return _drawable_text(content)
    if isinstance(content, dict):
        return {key: part if key in _DRAWN else drawable(part) for key, part in content.items()}
    if isinstance(content, list):
        return [drawable(part) for part in content]
    return content


def has_words(text: str) -> bool:
    """Whether there is anything to read: a heading of white space alone is none."""
    return any(char.isprintable() and not char.isspace() for char in text)


def _drawable_text(text: str) -> str:
    if text.isascii() and not _CONTROLS.search(text):
        return text
    known = covered()
    written = "".join(char if ord(char) in known else MISSING for char in _CONTROLS.sub("", text))
    return _UNDRAWABLE.sub(MISSING, written)


@cache
def covered() -> frozenset[int]:
    """The code points that every font of the layouts has, or the one that they all fall back to."""
    fallback = _characters(FONTS / "dejavu-sans.ttf")
    ours = [_characters(path) for path in FONTS.glob("solo-*.ttf")]
    # White space and marks without a look need no glyph.
    invisible = set(
        chain(range(0x2000, 0x2010), range(0x2028, 0x2030), range(0x2060, 0x2070), [9, 10, 0xA0, 0xAD, 0xFEFF])
    )
    return frozenset(fallback | set.intersection(*ours) | invisible | set(range(0xFE00, 0xFE10)))


def _characters(font: Path) -> set[int]:
    """What a TrueType font maps to glyphs (https://learn.microsoft.com/typography/opentype/spec/cmap)."""
    data = font.read_bytes()
    tables = {data[at : at + 4]: at for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)}
    cmap = struct.unpack_from(">I", data, tables[b"cmap"] + 8)[0]
    count = struct.unpack_from(">H", data, cmap + 2)[0]
    starts = {cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * number)[0] for number in range(count)}
    return set(chain.from_iterable(_subtable(data, start) for start in starts))


def _subtable(data: bytes, start: int) -> set[int]:
    kind = struct.unpack_from(">H", data, start)[0]
    if kind == 12:
        groups = struct.unpack_from(">I", data, start + 12)[0]
        ranges = [struct.unpack_from(">II", data, start + 16 + 12 * number) for number in range(groups)]
    elif kind == 4:
        segments = struct.unpack_from(">H", data, start + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", data, start + 14)
        begins = struct.unpack_from(f">{segments}H", data, start + 16 + 2 * segments)
        ranges = list(zip(begins, ends, strict=True))
    else:
        return set()
    return {code for first, last in ranges for code in range(first, last + 1)} - {0xFFFF}
