"""Full text by SQLite's FTS5, joined directly (https://sqlite.org/fts5.html)."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import BooleanField, FloatField

from ..models.entry import EntryText
from ..querysets import EntryQuerySet
from .base import EntryDocument, SearchWord, scoped
from .expressions import TABLE, TextExpression, joined

# bm25 saturates: weights alone let a long text overtake a title. A word of the title counts as three found words.
TITLE_FIRST = "({0} OR {{title}}: ({0}) OR {{title summary}}: ({0}))"
RANK = f"bm25({{alias}}.{TABLE}, 10.0, 4.0, 1.0)"


class SQLiteSearch:
    """The backend of SQLite; its table has the entry's id as ``rowid`` and the columns title, summary, body."""

    def index(self, documents: Iterable[EntryDocument]) -> None:
        """Write or replace the documents."""
        documents = list(documents)
        self.remove(document.entry_id for document in documents)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, title, summary, body) VALUES (%s, %s, %s, %s)",  # noqa: S608
                [
                    (
                        document.entry_id,
                        *(
                            " ".join(scoped(token, document.locale_id) for token in part)
                            for part in (document.title, document.summary, document.body)
                        ),
                    )
                    for document in documents
                ],
            )

    def remove(self, entry_ids: Iterable[int]) -> None:
        """Forget the entries."""
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(pk,) for pk in entry_ids])  # noqa: S608

    def filter(self, entries: EntryQuerySet, words: Sequence[SearchWord], locale_id: int) -> EntryQuerySet:
        """Keep the entries of a locale that have every word."""
        # No join: without statistics SQLite begins with an index of the entries, and searches anew for each of them.
        texts = EntryText.objects.filter(matching(match_expression(words, locale_id)))
        return entries.filter(pk__in=texts.values("pk"))

    def rank(self, entries: EntryQuerySet, words: Sequence[SearchWord], locale_id: int) -> EntryQuerySet:
        """Like ``filter``, annotated with bm25, which is smaller for better."""
        found = joined(entries).filter(matching(match_expression(words, locale_id, TITLE_FIRST), "text__pk"))
        return found.annotate(relevance=TextExpression(RANK, (), FloatField()))


def matching(match: str, key: str = "pk") -> TextExpression:
    """The condition that a text matches, where ``key`` is the text's."""
    return TextExpression(f"{{alias}}.{TABLE} MATCH %s", (match,), BooleanField(), key)


def match_expression(words: Sequence[SearchWord], locale_id: int, pattern: str = "({0})") -> str:
    """The words in FTS5's query language; every token is letters and digits, and quoted."""
    groups = []
    for word in words:
        alternatives = [f'"{scoped(variant, locale_id)}"' for variant in word.variants]
        if word.prefix:
            alternatives[0] += "*"
        groups.append(pattern.format(" OR ".join(alternatives)))
    return " AND ".join(groups)
