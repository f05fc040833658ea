"""
The columns of a file of places: the same names are the header of a CSV file and the properties of a GeoJSON feature.

``column_table()`` writes them as a table; ``manage.py import_places --help`` and ``export_places --help`` show it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell holds, which decides how it is read."""

    LINE = "one line"
    TEXT = "text"
    TERMS = "terms"
    NUMBER = "number"
    FLAG = "yes/no"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``required`` ones must be in the header."""

    name: str
    kind: Kind
    help: str
    required: bool = False


SEPARATOR = "|"
# Longest text taken from a cell, in characters.
TEXT_LIMIT = 20_000

COLUMNS = (
    Column(
        "external_id",
        Kind.LINE,
        "identifier of the place at its source; with data_source it says which place it is",
        True,
    ),
    Column("data_source", Kind.LINE, "who publishes the data; or give --source for the whole file"),
    Column("data_source_url", Kind.LINE, "page of the source"),
    Column("data_licence", Kind.LINE, "licence of the data, such as Licence Ouverte 2.0"),
    Column("title", Kind.LINE, "name of the place", True),
    Column("categories", Kind.TERMS, "slugs or names of the vocabulary category"),
    Column("summary", Kind.LINE, "what it is, in one sentence"),
    Column("description", Kind.TEXT, "plain text; markup stays text"),
    Column("newcomers_get", Kind.TEXT, "what newcomers get there, one thing a line"),
    Column("street_address", Kind.LINE, "street and number"),
    Column("postcode", Kind.LINE, "postcode; also tells communes of one name apart"),
    Column("commune_code", Kind.LINE, "INSEE code of the commune; goes before its name"),
    Column("commune", Kind.LINE, "name of the commune, blind to accents, hyphens and St/Saint"),
    Column("latitude", Kind.NUMBER, "WGS 84 degrees, decimal point"),
    Column("longitude", Kind.NUMBER, "WGS 84 degrees, decimal point"),
    Column("precision", Kind.LINE, "exact, or commune: then position and street are neither shown nor exported"),
    Column("opening_hours", Kind.LINE, "OSM syntax, such as Mo-Fr 09:00-12:00,14:00-18:00; Sa 09:00-12:00"),
    Column("phone", Kind.LINE, "as dialled there, or international; one number"),
    Column("email", Kind.LINE, "one address"),
    Column("website", Kind.LINE, "http or https address"),
    Column("booking_url", Kind.LINE, "http or https address of the booking page"),
    Column("wheelchair", Kind.LINE, "yes, limited or no"),
    Column("access_notes", Kind.TEXT, "access for disabled people"),
    Column("appointment_only", Kind.FLAG, "yes where nobody is received without an appointment"),
    Column("languages", Kind.TERMS, "languages spoken: ISO 639-1 codes, or names"),
    Column("features", Kind.TERMS, "slugs or names of the vocabulary feature"),
    Column("verified_on", Kind.DATE, "when somebody confirmed it, as 2026-11-23"),
)
COLUMNS_BY_NAME = {column.name: column for column in COLUMNS}
REQUIRED = tuple(column.name for column in COLUMNS if column.required)


def column_table() -> str:
    """The columns as an aligned table: name, what a cell holds, what it means; ``*`` marks the required ones."""
    rows = [(f"{c.name}{' *' if c.required else ''}", c.kind.value, c.help) for c in COLUMNS]
    widths = [max(len(row[i]) for row in rows) for i in (0, 1)]
    body = "\n".join(f"  {name:<{widths[0]}}  {kind:<{widths[1]}}  {help_}" for name, kind, help_ in rows)
    return (
        f"columns (* required; several terms are separated by {SEPARATOR}; a column that is absent changes nothing,\n"
        f"an empty cell empties the field):\n{body}"
    )
