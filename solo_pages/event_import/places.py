"""Where an event is: what its LOCATION and GEO say, in terms of the gazetteer."""

import re
from dataclasses import dataclass, field
from typing import Any

from directory_blocks.gazetteer.names import normalize_name
from directory_blocks.geometry import haversine_km

from ..importing.errors import RejectedRow
from ..importing.gazetteer import CommuneFinder
from ..importing.values import one_line

# A point so far from any commune's is in none that is known.
NEAR_KM = 12
_URL = re.compile(r"https?://[^\s<>\"]+")
_TOWN = re.compile(r"(?P<postcode>\d{4,5})\s+(?P<name>\D+)")


@dataclass(slots=True)
class FoundPlace:
    """A place as the fields of a meeting have it, and what is to be looked at."""

    values: dict[str, Any]
    notes: list[str] = field(default_factory=list)
    commune_name: str = ""


def find_place(location: str, geo: str, communes: CommuneFinder) -> FoundPlace:
    """Give the place of an event: commune by what LOCATION names, else by the point; the rest is name and street."""
    parts = [part for part in map(one_line, re.split(r"[,\n]", _URL.sub("", location))) if part]
    found = FoundPlace({"postcode": "", "commune": "", "position": None})
    commune = None
    for index in range(len(parts) - 1, -1, -1):
        if known := _commune(parts[index], communes):
            commune, found.values["postcode"] = known
            del parts[index:]
            break
    point = _point(geo, found)
    if point and commune is None:
        commune = _nearest(point, communes)
    if point:
        found.values["position"] = list(point)
    if commune:
        found.values["commune"], found.commune_name = commune.code, commune.name
    elif parts:
        found.notes.append(f"LOCATION “{location[:60]}” names no commune that is known: the place has a name only")
    found.values["place_name"] = (parts[0] if parts else "")[:140]
    found.values["street_address"] = ", ".join(parts[1:])[:200]
    return found


def online_address(location: str, conference: str) -> str:
    """Give the address of an online meeting, where there is one."""
    match = _URL.search(conference) or _URL.search(location)
    return match[0].rstrip(".,;") if match else ""


def _commune(part: str, communes: CommuneFinder) -> tuple[Any, str] | None:
    town = _TOWN.fullmatch(part)
    name, postcode = (town["name"].strip(), town["postcode"]) if town else (part, "")
    if not communes.by_name.get(normalize_name(name)):
        return None
    try:
        return communes.find("", name, postcode)[0], postcode
    except RejectedRow:
        return None


def _point(geo: str, found: FoundPlace) -> tuple[float, float] | None:
    if not geo:
        return None
    try:
        latitude, longitude = (float(part) for part in geo.split(";"))
    except ValueError:
        latitude = longitude = 999.0
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        found.notes.append(f"GEO “{geo[:40]}” is no position: left out")
        return None
    return None if (latitude, longitude) == (0, 0) else (round(latitude, 6), round(longitude, 6))


def _nearest(point: tuple[float, float], communes: CommuneFinder) -> Any:
    distances = [(haversine_km(*point, one.latitude, one.longitude), one.code) for one in communes.by_code.values()]
    distance, code = min(distances, default=(NEAR_KM + 1, ""))
    return communes.by_code[code] if distance <= NEAR_KM else None
