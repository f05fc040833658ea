"""Where in a text the words of a question stand: found as the index finds them, shown as they are written."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .base import SearchWord
from .words import WORD, index_tokens

# Space before the first word found, in characters: enough to see what it belongs to.
LEAD = 60


@lru_cache(maxsize=65536)
def _forms(written: str, language: str) -> frozenset[str]:
    """What the index holds of one word as it is written: a sign such as « ŀ » makes it several."""
    return frozenset(index_tokens(written, language))


def is_found(written: str, asked: SearchWord, language: str) -> bool:
    """Whether a word of a text answers one of a question."""
    forms = _forms(written, language)
    return not forms.isdisjoint(asked.variants) or (
        asked.prefix and any(form.startswith(asked.variants[0]) for form in forms)
    )


def places(text: str, asked: Sequence[SearchWord], language: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, number of the word asked for) of every word found in a text in Unicode's composed form (NFC)."""
    for match in WORD.finditer(text):
        for number, word in enumerate(asked):
            if is_found(match[0], word, language):
                yield match.start(), match.end(), number
                break


def found_in(text: str, asked: Sequence[SearchWord], language: str) -> set[int]:
    """The numbers of the words that stand in a text."""
    return {number for _start, _end, number in places(_composed(text), asked, language)}


def marked(text: str, asked: Sequence[SearchWord], language: str) -> SafeString:
    """The whole text as HTML, the words found in ``<mark>``."""
    text = _composed(text)
    return _marked(text, list(places(text, asked, language)))


def excerpt(text: str, asked: Sequence[SearchWord], language: str, length: int = 220) -> SafeString:
    """The part of a text (about ``length`` characters) where the words begin, as HTML with the words in ``<mark>``."""
    text = " ".join(_composed(text).split())
    found = list(places(text, asked, language))
    first = found[0][0] if found else 0
    start, end = _whole_words(text, max(0, first - LEAD), length)
    inside = [(left - start, right - start, number) for left, right, number in found if start <= left and right <= end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, _marked(text[start:end], inside), after)


def _composed(text: str) -> str:
    # A letter and its accent in two signs would be two words.
    return unicodedata.normalize("NFC", text)


def _whole_words(text: str, start: int, length: int) -> tuple[int, int]:
    if start and (space := text.find(" ", start, start + LEAD)) >= 0:
        start = space + 1
    end = start + length
    if end >= len(text):
        return start, len(text)
    return start, space if (space := text.rfind(" ", start, end)) > start else end


def _marked(text: str, found: Sequence[tuple[int, int, int]]) -> SafeString:
    pieces, last = [], 0
    for start, end, _number in found:
        pieces.append((text[last:start], text[start:end]))
        last = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[last:])
