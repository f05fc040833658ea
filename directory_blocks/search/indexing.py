"""Keep the text index in step with the entries; called by whatever writes entries, in the same transaction."""

from collections.abc import Iterable, Iterator
from itertools import islice

from .. import freshness
from ..conf import directory_settings
from ..models.entry import Entry
from .backends import get_backend
from .base import EntryDocument
from .words import index_tokens


def document(entry: Entry) -> EntryDocument:
    """The document of an entry, stemmed in the language that its text is really in."""
    language = entry.text_language
    return EntryDocument(
        entry_id=entry.pk,
        locale_id=entry.locale_id,
        title=index_tokens(entry.title, language),
        summary=index_tokens(entry.summary, language),
        body=index_tokens(entry.search_text, language),
    )


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries in lists of at most BATCH_SIZE."""
    iterator = iter(entries)
    while batch := list(islice(iterator, directory_settings.BATCH_SIZE)):
        yield batch


def index_entries(entries: Iterable[Entry]) -> None:
    """
    Write or replace the text of saved entries (any iterable; consumed in batches) and mark the index as changed.

    Call it in the transaction that saved them, also when only other columns than the text changed.
    """
    backend = get_backend()
    for batch in batches(entries):
        backend.index([document(entry) for entry in batch])
    freshness.touch()


def remove_entries(entry_ids: Iterable[int]) -> None:
    """
    Forget the text of entries by their ids, and mark the index as changed. Needed only where entries are deleted past
    Django's collector (``_raw_delete``, SQL).
    """
    get_backend().remove(list(entry_ids))
    freshness.touch()
