"""Full text by PostgreSQL's tsvector and GIN (https://www.postgresql.org/docs/current/textsearch.html)."""

from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.db import connection
from django.db.models import BooleanField, FloatField
from django.db.models.sql.datastructures import Join

from ..querysets import EntryQuerySet
from .base import EntryDocument, SearchWord, scoped
from .expressions import TABLE, TextExpression, joined

# tsvector keeps positions up to 16383 and at most 256 of one lexeme.
MAX_POSITION = 16383
# Weights of D, C, B, A: body, nothing, summary, title.
RANKED = (
    "SELECT rowid, -ts_rank('{0.01, 0.05, 0.1, 1.0}', document, %s::tsquery) AS relevance "  # noqa: S608
    f"FROM {TABLE} WHERE document @@ %s::tsquery ORDER BY 2, 1"
)


class RankedText(Join):
    """
    The join with the text, narrowed to what matches and in the order of relevance before it is joined: PostgreSQL then
    looks up one entry after the other until a page is full, and not every entry there is.
    """

    match = ""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[str]]:
        """The clause of the join."""
        text, entry = map(compiler.quote_name_unless_alias, (self.table_alias, self.parent_alias))
        return f"INNER JOIN ({RANKED}) {text} ON ({entry}.id = {text}.rowid)", [self.match, self.match]

    def relabeled_clone(self, change_map: dict[str, str]) -> Self:
        """The same under other aliases."""
        clone = super().relabeled_clone(change_map)
        clone.match = self.match
        return clone


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
        ranked = joined(entries).annotate(relevance=TextExpression("{alias}.relevance", (), FloatField()))
        (alias,) = ranked.query.table_map[TABLE]
        join = ranked.query.alias_map[alias]
        text = RankedText(join.table_name, join.parent_alias, alias, join.join_type, join.join_field, join.nullable)
        text.match = match_expression(words, locale_id)
        ranked.query.alias_map[alias] = text
        return ranked


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
