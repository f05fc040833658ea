"""The outline of a territory: reading it, the box around it, and whether a point lies in it. WGS 84 degrees."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..geometry import BBox


def polygons(geometry: dict[str, Any]) -> list[list[list[list[float]]]]:
    """The polygons of a Polygon or MultiPolygon, each a list of rings of [longitude, latitude]."""
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def _points(geometry: dict[str, Any]) -> Iterator[list[float]]:
    for polygon in polygons(geometry):
        for ring in polygon:
            yield from ring


def bounding_box(geometry: dict[str, Any]) -> BBox:
    """The smallest box around a Polygon or MultiPolygon (not across the antimeridian)."""
    longitudes, latitudes = zip(*((point[0], point[1]) for point in _points(geometry)), strict=True)
    return BBox(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def near_box(box: BBox, latitude: float, longitude: float, margin: float = 0) -> bool:
    """Say whether a point lies in the box widened by ``margin`` degrees."""
    return box.west - margin <= longitude <= box.east + margin and box.south - margin <= latitude <= box.north + margin


def _in_ring(latitude: float, longitude: float, ring: list[list[float]]) -> bool:
    inside = False
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude) and longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def lies_in(latitude: float, longitude: float, geometry: dict[str, Any]) -> bool:
    """Say whether a point lies in a Polygon or MultiPolygon, holes excepted."""
    return any(
        _in_ring(latitude, longitude, outer) and not any(_in_ring(latitude, longitude, hole) for hole in holes)
        for outer, *holes in polygons(geometry)
    )


def outline_geometry(document: Any) -> dict[str, Any]:
    """
    Take the one Polygon or MultiPolygon out of a GeoJSON document (geometry, Feature, or collection of one).

    Raises ValueError with the reason where it is not one of valid WGS 84 positions in closed rings.
    """
    if isinstance(document, dict) and document.get("type") == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise ValueError("the collection must hold exactly one feature.")
        document = features[0]
    if isinstance(document, dict) and document.get("type") == "Feature":
        document = document.get("geometry")
    if not isinstance(document, dict) or document.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError("a GeoJSON Polygon or MultiPolygon is expected.")
    geometry = {"type": document["type"], "coordinates": document.get("coordinates")}
    try:
        for polygon in polygons(geometry):
            for ring in polygon:
                _check_ring(ring)
        bounding_box(geometry)
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError("the coordinates are not lists of rings of [longitude, latitude].") from error
    return geometry


def _check_ring(ring: list[list[float]]) -> None:
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise ValueError("a ring has at least four positions, the last one equal to the first.")
    for longitude, latitude, *_ in ring:
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            raise ValueError(f"[{longitude}, {latitude}] is no longitude and latitude.")
