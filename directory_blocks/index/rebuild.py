"""Building the index anew, batch by batch, and saying what differed."""

from collections.abc import Callable

from django.db import connection
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from ..models import Entry
from ..search import index_entries
from ..sources.base import Source
from ..sources.registry import registered_sources
from .snapshot import Snapshot
from .sync import Changes, remove_rows, sync_entries
from .upkeep import batches

Progress = Callable[[Source, int, int], None]


def rebuild_source(source: Source, *, dry_run: bool = False, progress: Progress | None = None) -> Changes:
    """
    Make every row of a source what its objects say now. ``progress`` is called with how many are done, of how many.

    Each batch is a transaction with a snapshot of its own: only the keys are all in memory, and visitors are never
    locked out.
    """
    _update_statistics(source)
    changes, done = Changes(), 0
    every = list(source.objects().order_by(source.identity_field).values_list(source.identity_field, flat=True))
    every = list(dict.fromkeys(every))
    for identities in batches(every):
        snapshot = Snapshot(fresh_roots=not done)
        changes.add(sync_entries(source, identities, snapshot=snapshot, dry_run=dry_run))
        done += len(identities)
        if progress:
            progress(source, done, len(every))
    changes.add(_remove(_orphans(source), dry_run=dry_run))
    return changes


def remove_unknown(*, dry_run: bool = False) -> Changes:
    """Take out the rows of sources that this site no longer has."""
    return _remove(Entry.objects.exclude(source__in=registered_sources()), dry_run=dry_run)


def index_text(source: Source, *, everything: bool = False) -> int:
    """Index the text of the rows of a source that have none, or of all. Returns how many."""
    rows = Entry.objects.filter(source=source.key).order_by("pk")
    if not everything:
        rows = rows.filter(text__isnull=True)
    ids = list(rows.values_list("pk", flat=True))
    for batch in batches(ids):
        index_entries(Entry.objects.filter(pk__in=batch))
    return len(ids)


def _update_statistics(source: Source) -> None:
    """After a large import PostgreSQL plans for the tables as they were: tens of seconds for one batch."""
    if connection.vendor == "postgresql":
        models = [source.model, *source.model._meta.get_parent_list(), Entry]
        with connection.cursor() as cursor:
            for table in {model._meta.db_table for model in models}:
                cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _orphans(source: Source) -> QuerySet[Entry]:
    rows = Entry.objects.filter(source=source.key)
    if source.translatable:
        return rows.exclude(translation_key__in=source.objects().values(source.identity_field))
    ids = source.objects().annotate(entry_object_id=Cast("pk", CharField())).values("entry_object_id")
    return rows.exclude(object_id__in=ids)


def _remove(rows: QuerySet[Entry], *, dry_run: bool) -> Changes:
    changes = Changes()
    found = list(rows.values_list("pk", "title"))
    for _pk, title in found:
        changes.note("removed", title)
    if not dry_run:
        for batch in batches(pk for pk, _title in found):
            remove_rows(batch)
    return changes
