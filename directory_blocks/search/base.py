"""The seam between the finding engine and whatever searches text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..querysets import EntryQuerySet


@dataclass(frozen=True, slots=True)
class SearchWord:
    """
    One word of a question: any of its variants will do. ``variants[0]`` is the word as written (folded); with
    ``prefix`` it may also be the beginning of a word.
    """

    variants: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class EntryDocument:
    """What the text index holds of one entry: folded and stemmed tokens, the heaviest part first."""

    entry_id: int
    locale_id: int
    title: Sequence[str]
    summary: Sequence[str]
    body: Sequence[str]


class SearchBackend(Protocol):
    """
    Searches the text of entries. Choose another by its dotted path in the setting ``SEARCH_BACKEND``.

    ``index`` and ``remove`` are called inside the transaction that writes the entries. Deleting an entry through
    Django's ORM removes its text by itself.
    """

    def index(self, documents: Iterable[EntryDocument]) -> None:
        """Write or replace the documents."""

    def remove(self, entry_ids: Iterable[int]) -> None:
        """Forget the entries."""

    def filter(self, entries: EntryQuerySet, words: Sequence[SearchWord], locale_id: int) -> EntryQuerySet:
        """Keep the entries of a locale that have every word."""

    def rank(self, entries: EntryQuerySet, words: Sequence[SearchWord], locale_id: int) -> EntryQuerySet:
        """Like ``filter``, and annotate ``relevance``: the smaller the better, words in the title first."""


def scoped(token: str, locale_id: int) -> str:
    """A token as the index holds it: the locale stands inside, so that no language reads another's list of matches."""
    return f"{locale_id}x{token}"
