"""
CSV (RFC 4180) with the columns of ``columns.py``: comma, semicolon or tab between cells, any line ending.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, and read without: what
another person opens is text, and nothing is lost on the way back.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..columns import COLUMNS, COLUMNS_BY_NAME, SEPARATOR, Kind
from ..decoding import DecodedFile
from ..errors import UnreadableFile
from .base import PlaceFormat, Row, register_format, require_columns

DELIMITERS = ",;\t"
MAX_CELL = 1_000_000
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_HARMLESS = re.compile(r"[+-]?[\d .,]*")


def guard(cell: str) -> str:
    """Write a cell so that no spreadsheet runs it; ``unguard`` undoes it for every text."""
    return f"'{cell}" if _FORMULA.match(cell) and not _HARMLESS.fullmatch(cell) else cell


def unguard(cell: str) -> str:
    """Undo ``guard``."""
    return cell[1:] if _GUARDED.match(cell) else cell


def read_table(file: DecodedFile) -> tuple[list[str], Iterator[tuple[str, list[str]]]]:
    """
    Header and rows of a CSV file, each row with the line it begins on (``line 3``); blank lines are left out.

    Raises UnreadableFile, while rows are read too, where the quoting is broken or a cell is beyond measure.
    """
    lines = io.StringIO(file.text, newline="")
    reader = csv.reader(lines, delimiter=_delimiter(file.text), strict=True)
    records = _records(reader)
    _where, header = next(records, ("", []))
    return [name.strip().lower() for name in header], records


def _records(reader: Any) -> Iterator[tuple[str, list[str]]]:
    csv.field_size_limit(MAX_CELL)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                message = f"Line {line}: a cell has more than {MAX_CELL:,} characters."
            elif "unexpected end" in str(error):
                message = f"Line {line}: a quotation mark is opened and never closed; the file may be truncated."
            else:
                message = f"Line {line}: not CSV ({error})."
            raise UnreadableFile(message) from error
        if any(cell.strip() for cell in cells):
            yield f"line {line}", cells


def _delimiter(text: str) -> str:
    header = text.lstrip().split("\n", 1)[0][:10_000]
    return max(DELIMITERS, key=header.count)


def cells_by_name(header: list[str], cells: list[str]) -> tuple[dict[str, str], str]:
    """A row's cells under their names, and what is wrong with their number (empty: nothing)."""
    if len(cells) > len(header):
        return {}, f"has {len(cells)} cells, the header {len(header)}: a separator stands inside a text without quotes?"
    if len(cells) < len(header):
        return {}, f"has {len(cells)} cells, the header {len(header)}: the line is truncated?"
    return dict(zip(header, cells, strict=True)), ""


@register_format
class CsvFormat(PlaceFormat):
    """The documented columns, as CSV."""

    key = "csv"
    label = "CSV"
    writes = True

    def recognises(self, file: DecodedFile) -> bool:
        """A header with one of our columns, or a name that ends in .csv, .tsv or .txt."""
        first = file.text.lstrip()[:1]
        if first in "{[<":
            return False
        names = {name.strip().strip('"').lower() for name in re.split(r"[,;\t]", file.text.lstrip().split("\n", 1)[0])}
        return bool(names & set(COLUMNS_BY_NAME)) or file.name.lower().endswith((".csv", ".tsv", ".txt"))

    def rows(self, file: DecodedFile) -> Iterator[Row]:
        header, records = read_table(file)
        require_columns(header)
        if twice := sorted({name for name in header if name in COLUMNS_BY_NAME and header.count(name) > 1}):
            raise UnreadableFile(f"Columns given twice: {', '.join(twice)}.")
        for where, record in records:
            cells, problem = cells_by_name(header, record)
            yield Row(where, {name: self._cell(name, cell) for name, cell in cells.items()}, problem)

    def unused(self, file: DecodedFile) -> list[str]:
        return [name for name in read_table(file)[0] if name and name not in COLUMNS_BY_NAME]

    def _cell(self, name: str, cell: str) -> str:
        return cell if name in COLUMNS_BY_NAME and COLUMNS_BY_NAME[name].kind is Kind.NUMBER else unguard(cell)

    def write(self, places: Iterable[dict[str, Any]]) -> str:
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(column.name for column in COLUMNS)
        for place in places:
            writer.writerow(self._written(column.kind, place[column.name]) for column in COLUMNS)
        return out.getvalue()

    def _written(self, kind: Kind, value: Any) -> str:
        if kind is Kind.NUMBER:
            return "" if value is None else repr(value)
        if kind is Kind.FLAG:
            return "yes" if value else "no"
        return guard(SEPARATOR.join(value) if kind is Kind.TERMS else value)
