"""Several short lists at once, for a page that shows many."""

from collections.abc import Sequence

from django.db.models import FloatField, Value, Window, prefetch_related_objects
from django.db.models.functions import Cast, RowNumber

from ..models.entry import Entry
from ..querysets import EntryQuerySet
from . import distance
from .entry_query import EntryQuery

# SQLite joins no more than 500 selects.
MAX_JOINED = 100


def first_of_each(
    questions: Sequence[tuple[EntryQuery, int]], marks: Sequence[tuple[EntryQuery, int]] = ()
) -> list[list[Entry]]:
    """
    What ``query.entries()[:limit]`` gives for each (query, limit), in two queries for a hundred of them. Queries must
    not ask for the order of relevance. After these, for each of the ``marks``, as many entries with a point, in no
    order and without their terms.
    """
    found: list[list[Entry]] = [[] for _question in (*questions, *marks)]
    rows: list[Entry] = []
    branches = [_branch(number, query, query.ordered(), limit) for number, (query, limit) in enumerate(questions)]
    branches += [
        _branch(number, query, query.queryset().located().order_by(), limit)
        for number, (query, limit) in enumerate(marks, start=len(questions))
    ]
    for start in range(0, len(branches), MAX_JOINED):
        first, *others = branches[start : start + MAX_JOINED]
        rows += first.union(*others, all=True)
    prefetch_related_objects([row for row in rows if row.question < len(questions)], "terms")
    for row in sorted(rows, key=lambda row: row.place):
        found[row.question].append(row)
    return found


def _branch(number: int, query: EntryQuery, wanted: EntryQuerySet, limit: int) -> EntryQuerySet:
    order = list(wanted.query.order_by)
    # Every select has the same columns.
    nowhere = Cast(Value(None), FloatField())
    # Selects that are joined keep no order of their own: each row says where it stands.
    return (
        Entry.objects.filter(pk__in=wanted.values("pk")[:limit])
        .order_by()
        .defer("search_text", "term_chars")
        .select_related("commune")
        .annotate(chord_squared=distance.chord_squared(query.near) if query.near else nowhere)
        .annotate(
            question=Value(number),
            place=Window(RowNumber(), order_by=order) if order else Value(0),
        )
    )
