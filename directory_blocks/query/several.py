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


def first_of_each(questions: Sequence[tuple[EntryQuery, int]]) -> list[list[Entry]]:
    """
    What ``query.entries()[:limit]`` gives for each (query, limit), in two queries for a hundred of them. Queries must
    not ask for the order of relevance.
    """
    found: list[list[Entry]] = [[] for _question in questions]
    rows: list[Entry] = []
    for start in range(0, len(questions), MAX_JOINED):
        branches = [
            _branch(number, *question)
            for number, question in enumerate(questions[start : start + MAX_JOINED], start=start)
        ]
        rows += branches[0].union(*branches[1:], all=True)
    prefetch_related_objects(rows, "terms")
    for row in sorted(rows, key=lambda row: row.place):
        found[row.question].append(row)
    return found


def _branch(number: int, query: EntryQuery, limit: int) -> EntryQuerySet:
    ordered = query.ordered()
    # Every select has the same columns.
    nowhere = Cast(Value(None), FloatField())
    # Selects that are joined keep no order of their own: each row says where it stands.
    return (
        Entry.objects.filter(pk__in=ordered.values("pk")[:limit])
        .order_by()
        .defer("search_text", "term_chars")
        .select_related("commune")
        .annotate(chord_squared=distance.chord_squared(query.near) if query.near else nowhere)
        .annotate(
            question=Value(number),
            place=Window(RowNumber(), order_by=list(ordered.query.order_by)),
        )
    )
