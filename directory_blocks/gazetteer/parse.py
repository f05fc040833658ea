"""
The files of a gazetteer, read and checked in full before anything is written.

A territory is one TOML file, which names the others beside it::

    [territory]
    code = "FR-32"                    # ISO 3166-2 where there is one
    name = "Gers"
    country = "FR"                    # ISO 3166-1: its public holidays apply to opening hours
    timezone = "Europe/Paris"         # IANA
    outline = "outline.geojson"       # optional: one Polygon or MultiPolygon, WGS 84
    credits = ["Source, licence"]     # shown where the data is

    [files]
    communes = "communes.csv"
    aliases = "aliases.csv"                         # optional
    intercommunalities = "intercommunalities.csv"   # optional

Tables are CSV in UTF-8 with a header (BOM, CRLF and semicolons are understood):

- communes: ``code`` (INSEE or national code), ``name``, ``latitude``, ``longitude`` (degrees), and optionally
  ``postcodes`` (separated by spaces), ``population``, ``district``, ``intercommunality`` (a code of that table);
- aliases: ``name``, ``commune`` (a code of the communes), and optionally ``code``: a former or delegated commune, even
  one with the name and code of its commune, as the delegated commune of the chief town has;
- intercommunalities: ``code``, ``name``.
"""

import json
import math
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..geometry import haversine_km
from .names import normalize_name
from .outline import bounding_box, near_box, outline_geometry
from .problems import GazetteerError, Problem
from .tables import Row, read_table, read_text

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,19}")
POSTCODE = re.compile(r"[0-9A-Za-z-]{2,10}")
# An outline drawn coarsely cuts through border communes; beyond about 20 km it is a mistake.
OUTLINE_MARGIN = 0.2


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """A commune as its file says."""

    code: str
    name: str
    postcodes: str
    population: int | None
    district: str
    intercommunality: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class AliasRow:
    """Another name of the commune with the code ``commune``."""

    code: str
    name: str
    commune: str


@dataclass(slots=True)
class Gazetteer:
    """A territory, checked: columns of ``Territory``, then communes and intercommunalities by code."""

    territory: dict[str, Any] = field(default_factory=dict)
    communes: dict[str, CommuneRow] = field(default_factory=dict)
    aliases: list[AliasRow] = field(default_factory=list)
    intercommunalities: dict[str, str] = field(default_factory=dict)


def read_gazetteer(path: Path) -> Gazetteer:
    """Read a TOML file (or the folder with its ``gazetteer.toml``). Raises GazetteerError with all faults."""
    if path.is_dir():
        path /= "gazetteer.toml"
    problems: list[Problem] = []
    manifest = _read_manifest(path, problems)
    gazetteer = Gazetteer()
    if manifest is not None:
        gazetteer.territory = _read_territory(path, manifest["territory"], problems)
        files = manifest["files"]
        if name := files.get("intercommunalities"):
            gazetteer.intercommunalities = _read_intercommunalities(path.parent / name, problems)
        gazetteer.communes = _read_communes(path.parent / files["communes"], gazetteer, problems)
        if name := files.get("aliases"):
            gazetteer.aliases = _read_aliases(path.parent / name, gazetteer.communes, problems)
    if problems:
        raise GazetteerError(problems)
    return gazetteer


MANIFEST_KEYS = {
    "territory": {"code": str, "name": str, "country": str, "timezone": str, "outline": str, "credits": list},
    "files": {"communes": str, "aliases": str, "intercommunalities": str},
}
REQUIRED = {"territory": ("code", "name", "country"), "files": ("communes",)}


def _read_manifest(path: Path, problems: list[Problem]) -> dict[str, Any] | None:
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        manifest = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(path.name, 0, f"is not well-formed TOML: {error}"))
        return None
    reasons = [f"[{table}] is not known." for table in manifest if table not in MANIFEST_KEYS]
    for table, keys in MANIFEST_KEYS.items():
        given = manifest.get(table)
        if not isinstance(given, dict):
            reasons.append(f"[{table}] is missing.")
            continue
        reasons += [f"{table}.{key} is missing." for key in REQUIRED[table] if not given.get(key)]
        reasons += [f"{table}.{key} is not known." for key in given if key not in keys]
        reasons += [
            f"{table}.{key} must be {'a list of texts' if kind is list else 'a text'}."
            for key, kind in keys.items()
            if not isinstance(value := given.get(key, kind()), kind)
            or (kind is list and not all(isinstance(item, str) for item in value))
        ]
    problems.extend(Problem(path.name, 0, reason) for reason in reasons)
    return None if reasons else manifest


def _read_territory(path: Path, given: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    def report(reason: str) -> None:
        problems.append(Problem(path.name, 0, reason))

    if not CODE.fullmatch(given["code"]):
        report("territory.code must be letters, digits and hyphens, 20 at most.")
    if not re.fullmatch("[A-Z]{2}", given["country"]):
        report("territory.country must be two capital letters (ISO 3166-1).")
    if len(given["name"]) > 100:
        report("territory.name is longer than 100 characters.")
    zone = given.get("timezone", "Europe/Paris")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        report(f"territory.timezone {zone!r} is not a time zone such as Europe/Paris.")
    outline = None
    if name := given.get("outline"):
        outline = _read_outline(path.parent / name, problems)
    return {
        "code": given["code"],
        "name": given["name"],
        "country": given["country"],
        "timezone": zone,
        "outline": outline,
        "credits": "\n".join(given.get("credits", [])),
    }


def _read_outline(path: Path, problems: list[Problem]) -> dict[str, Any] | None:
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        return outline_geometry(json.loads(text))
    except json.JSONDecodeError as error:
        problems.append(Problem(path.name, error.lineno, f"is not well-formed JSON: {error.msg}."))
    except ValueError as error:
        problems.append(Problem(path.name, 0, str(error)))
    return None


def _faults_of_code(code: str, known: dict[str, Any]) -> list[str]:
    if not CODE.fullmatch(code):
        return [f"the code {code!r} is not letters, digits and hyphens, 20 at most." if code else "the code is empty."]
    return [f"the code {code} stands twice."] if code in known else []


def _faults_of_name(name: str) -> list[str]:
    if not normalize_name(name):
        return ["the name is empty."]
    return ["the name is longer than 150 characters."] if len(name) > 150 else []


def _read_intercommunalities(path: Path, problems: list[Problem]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_table(path, ("code", "name"), (), problems):
        code, name = row.cells["code"], row.cells["name"]
        if faults := _faults_of_code(code, found) + _faults_of_name(name):
            problems.extend(Problem(path.name, row.line, fault) for fault in faults)
        else:
            found[code] = name
    return found


COMMUNE_COLUMNS = ("code", "name", "latitude", "longitude")
COMMUNE_OPTIONAL = ("postcodes", "population", "district", "intercommunality")


def _read_communes(path: Path, gazetteer: Gazetteer, problems: list[Problem]) -> dict[str, CommuneRow]:
    found: dict[str, CommuneRow] = {}
    before = len(problems)
    for row in read_table(path, COMMUNE_COLUMNS, COMMUNE_OPTIONAL, problems):
        faults: list[str] = []
        commune = _read_commune(row, gazetteer, found, faults)
        problems.extend(Problem(path.name, row.line, fault) for fault in faults)
        # Kept although faulty, so that a second row of that code and its aliases are judged rightly.
        found.setdefault(commune.code, commune)
    if not found and len(problems) == before:
        problems.append(Problem(path.name, 0, "has no commune."))
    return found


def _read_commune(row: Row, gazetteer: Gazetteer, found: dict[str, CommuneRow], faults: list[str]) -> CommuneRow:
    cells = {**dict.fromkeys(COMMUNE_OPTIONAL, ""), **row.cells}
    faults += _faults_of_code(cells["code"], found) + _faults_of_name(cells["name"])
    postcodes = " ".join(cells["postcodes"].split())
    if wrong := [code for code in postcodes.split() if not POSTCODE.fullmatch(code)]:
        faults.append(f"{wrong[0]!r} is not a postcode; separate several by spaces.")
    if len(postcodes) > 200 or len(cells["district"]) > 100:
        faults.append("the postcodes or the district are too long.")
    population = cells["population"]
    if population and not re.fullmatch("[0-9]{1,9}", population):
        faults.append(f"the population {population!r} is not a whole number.")
        population = ""
    if (group := cells["intercommunality"]) and group not in gazetteer.intercommunalities:
        faults.append(f"the intercommunality {group} is not in its table.")
    latitude = _degrees(cells["latitude"], "latitude", 90, faults)
    longitude = _degrees(cells["longitude"], "longitude", 180, faults)
    _check_inside(latitude, longitude, gazetteer.territory["outline"], faults)
    return CommuneRow(
        cells["code"],
        cells["name"],
        postcodes,
        int(population) if population else None,
        cells["district"],
        group,
        latitude,
        longitude,
    )


def _degrees(text: str, what: str, limit: int, faults: list[str]) -> float:
    try:
        value = float(text)
    except ValueError:
        hint = " (write a point, not a comma)" if "," in text else ""
        faults.append(f"the {what} {text!r} is not a number{hint}.")
        return math.nan
    if not abs(value) <= limit:  # also not a number, and infinity
        faults.append(f"the {what} {text} is not between -{limit} and {limit}.")
        return math.nan
    return value


def _check_inside(latitude: float, longitude: float, outline: dict[str, Any] | None, faults: list[str]) -> None:
    if outline is None or math.isnan(latitude) or math.isnan(longitude):
        return
    box = bounding_box(outline)
    if not near_box(box, latitude, longitude, OUTLINE_MARGIN):
        distance = haversine_km(latitude, longitude, (box.south + box.north) / 2, (box.west + box.east) / 2)
        swapped = near_box(box, longitude, latitude, OUTLINE_MARGIN)
        hint = "latitude and longitude are swapped" if swapped else f"{distance:,.0f} km from its centre"
        faults.append(f"the point {latitude}, {longitude} is outside the territory: {hint}.")


def _read_aliases(path: Path, communes: dict[str, CommuneRow], problems: list[Problem]) -> list[AliasRow]:
    found: dict[tuple[str, str], AliasRow] = {}
    for row in read_table(path, ("name", "commune"), ("code",), problems):
        alias = AliasRow(row.cells.get("code", ""), row.cells["name"], row.cells["commune"])
        faults = _faults_of_name(alias.name)
        if alias.code:
            faults += _faults_of_code(alias.code, {})
        if alias.commune not in communes:
            faults.append(f"the commune {alias.commune or '(empty)'} is not in its table.")
        elif alias.code in communes and alias.code != alias.commune:
            faults.append(f"{alias.code} is a commune of its own, {communes[alias.code].name}.")
        if (alias.commune, alias.name) in found:
            faults.append(f"the name {alias.name} of {alias.commune} stands twice.")
        problems.extend(Problem(path.name, row.line, fault) for fault in faults)
        if not faults:
            found[alias.commune, alias.name] = alias
    return list(found.values())
