"""Finding a chapter and a heading inside one guide."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from directory_blocks.query import EntryQuery
from directory_blocks.search import SearchWord, search_words
from directory_blocks.search.excerpts import excerpt, found_in, marked

from .sections import Section, sections_of

if TYPE_CHECKING:
    from .models import ChapterPage, GuidePage

SECTIONS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A heading below which the words stand, and where; HTML with the words marked."""

    heading: SafeString
    anchor: str
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class FoundChapter:
    """A chapter that has all the words."""

    chapter: "ChapterPage"
    title: SafeString
    summary: SafeString
    # Where the words stand before the first heading.
    excerpt: SafeString = field(default_factory=lambda: mark_safe(""))
    sections: tuple[FoundSection, ...] = ()


def search_chapters(guide: "GuidePage", chapters: Sequence["ChapterPage"], text: str) -> list[FoundChapter]:
    """
    The chapters that have all words of ``text``, best first, each with the headings to go to. One query, for the index
    knows which chapters these are; ``chapters`` come with their bodies.
    """
    asked = search_words(text)
    query = EntryQuery(locale=guide.locale, sources=("chapter",), text=text)
    by_key = {chapter.translation_key: chapter for chapter in chapters}
    keys = query.ordered().filter(translation_key__in=list(by_key)).values_list("translation_key", flat=True)
    return [_found(by_key[key], asked, guide.locale.language_code) for key in keys]


def _found(chapter: "ChapterPage", asked: Sequence[SearchWord], language: str) -> FoundChapter:
    first, *rest = _telling(sections_of(chapter.body), asked, language) or [Section()]
    if first.anchor:
        first, rest = Section(), [first, *rest]
    return FoundChapter(
        chapter,
        title=marked(chapter.title, asked, language),
        summary=marked(chapter.summary, asked, language),
        excerpt=excerpt(first.text, asked, language),
        sections=tuple(
            FoundSection(
                marked(section.heading, asked, language), section.anchor, excerpt(section.text, asked, language)
            )
            for section in rest
        ),
    )


def _telling(sections: Sequence[Section], asked: Sequence[SearchWord], language: str) -> list[Section]:
    """The sections with the most of the words, in the order of the chapter; none where the words are elsewhere."""
    counted = [(len(found_in(f"{s.heading}\n{s.text}", asked, language)), s) for s in sections]
    most = max((count for count, _section in counted), default=0)
    return [section for count, section in counted if count == most][:SECTIONS_SHOWN] if most else []
