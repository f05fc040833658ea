"""The contract between a file format and the import, and the formats known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import ImproperlyConfigured

from ..columns import REQUIRED
from ..decoding import DecodedFile
from ..errors import UnreadableFile


@dataclass(frozen=True, slots=True)
class Row:
    """
    One place as the file has it: column name → cell. ``where`` says in the reader's words where it stands (``line 3``).

    ``problem`` is set where the row cannot be read at all; ``notes`` are what the reader should look at.
    """

    where: str
    cells: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    notes: tuple[str, ...] = ()


class PlaceFormat:
    """
    A file format of places. ``recognises`` looks at a file and says whether it is evidently of this format;
    ``rows`` reads it; ``write`` is there for formats that can be exported too.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    # What stands for data_source and data_licence where the file has no such columns.
    data_source: ClassVar[str] = ""
    data_licence: ClassVar[str] = ""
    # Formats of a higher rank are asked first.
    rank: ClassVar[int] = 0
    writes: ClassVar[bool] = False

    def recognises(self, file: DecodedFile) -> bool:
        """Whether the file is evidently of this format; never raises."""
        raise NotImplementedError

    def rows(self, file: DecodedFile) -> Iterator[Row]:
        """Each place of the file, in its order. Raises UnreadableFile where nothing can be taken from the file."""
        raise NotImplementedError

    def unused(self, file: DecodedFile) -> list[str]:
        """Columns of the file that the import does not use."""
        return []

    def write(self, places: Iterable[dict[str, Any]]) -> str:
        """The text of a file that holds these places (column name → cell)."""
        raise NotImplementedError


_formats: dict[str, PlaceFormat] = {}


def register_format(place_format: type[PlaceFormat]) -> type[PlaceFormat]:
    """Class decorator: make a format known. Raises ImproperlyConfigured where its key is taken."""
    if place_format.key in _formats:
        raise ImproperlyConfigured(f"A format with the key {place_format.key!r} is registered already.")
    _formats[place_format.key] = place_format()
    return place_format


def registered_formats() -> dict[str, PlaceFormat]:
    """All formats, by key."""
    return dict(sorted(_formats.items()))


def detect_format(file: DecodedFile) -> PlaceFormat:
    """The format that a file evidently is of. Raises UnreadableFile where none is."""
    for place_format in sorted(_formats.values(), key=lambda known: -known.rank):
        if place_format.recognises(file):
            return place_format
    raise UnreadableFile(
        f"It is not evident which format this is. Say which with --format: {', '.join(sorted(_formats))}."
    )


def require_columns(found: Iterable[str], required: Iterable[str] = REQUIRED) -> None:
    """Raise UnreadableFile, naming what is missing, what is expected and what was found."""
    found, required = list(found), list(required)
    if missing := [name for name in required if name not in found]:
        raise UnreadableFile(
            f"Missing columns: {', '.join(missing)}. Expected: {', '.join(required)} (all columns: --help). "
            f"Found: {', '.join(name[:40] for name in found[:30]) or 'none'}."
        )
