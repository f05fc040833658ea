"""Copies of the entries of a scratch database, made in SQL: a hundred thousand in seconds."""

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max

from ..models import Entry, EntryTerm
from ..search.expressions import TABLE as TEXT_TABLE

UUIDS = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
TEXT_COLUMNS = {"sqlite": "title, summary, body", "postgresql": "document"}
# What a copy has of its own. Those shown exactly move by up to two kilometres, which the unit vector follows.
SHIFT = "((e.id * 7919 + {copy} * 104729) %% 1000) * 0.00004 - 0.02"
CHANGES = {
    "id": "e.id + {offset}",
    "object_id": "e.object_id || '-{copy}'",
    "translation_key": "{uuid}",
    "sort_key": "e.sort_key || ' {copy}'",
    "latitude": "p.latitude",
    "longitude": "p.longitude",
    "x": "COS(RADIANS(p.latitude)) * COS(RADIANS(p.longitude))",
    "y": "COS(RADIANS(p.latitude)) * SIN(RADIANS(p.longitude))",
    "z": "SIN(RADIANS(p.latitude))",
}


def multiply(times: int) -> None:
    """Have every entry, its terms and its text so many times in all."""
    entry, entry_term = Entry._meta.db_table, EntryTerm._meta.db_table
    last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    columns = [field.column for field in Entry._meta.concrete_fields]
    with connection.cursor() as cursor:
        for copy in range(1, times):
            values = {"copy": copy, "offset": copy * last, "uuid": UUIDS[connection.vendor]}
            selected = ", ".join(CHANGES.get(column, f"e.{column}").format(**values) for column in columns)
            shift = SHIFT.format(**values).replace("%%", "%")
            cursor.execute(
                f"INSERT INTO {entry} ({', '.join(columns)}) SELECT {selected} FROM {entry} e JOIN ("  # noqa: S608
                f"SELECT e.id, e.latitude + CASE WHEN e.precision = 'exact' THEN {shift} ELSE 0 END AS latitude, "
                f"e.longitude - CASE WHEN e.precision = 'exact' THEN {shift} ELSE 0 END AS longitude "
                f"FROM {entry} e WHERE e.id <= {last}) p ON p.id = e.id"
            )
            cursor.execute(
                f"INSERT INTO {entry_term} (entry_id, term_id, locale_id, source) "  # noqa: S608
                f"SELECT entry_id + {copy * last}, term_id, locale_id, source "
                f"FROM {entry_term} WHERE entry_id <= {last}"
            )
            text = TEXT_COLUMNS[connection.vendor]
            cursor.execute(
                f"INSERT INTO {TEXT_TABLE} (rowid, {text}) "  # noqa: S608
                f"SELECT rowid + {copy * last}, {text} FROM {TEXT_TABLE} WHERE rowid <= {last}"
            )
        for statement in connection.ops.sequence_reset_sql(no_style(), [Entry, EntryTerm]):
            cursor.execute(statement)
