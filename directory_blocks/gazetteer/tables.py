"""Reading the CSV tables of a gazetteer: any line ending, with or without BOM, comma, semicolon or tab."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from .problems import Problem

SEPARATORS = ",;\t"


class Row(NamedTuple):
    """A line of a table: where it begins in the file, and its cells by column, stripped."""

    line: int
    cells: dict[str, str]


def read_text(path: Path, problems: list[Problem]) -> str | None:
    """Read a UTF-8 file, or say why not."""
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.append(Problem(path.name, 0, f"cannot be read: {error.strerror}."))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.append(Problem(path.name, 0, "is UTF-16; save it as UTF-8."))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(path.name, line, f"byte 0x{data[error.start]:02x} is not UTF-8 (Latin-1?); save the file as UTF-8.")
        )
        return None
    if "\x00" in text:
        problems.append(Problem(path.name, text.count("\n", 0, text.index("\x00")) + 1, "has a NUL character."))
        return None
    return text


def read_table(
    path: Path, required: tuple[str, ...], optional: tuple[str, ...], problems: list[Problem]
) -> Iterator[Row]:
    """Give the rows of a CSV file that have the right number of cells; whatever is wrong goes to ``problems``."""
    text = read_text(path, problems)
    if text is None:
        return
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        head = [cell.strip() for cell in next(reader, [])]
        if not _check_head(path, head, required, optional, problems):
            return
        start = reader.line_num + 1
        for cells in reader:
            line, start = start, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(head):
                problems.append(Problem(path.name, line, f"has {len(cells)} cells, the header {len(head)}."))
                continue
            row = Row(line, {column: cell.strip() for column, cell in zip(head, cells, strict=True)})
            if any(ord(char) < 32 for cell in row.cells.values() for char in cell):
                problems.append(Problem(path.name, line, "has a line break or control character inside a cell."))
                continue
            yield row
    except csv.Error as error:
        problems.append(Problem(path.name, reader.line_num, f"is not well-formed CSV: {error}."))


def _check_head(
    path: Path, head: list[str], required: tuple[str, ...], optional: tuple[str, ...], problems: list[Problem]
) -> bool:
    known = {*required, *optional}
    reasons = [f"the column {column} is missing." for column in required if column not in head]
    reasons += [f"the column {column or '(empty)'} is not known." for column in head if column not in known]
    reasons += [f"the column {column} stands twice." for column in dict.fromkeys(head) if head.count(column) > 1]
    problems.extend(Problem(path.name, 1, reason) for reason in reasons)
    return not reasons
