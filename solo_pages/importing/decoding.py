"""Bytes of a file to text, whatever wrote them."""

import codecs
from dataclasses import dataclass

from .errors import UnreadableFile

MAX_BYTES = 50_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class DecodedFile:
    """Text of a file, its name and the encoding it was read in (``guessed`` where nothing in the file said so)."""

    name: str
    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, name: str) -> DecodedFile:
    """Read UTF-8 (with or without mark), UTF-16 with a mark, else Windows-1252. Raises UnreadableFile."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"The file has {len(data):,} bytes; {MAX_BYTES:,} are the most that is read.")
    decoded = _decode(data, name)
    if not decoded.text.strip():
        raise UnreadableFile("The file is empty.")
    if "\0" in decoded.text:
        raise UnreadableFile(
            "The file holds null bytes: it is not text. Save it as text in UTF-8: CSV, GeoJSON or iCalendar."
        )
    return decoded


def _decode(data: bytes, name: str) -> DecodedFile:
    encoding = next((codec for mark, codec in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return DecodedFile(name, data.decode(encoding), encoding.removesuffix("-sig").upper())
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise UnreadableFile(f"The file says that it is {encoding}, but is not.") from error
    try:
        return DecodedFile(name, data.decode("cp1252"), "Windows-1252", guessed=True)
    except UnicodeDecodeError:
        return DecodedFile(name, data.decode("latin-1"), "ISO 8859-1", guessed=True)
