"""Rows to places: what is wrong with a row rejects it, what is doubtful is left out and said."""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError

from directory_blocks.enums import Precision
from directory_blocks.gazetteer.names import normalize_name
from directory_blocks.models import Commune, Term
from directory_blocks.opening_hours import validate_opening_hours

from ..models import ServicePointPage
from ..phones import normalize_phone
from .adapters import Row
from .columns import COLUMNS_BY_NAME, SEPARATOR, TEXT_LIMIT, Kind
from .errors import RejectedRow
from .gazetteer import CommuneFinder
from .terms import TermFinder
from .values import TERMS, WITHHELD, Values, one_line, plain_text

YES = {"yes", "true", "1", "oui", "vrai"}
NO = {"no", "false", "0", "non", "faux"}
_MASKED_PHONE = re.compile(r"\D*\d\d?\D*(?:0\D*){8}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Fields whose bad value is left out with a warning: the place is still worth having.
DOUBTFUL = {"email": "no e-mail address", "website": "no web address", "booking_url": "no web address"}


@dataclass(slots=True)
class CheckedPlace:
    """A row that can become a place; ``values`` holds only what the file speaks of."""

    where: str
    data_source: str
    external_id: str
    values: Values
    warnings: list[str] = field(default_factory=list)
    commune_name: str = ""

    @property
    def name(self) -> str:
        """Identifier and title, as reports name the place."""
        return f"{self.external_id} {self.values['title']}"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that cannot become a place, and why."""

    where: str
    reason: str


class Checker:
    """Checks the rows of one file against the gazetteer, the taxonomy and the page type."""

    def __init__(self, *, data_source: str = "", data_licence: str = "") -> None:
        self.data_source = data_source
        self.data_licence = data_licence
        self.communes = CommuneFinder()
        self.terms = TermFinder()
        self._seen: dict[tuple[str, str], str] = {}

    def check(self, rows: Iterable[Row]) -> tuple[list[CheckedPlace], list[Rejection]]:
        """Places and rejections, each in the order of the file."""
        places, rejections = [], []
        for row in rows:
            try:
                places.append(self._place(row))
            except RejectedRow as error:
                rejections.append(Rejection(row.where, str(error)))
        return places, rejections

    def _place(self, row: Row) -> CheckedPlace:
        if row.problem:
            raise RejectedRow(row.problem)
        cells = {name: self._read(name, cell) for name, cell in row.cells.items() if name in COLUMNS_BY_NAME}
        place = CheckedPlace(row.where, *self._identity(cells), {}, list(row.notes))
        if not cells.get("title"):
            raise RejectedRow("has no title")
        commune = self._commune(place, cells)
        self._position(place, cells, commune)
        self._phone(place, cells, commune)
        for name, value in cells.items():
            self._field(place, name, value)
        if place.values.get("precision") == Precision.COMMUNE:
            place.values = {k: v for k, v in place.values.items() if v or k not in WITHHELD}
        if not place.values.get("data_licence") and self.data_licence:
            place.values["data_licence"] = self.data_licence
        self._once(place)
        return place

    def _read(self, name: str, cell: Any) -> Any:
        """A cell as its column means it: text, number or None, list, flag."""
        kind = COLUMNS_BY_NAME[name].kind
        if kind is Kind.NUMBER:
            return number(name, cell)
        if kind is Kind.FLAG:
            return flag(name, cell)
        if kind is Kind.TERMS:
            cell = SEPARATOR.join(map(str, cell)) if isinstance(cell, list) else cell
        if cell is None or isinstance(cell, bool | list | dict):
            if cell is None:
                return ""
            raise RejectedRow(f"{name} is {cell!r:.60}, expected {kind.value}")
        text = plain_text(str(cell)) if kind is Kind.TEXT else one_line(str(cell))
        if len(text) > TEXT_LIMIT:
            raise RejectedRow(f"{name} has {len(text):,} characters, more than {TEXT_LIMIT:,}")
        return text

    def _identity(self, cells: dict[str, Any]) -> tuple[str, str]:
        external_id = cells.pop("external_id", "")
        data_source = cells.pop("data_source", "") or self.data_source
        if not external_id:
            raise RejectedRow("has no external_id")
        if not data_source and not _UUID.fullmatch(external_id):
            raise RejectedRow("has no data_source: fill that column, or give --source for the whole file")
        for name, value in (("external_id", external_id), ("data_source", data_source)):
            validate(name, value)
        return data_source, external_id

    def _once(self, place: CheckedPlace) -> None:
        key = (place.data_source, place.external_id)
        if first := self._seen.get(key):
            raise RejectedRow(f"has the same identifier “{place.external_id}” as {first}, which was taken")
        self._seen[key] = place.where

    def _commune(self, place: CheckedPlace, cells: dict[str, Any]) -> Commune | None:
        named = "commune_code" in cells or "commune" in cells
        code, name = cells.pop("commune_code", ""), cells.pop("commune", "")
        commune, notes = self.communes.find(code, name, cells.get("postcode", ""))
        place.warnings += notes
        place.commune_name = commune.name if commune else ""
        if named:
            place.values["commune"] = commune.code if commune else ""
        return commune

    def _position(self, place: CheckedPlace, cells: dict[str, Any], commune: Commune | None) -> None:
        if "latitude" not in cells and "longitude" not in cells:
            return
        latitude, longitude = cells.pop("latitude", None), cells.pop("longitude", None)
        if (latitude is None) != (longitude is None):
            raise RejectedRow("has a latitude or a longitude alone: give both, or neither")
        if latitude is None:
            place.values["position"] = None
            return
        bounds = self.communes.bounds
        if bounds and not bounds.hold(latitude, longitude):
            if not bounds.hold(longitude, latitude):
                where = f"at {commune.name}" if commune else "nowhere"
                place.warnings.append(f"{latitude}, {longitude} is outside the territory: left out, it stands {where}")
                return
            place.warnings.append(
                f"latitude {latitude} and longitude {longitude} are swapped: read the other way round"
            )
            latitude, longitude = longitude, latitude
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise RejectedRow(f"{latitude}, {longitude} is no position on Earth")
        place.values["position"] = [latitude, longitude]

    def _phone(self, place: CheckedPlace, cells: dict[str, Any], commune: Commune | None) -> None:
        if "phone" not in cells:
            return
        phone = cells.pop("phone")
        if _MASKED_PHONE.fullmatch(phone):
            place.warnings.append(f"phone “{phone}” is masked: left out")
            return
        try:
            place.values["phone"] = normalize_phone(phone, commune.territory.country if commune else "")
        except ValidationError:
            place.warnings.append(f"phone “{phone[:40]}” is no phone number: left out")

    def _field(self, place: CheckedPlace, name: str, value: Any) -> None:
        if name in TERMS:
            place.values[name] = self.terms.slugs(TERMS[name], value.split(SEPARATOR))
            return
        convert: dict[str, Callable[[Any], Any]] = {"verified_on": iso_date, "precision": precision}
        value = convert.get(name, lambda same: same)(value)
        try:
            if name == "opening_hours" and value:
                hours(value)
            elif name != "verified_on":
                validate(name, value)
        except RejectedRow:
            if name not in DOUBTFUL:
                raise
            place.warnings.append(f"{name} “{value[:60]}” is {DOUBTFUL[name]}: left out")
            return
        place.values[name] = value

    @cached_property
    def source_terms(self) -> list[Term]:
        """The terms that pages point at."""
        return self.terms.terms


def number(name: str, cell: Any) -> float | None:
    """A coordinate; None where the cell is empty. A decimal comma is understood. Raises RejectedRow."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    try:
        value = float(str(cell).strip().replace(",", ".")) if not isinstance(cell, bool | list | dict) else math.nan
    except (ValueError, OverflowError):
        value = math.nan
    if not math.isfinite(value):
        raise RejectedRow(f"{name} “{cell!s:.40}” is no number")
    return value


def flag(name: str, cell: Any) -> bool:
    """Yes or no, in English or French; empty is no. Raises RejectedRow."""
    text = normalize_name(str(cell)) if cell is not None else ""
    if text in YES:
        return True
    if text in NO or not text:
        return False
    raise RejectedRow(f"{name} is “{cell!s:.40}”, expected yes or no")


def iso_date(text: str) -> str:
    """A date as YYYY-MM-DD, or nothing. Raises RejectedRow."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise RejectedRow(f"verified_on is “{text[:40]}”, expected a date as 2026-11-23") from error


def precision(text: str) -> str:
    """Empty means exact, as on the page."""
    return text or Precision.EXACT.value


def hours(text: str) -> None:
    """Raise RejectedRow where this is no OSM ``opening_hours`` string."""
    try:
        validate_opening_hours(text)
    except ValidationError as error:
        raise RejectedRow(f"opening_hours “{text[:60]}”: {' '.join(error.messages)}") from error


def validate(name: str, value: Any) -> None:
    """Ask the page's field what it thinks of a value. Raises RejectedRow."""
    model_field = ServicePointPage._meta.get_field(name)
    try:
        model_field.clean(value, None)
    except ValidationError as error:
        raise RejectedRow(f"{name} “{value!s:.40}”: {' '.join(error.messages)}") from error
