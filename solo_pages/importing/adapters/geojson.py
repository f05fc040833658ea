"""
GeoJSON (RFC 7946): a FeatureCollection of points whose properties are the columns of ``columns.py``.

Coordinates are longitude, latitude. A feature without ``external_id`` among its properties is known by its ``id``.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..columns import COLUMNS, COLUMNS_BY_NAME, Kind
from ..decoding import DecodedFile
from ..errors import UnreadableFile
from .base import PlaceFormat, Row, register_format, require_columns


class NotANumber(ValueError):  # noqa: N818
    """NaN and infinities are no JSON (RFC 8259), though Python's parser takes them."""


def _refuse(constant: str) -> None:
    raise NotANumber(constant)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except NotANumber as error:
        raise UnreadableFile(f"The file has {error} where a number is expected: that is not JSON.") from error
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"Not JSON: {error.msg} at line {error.lineno}, column {error.colno}. The file may be truncated."
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableFile("Not JSON that can be read: nested too deep, or a number without end.") from error


def _features(text: str) -> list[Any]:
    data = _parsed(text)
    kind = data.get("type") if isinstance(data, dict) else None
    if kind != "FeatureCollection" or not isinstance(data.get("features"), list):
        found = f"an object of type {kind!r:.60}" if isinstance(data, dict) else f"a JSON {type(data).__name__}"
        raise UnreadableFile(f"JSON, but not GeoJSON: expected a FeatureCollection with features, found {found}.")
    return data["features"]


@register_format
class GeoJsonFormat(PlaceFormat):
    """The documented columns, as properties of GeoJSON points."""

    key = "geojson"
    label = "GeoJSON"
    writes = True

    def recognises(self, file: DecodedFile) -> bool:
        """JSON by its first character, or by its name."""
        return file.text.lstrip()[:1] in "{[" or file.name.lower().endswith((".geojson", ".json"))

    def rows(self, file: DecodedFile) -> Iterator[Row]:
        features = _features(file.text)
        require_columns(self._names(features))
        for number, feature in enumerate(features, start=1):
            yield self._row(f"feature {number}", feature)

    def unused(self, file: DecodedFile) -> list[str]:
        return sorted(set(self._names(_features(file.text))) - set(COLUMNS_BY_NAME))

    def _names(self, features: list[Any]) -> list[str]:
        names: dict[str, None] = {}
        for feature in features:
            if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
                names.update(dict.fromkeys(feature["properties"]))
                if "id" in feature:
                    names["external_id"] = None
        return list(names)

    def _row(self, where: str, feature: Any) -> Row:
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            return Row(where, problem="is no GeoJSON Feature")
        properties = feature.get("properties")
        if not isinstance(properties, dict):
            return Row(where, problem="has no properties")
        cells = dict(properties)
        if "external_id" not in cells and "id" in feature:
            cells["external_id"] = feature["id"]
        if "geometry" in feature:
            try:
                cells["longitude"], cells["latitude"] = self._position(feature["geometry"])
            except ValueError as error:
                return Row(where, cells, problem=str(error))
        return Row(where, cells)

    def _position(self, geometry: Any) -> tuple[Any, Any]:
        if geometry is None:
            return None, None
        kind = geometry.get("type") if isinstance(geometry, dict) else type(geometry).__name__
        if kind != "Point":
            raise ValueError(f"the geometry is a {kind!s:.40}, not a Point")
        coordinates = geometry.get("coordinates")
        if not isinstance(coordinates, list) or len(coordinates) not in {2, 3}:
            raise ValueError("the Point needs two coordinates: longitude, latitude")
        return coordinates[0], coordinates[1]

    def write(self, places: Iterable[dict[str, Any]]) -> str:
        collection = {"type": "FeatureCollection", "features": [self._feature(place) for place in places]}
        return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"

    def _feature(self, place: dict[str, Any]) -> dict[str, Any]:
        position = [place["longitude"], place["latitude"]] if place["latitude"] is not None else None
        return {
            "type": "Feature",
            "id": place["external_id"],
            "geometry": position and {"type": "Point", "coordinates": position},
            "properties": {c.name: place[c.name] for c in COLUMNS if c.kind is not Kind.NUMBER},
        }
