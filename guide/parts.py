"""The named parts of a guide, each begun by the chapter that carries its name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import ChapterPage


@dataclass(slots=True)
class GuidePart:
    """Chapters that follow one another; ``title`` is empty before the first name, ``first`` the number of the first."""

    title: str
    first: int
    chapters: list["ChapterPage"] = field(default_factory=list)

    @property
    def numbered(self) -> Iterator[tuple[int, "ChapterPage"]]:
        """Its chapters with their numbers, which run through the whole guide."""
        return enumerate(self.chapters, start=self.first)


def in_parts(chapters: Iterable["ChapterPage"]) -> list[GuidePart]:
    """The chapters, in the order given, by part; a guide without names is one part without a title."""
    parts: list[GuidePart] = []
    for number, chapter in enumerate(chapters, start=1):
        if chapter.part or not parts:
            parts.append(GuidePart(chapter.part, number))
        parts[-1].chapters.append(chapter)
    return parts
