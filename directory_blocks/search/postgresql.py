"""Full text by PostgreSQL's tsvector and GIN (https://www.postgresql.org/docs/current/textsearch.html)."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import BooleanField, FloatField

from ..querysets import EntryQuerySet
from .base import EntryDocument, SearchWord, scoped
from .expressions import TABLE, TextExpression, joined

# tsvector keeps positions up to 16383 and at most 256 of one lexeme.
MAX_POSITION = 16383
# Weights of D, C, B, A: body, nothing, summary, title.
RANK = "-ts_rank('{{0.01, 0.05, 0.1, 1.0}}', {alias}.document, %s::tsquery)"


class PostgreSQLSearch:
    """The backend of PostgreSQL; its table has the entry's id as ``rowid`` and a weighted ``document``."""

    def index(self, documents: Iterable[EntryDocument]) -> None:
        """Write or replace the documents."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, document) VALUES (%s, %s::tsvector) "  # noqa: S608
                "ON CONFLICT (rowid) DO UPDATE SET document = EXCLUDED.document",
                [(document.entry_id, vector(document)) for document in documents],
            )

    def remove(self, entry_ids: Iterable[int]) -> None:
        """Forget the entries."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = ANY(%s)", [list(entry_ids)])  # noqa: S608

    def filter(self, entries: EntryQuerySet, words: Sequence[SearchWord], locale_id: int) -> EntryQuerySet:
        """Keep the entries of a locale that have every word."""
        match = match_expression(words, locale_id)
        return joined(entries).filter(TextExpression("{alias}.document @@ %s::tsquery", (match,), BooleanField()))

    def rank(self, entries: EntryQuerySet, words: Sequence[SearchWord], locale_id: int) -> EntryQuerySet:
        """Like ``filter``, annotated with ts_rank turned round, so that smaller is better."""
        match = match_expression(words, locale_id)
        return self.filter(entries, words, locale_id).annotate(relevance=TextExpression(RANK, (match,), FloatField()))


def vector(document: EntryDocument) -> str:
    """The document as a tsvector literal: no parser of the database takes part, the tokens stand as they are."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, part in (("A", document.title), ("B", document.summary), ("D", document.body)):
        for token in part:
            position = min(position + 1, MAX_POSITION)
            places.setdefault(token, []).append(f"{position}{weight}")
    return " ".join(f"'{scoped(token, document.locale_id)}':{','.join(at[:255])}" for token, at in places.items())


def match_expression(words: Sequence[SearchWord], locale_id: int) -> str:
    """The words as a tsquery literal; every token is letters and digits, and quoted."""
    groups = []
    for word in words:
        alternatives = [f"'{scoped(variant, locale_id)}'" for variant in word.variants]
        if word.prefix:
            alternatives[0] += ":*"
        groups.append("(" + " | ".join(alternatives) + ")")
    return " & ".join(groups)
