"""Making the rows of some things what they should be: the one writer of the index."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from .. import freshness
from ..models import Entry, EntryTerm
from ..search import index_entries
from ..sources.base import Source
from .rows import COLUMNS, UNDATED, Row, RowKey, build_rows
from .snapshot import Snapshot

_paused: ContextVar[bool] = ContextVar("directory_blocks_index_paused", default=False)


@contextmanager
def indexing_paused() -> Iterator[None]:
    """
    Leave the index as it is while a program writes many things, each of them several times. Whoever pauses it rebuilds
    it afterwards, whatever happened in between.
    """
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)


@dataclass
class Changes:
    """What differed between the index and its sources; ``examples`` names a few rows per kind."""

    counts: Counter = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, kind: str, title: str) -> None:
        """Count a row that was ``added``, ``changed`` or ``removed``."""
        self.counts[kind] += 1
        if len(self.examples[kind]) < 5:
            self.examples[kind].append(title)

    def add(self, other: "Changes") -> None:
        """Take in what another batch changed."""
        self.counts += other.counts
        for kind, titles in other.examples.items():
            self.examples[kind] = (self.examples[kind] + titles)[:5]

    def __bool__(self) -> bool:
        return bool(self.counts)


def sync_entries(
    source: Source,
    identities: Iterable[Any],
    *,
    saved: Mapping[Any, Any] | None = None,
    snapshot: Snapshot | None = None,
    dry_run: bool = False,
) -> Changes:
    """
    Make the rows of the things with these identities (``Source.identity``) what their objects say now.

    ``saved`` (primary key → object) stands for what is being saved and not wholly in the database yet. A bounded
    number of queries whatever the number of identities; callers bound that.
    """
    identities = list(dict.fromkeys(identities))
    if not identities or _paused.get():
        return Changes()
    snapshot = snapshot or Snapshot()
    with transaction.atomic():
        # Held before the objects are read: whoever comes second sees what the first one committed.
        if not dry_run:
            freshness.hold()
        present = _present(source, [source.entry_key(identity) for identity in identities])
        wanted = build_rows(source, source.load(identities, saved or {}), snapshot)
        return _apply(source, wanted, present, dry_run=dry_run)


def _present(source: Source, keys: list[Any]) -> dict[RowKey, tuple[Entry, frozenset[int]]]:
    rows = Entry.objects.filter(source=source.key, translation_key__in=keys).order_by("pk")
    entries = list(rows.select_for_update())
    terms = defaultdict(set)
    if entries:
        ids = [entry.pk for entry in entries]
        for entry_id, term_id in EntryTerm.objects.filter(entry__in=ids).values_list("entry_id", "term_id"):
            terms[entry_id].add(term_id)
    return {(entry.translation_key, entry.locale_id): (entry, frozenset(terms[entry.pk])) for entry in entries}


def _apply(source: Source, wanted: dict[RowKey, Row], present: dict, *, dry_run: bool) -> Changes:
    changes, write, reclassified = Changes(), {}, {}
    now = timezone.now()
    for key, row in wanted.items():
        entry, terms = present.get(key, (None, frozenset()))
        if row.values[UNDATED] is None:
            row.values[UNDATED] = entry.updated_at if entry else now
        if entry is None or any(getattr(entry, name) != row.values[name] for name in COLUMNS):
            write[key] = row
        if entry is None or terms != row.terms:
            reclassified[key] = row
        if entry is None:
            changes.note("added", row.values["title"])
        elif key in write or key in reclassified:
            changes.note("changed", row.values["title"])
    gone = [entry for key, (entry, _terms) in present.items() if key not in wanted]
    for entry in gone:
        changes.note("removed", entry.title)
    if dry_run or not changes:
        return changes
    freshness.touch()
    remove_rows([entry.pk for entry in gone])
    entries = {key: entry for key, (entry, _terms) in present.items()} | _write(source, write)
    _classify([(entries[key], row.terms) for key, row in reclassified.items()])
    index_entries(entries[key] for key in write | reclassified)
    return changes


def _write(source: Source, rows: dict[RowKey, Row]) -> dict[RowKey, Entry]:
    entries = [
        Entry(source=source.key, translation_key=key, locale_id=locale_id, **row.values)
        for (key, locale_id), row in rows.items()
    ]
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["source", "translation_key", "locale"],
        update_fields=[Entry._meta.get_field(name).name for name in COLUMNS],
    )
    return dict(zip(rows, entries, strict=True))


def _classify(classified: list[tuple[Entry, frozenset[int]]]) -> None:
    if not classified:
        return
    EntryTerm.objects.filter(entry__in=[entry.pk for entry, _terms in classified]).delete()
    EntryTerm.objects.bulk_create(
        EntryTerm(entry=entry, term_id=term_id, locale_id=entry.locale_id, source=entry.source)
        for entry, ids in classified
        for term_id in sorted(ids)
    )


def remove_rows(entry_ids: list[int]) -> None:
    """Take rows out of the index with their terms and text."""
    if entry_ids:
        with transaction.atomic():
            freshness.touch()
            Entry.objects.filter(pk__in=entry_ids).delete()
