"""
The list of France Services offices that the ANCT publishes (data.gouv.fr, « Liste des structures France services »).

One line an office; ``h_lundi`` … ``h_samedi`` hold ``09:30 - 12:30 / 13:30 - 18:00``, empty where it is closed. The
list does not say what happens on public holidays, so neither do the hours made of it. ``contact@`` addresses of mailbox
providers are masks, not ways to reach anybody.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from ..decoding import DecodedFile
from .base import PlaceFormat, Row, register_format, require_columns
from .csv import cells_by_name, read_table

DAYS = {
    "h_lundi": "Mo",
    "h_mardi": "Tu",
    "h_mercredi": "We",
    "h_jeudi": "Th",
    "h_vendredi": "Fr",
    "h_samedi": "Sa",
    "h_dimanche": "Su",
}
EXPECTED = ("id_fs", "lib_fs", "insee_com", "code_postal", "lib_com", "latitude", "longitude", "h_lundi", "h_samedi")
USED = {*EXPECTED, *DAYS, "adresse", "complement_adresse", "mail", "telephone", "prise_rdv", "commentaire"} | {
    "type_fs",
    "format_fs",
    "groupe_fs",
}
_SPAN = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?\s*(?:-|–|à)\s*(\d{1,2})\s*[:hH]\s*(\d{2})?")
_CLOSED = {"", "-", "fermé", "ferme"}
_PROVIDERS = r"(?:orange|wanadoo|gmail|free|laposte|hotmail|outlook|yahoo|sfr)"
_MASKED_MAIL = re.compile(rf"contact@{_PROVIDERS}\.\w+", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")


def spans(cell: str) -> str:
    """
    One day's hours as OSM time spans; empty where closed. Raises ValueError where they cannot be read.

    >>> spans("09:30 - 12:30 / 13:30 - 18:00")
    '09:30-12:30,13:30-18:00'
    """
    cell = cell.strip()
    if cell.lower() in _CLOSED:
        return ""
    found = []
    for part in re.split(r"\s*/\s*|\s*,\s*|\s+et\s+", cell):
        match = _SPAN.fullmatch(part.strip())
        if not match:
            raise ValueError(f"“{part.strip()}” is not read as hours; expected 09:30 - 12:30 / 13:30 - 18:00")
        from_hour, from_minute, to_hour, to_minute = (int(group or 0) for group in match.groups())
        if not (from_hour, from_minute) < (to_hour, to_minute) <= (24, 0) or max(from_minute, to_minute) > 59:
            raise ValueError(f"“{part.strip()}” is no time of one day")
        found.append(f"{from_hour:02}:{from_minute:02}-{to_hour:02}:{to_minute:02}")
    return ",".join(found)


def opening_hours(cells: dict[str, str]) -> str:
    """
    The week as an OSM ``opening_hours`` string; neighbouring days with the same hours are written together.

    Raises ValueError, naming the day, where one cannot be read.
    """
    week = []
    for column, day in DAYS.items():
        try:
            week.append((day, spans(cells.get(column, ""))))
        except ValueError as error:
            raise ValueError(f"{column}: {error}") from error
    rules = []
    for hours, group in groupby(week, key=lambda item: item[1]):
        days = [day for day, _hours in group]
        if hours:
            rules.append(f"{days[0] if len(days) == 1 else f'{days[0]}-{days[-1]}'} {hours}")
    return "; ".join(rules)


def description(cells: dict[str, str]) -> str:
    """What the list says beyond the address, in the language of the list, one sentence a line."""
    group, sentences = cells.get("groupe_fs", ""), []
    if cells.get("type_fs") == "Antenne":
        sentences.append(f"Antenne de France services {group}." if group else "Antenne France services.")
    elif cells.get("format_fs") == "Multisites" and group:
        sentences.append(f"France services {group}, sur plusieurs sites.")
    elif cells.get("format_fs", "").startswith("Itin"):
        sentences.append("Service itinérant.")
    if cells.get("prise_rdv", "").lower() == "oui":
        sentences.append("Rendez-vous possible.")
    return "\n".join([*sentences, cells["commentaire"]] if cells.get("commentaire") else sentences)


@register_format
class FranceServicesFormat(PlaceFormat):
    """France Services offices, as the ANCT lists them."""

    key = "france_services"
    label = "France Services (ANCT)"
    data_source = "France Services (ANCT)"
    data_licence = "Licence Ouverte 2.0"
    rank = 10

    def recognises(self, file: DecodedFile) -> bool:
        """The two columns that no other list has."""
        header = file.text.lstrip().split("\n", 1)[0].lower()
        return "id_fs" in header and "lib_fs" in header

    def rows(self, file: DecodedFile) -> Iterator[Row]:
        header, records = read_table(file)
        require_columns(header, EXPECTED)
        for where, record in records:
            cells, problem = cells_by_name(header, record)
            yield Row(where, problem=problem) if problem else self._row(where, cells)

    def unused(self, file: DecodedFile) -> list[str]:
        return [name for name in read_table(file)[0] if name not in USED]

    def _row(self, where: str, cells: dict[str, str]) -> Row:
        cells = {name: cell.strip() for name, cell in cells.items()}
        place = {
            "external_id": cells["id_fs"],
            "title": cells["lib_fs"],
            "categories": "public-services",
            "description": description(cells),
            "street_address": ", ".join(filter(None, [cells.get("adresse"), cells.get("complement_adresse")])),
            "postcode": cells["code_postal"],
            "commune_code": cells["insee_com"],
            "commune": cells["lib_com"],
            "latitude": cells["latitude"],
            "longitude": cells["longitude"],
            "email": cells.get("mail", ""),
            "phone": cells.get("telephone", ""),
        }
        notes = []
        if _MASKED_MAIL.fullmatch(place["email"]):
            notes.append(f"email “{place.pop('email')}” is masked: left out")
        if year := _YEAR.search(cells.get("commentaire", "")):
            notes.append(f"the comment speaks of {year[0]}: see whether it still holds")
        try:
            place["opening_hours"] = opening_hours(cells)
        except ValueError as error:
            return Row(where, place, problem=str(error))
        return Row(where, place, notes=tuple(notes))
