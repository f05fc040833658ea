"""Entries for other programs: GeoJSON and CSV, streamed. Only what the index holds: public."""

import csv
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .models.taxonomy import Term
from .query import EntryQuery
from .term_chars import term_char

CHUNK = 2000
LINES = 500
# What the export says of an entry: the column's name and where it is read.
COLUMNS = {
    "id": "pk",
    "source": "source",
    "object_id": "object_id",
    "title": "title",
    "summary": "summary",
    "language": "text_language",
    "url": "url_path",
    "terms": "term_chars",  # vocabulary:slug, separated by spaces
    "commune_code": "commune__code",
    "commune": "commune__name",
    "latitude": "latitude",  # WGS 84 degrees; the commune's point where precision is "commune"
    "longitude": "longitude",
    "precision": "precision",
    "opening_hours": "opening_hours",  # OSM opening_hours
    "starts_at": "starts_at",  # ISO 8601 with offset
    "ends_at": "ends_at",
    "status": "status",  # "cancelled", "full", or nothing
    "online": "online",
    "free_places": "free_places",
    "verified_on": "verified_on",
    "updated_at": "updated_at",
}
# A cell that starts so is a formula to a spreadsheet (https://owasp.org/www-community/attacks/CSV_Injection).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows(query: EntryQuery) -> Iterator[dict[str, Any]]:
    """One dict of COLUMNS for each entry, in the order of the query. Two SQL queries; entries are read in chunks."""
    terms = Term.objects.order_by().values_list("pk", "vocabulary", "slug")
    keys = {term_char(pk): f"{vocabulary}:{slug}" for pk, vocabulary, slug in terms}
    found = query.ordered().values_list(*COLUMNS.values())
    for row in found.iterator(chunk_size=CHUNK):
        values = dict(zip(COLUMNS, row, strict=True))
        values["terms"] = " ".join(sorted(keys[char] for char in values["terms"] if char in keys))
        yield values


def pieces(lines: Iterator[str]) -> Iterator[str]:
    """The same text in fewer pieces: what a server does for each takes longer than to write a line."""
    while piece := "".join(islice(lines, LINES)):
        yield piece


def plain(value: Any) -> Any:
    """A value as text formats write it."""
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else value


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def csv_lines(query: EntryQuery) -> Iterator[str]:
    """The table as lines of CSV (RFC 4180), UTF-8 without byte order mark; no cell is a formula."""
    writer = csv.writer(Echo())
    yield writer.writerow(COLUMNS)
    for row in rows(query):
        yield writer.writerow([harmless(plain(value)) for value in row.values()])


def harmless(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


class HarmlessExport:
    """Stands before a Wagtail report that may be exported: no cell of its tables, CSV or XLSX, is a formula."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """As Wagtail writes it, made harmless."""
        return harmless(super().preprocess_field_value(field, value, export_format))


def geojson(query: EntryQuery) -> Iterator[str]:
    """The entries that have a place, as a FeatureCollection in pieces (RFC 7946)."""
    yield '{"type":"FeatureCollection","features":['
    separator = ""
    for row in rows(query):
        latitude, longitude, pk = row.pop("latitude"), row.pop("longitude"), row.pop("id")
        if latitude is None:
            continue
        feature = {
            "type": "Feature",
            "id": pk,
            "geometry": {"type": "Point", "coordinates": [round(longitude, 6), round(latitude, 6)]},
            "properties": {name: plain(value) for name, value in row.items()},
        }
        yield separator + json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        separator = ","
    yield "]}"
