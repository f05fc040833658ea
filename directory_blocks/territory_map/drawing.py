"""The territory as a small SVG in Web Mercator, the projection of the live map, so that nothing jumps between them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import asinh, degrees, radians, tan
from typing import Any

from ..models import Entry, Territory

# Units of the drawing; its height follows from the territory.
WIDTH = 1000
MARGIN = 40

Ring = list[tuple[float, float]]


@dataclass(slots=True)
class Mark:
    """One place on the drawing and the entries there, each with its number in the list."""

    x: float
    y: float
    entries: list[tuple[int, Entry]] = field(default_factory=list)
    own: bool = False

    @property
    def label(self) -> str:
        """What stands on the mark: the number of its entry, or the first and how many follow."""
        first = self.entries[0][0]
        return str(first) if len(self.entries) == 1 else f"{first}+"

    @property
    def title(self) -> str:
        """The names of the entries."""
        return ", ".join(entry.title for _number, entry in self.entries)

    @property
    def anchor(self) -> str:
        """Where the first of the entries stands in the list."""
        return f"entry-{self.entries[0][1].pk}"

    @property
    def url(self) -> str:
        """The page of a lone entry; empty where there are several."""
        return self.entries[0][1].url_path if len(self.entries) == 1 else ""

    @property
    def beside(self) -> str:
        """Which end of a name written above the mark stands there, so that it stays on the drawing."""
        return "start" if self.x < WIDTH / 4 else "end" if self.x > WIDTH * 3 / 4 else "middle"

    @property
    def text_y(self) -> float:
        """Baseline that centres the label."""
        return round(self.y + 8, 1)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template draws: an outline as path data and the marks, in units of ``view_box``."""

    view_box: str
    width: int
    height: int
    outline: str
    marks: list[Mark]


def rings(geometry: Any) -> list[Ring]:
    """All rings of a GeoJSON Polygon or MultiPolygon as (lon, lat); none where it is malformed."""
    if not isinstance(geometry, dict):
        return []
    coordinates = geometry.get("coordinates") or []
    polygons = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(str(geometry.get("type")), [])
    try:
        return [[(float(point[0]), float(point[1])) for point in ring] for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, IndexError):
        return []


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """Project WGS 84 degrees to Web Mercator, in degrees of longitude, y southwards."""
    return longitude, -degrees(asinh(tan(radians(max(-85.0, min(85.0, latitude))))))


def draw_territory(
    territory: Territory | None, entries: Iterable[Entry] = (), first_number: int = 1, own: Entry | None = None
) -> Drawing | None:
    """
    Draw the outline and mark the located entries, numbered from ``first_number`` in the order given.

    None where there is nothing to draw. Entries on the same point share a mark. That of ``own``, the entry which the
    page is about, comes last and so lies on top.
    """
    numbered = [pair for pair in enumerate(entries, first_number) if pair[1].latitude is not None]
    outline = [[mercator(*point) for point in ring] for ring in rings(territory.outline if territory else None)]
    places = [mercator(entry.longitude, entry.latitude) for _number, entry in numbered]
    ground = [point for ring in outline for point in ring] or places
    if not ground:
        return None
    west, east = min(x for x, _y in ground), max(x for x, _y in ground)
    north, south = min(y for _x, y in ground), max(y for _x, y in ground)
    # A single point still needs some ground around it: a hundredth of a degree is about a kilometre.
    scale = (WIDTH - 2 * MARGIN) / max(east - west, south - north, 0.01)

    def place(point: tuple[float, float]) -> tuple[float, float]:
        return round((point[0] - west) * scale + MARGIN, 1), round((point[1] - north) * scale + MARGIN, 1)

    width = round((east - west) * scale + 2 * MARGIN)
    height = round((south - north) * scale + 2 * MARGIN)
    path = "".join("M" + "L".join("{:g} {:g}".format(*place(point)) for point in ring) + "Z" for ring in outline)
    marks: dict[tuple[float, float], Mark] = {}
    for pair, point in zip(numbered, places, strict=True):
        at = place(point)
        mark = marks.setdefault(at, Mark(*at))
        mark.entries.append(pair)
        mark.own = mark.own or pair[1] is own
    in_order = sorted(marks.values(), key=lambda mark: mark.own)
    return Drawing(f"0 0 {width} {height}", width, height, path, in_order)
