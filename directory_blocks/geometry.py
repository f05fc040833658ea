"""Places on the globe: boxes, unit vectors and great-circle distances. Degrees are WGS 84, lengths kilometres."""

from math import asin, cos, degrees, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088


class BBox(NamedTuple):
    """A rectangle of longitudes and latitudes, in the order of RFC 7946; it never crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point on the unit sphere."""
    phi, lam = radians(latitude), radians(longitude)
    return cos(phi) * cos(lam), cos(phi) * sin(lam), sin(phi)


def chord_to_km(chord: float) -> float:
    """The great-circle distance under a chord of the unit sphere."""
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, chord / 2))


def km_to_chord(distance: float) -> float:
    """The chord of the unit sphere over a great-circle distance; 2, the diameter, from half way round the globe on."""
    return 2 * sin(min(distance / (2 * EARTH_RADIUS_KM), pi / 2))


def haversine_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance between two points."""
    phi, other_phi = radians(latitude), radians(other_latitude)
    lam = radians(other_longitude - longitude)
    half = hypot(sin((other_phi - phi) / 2), sqrt(cos(phi) * cos(other_phi)) * sin(lam / 2))
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, half))


def boxes_around(latitude: float, longitude: float, radius: float) -> list[BBox]:
    """
    One box, or two at the antimeridian, that hold every point within ``radius`` km; the whole width at a pole.

    The longest reach in longitude is not on the parallel of the centre but where the circle touches a meridian:
    sin Δλ = sin r / cos φ.
    """
    reach = degrees(radius / EARTH_RADIUS_KM) + 1e-9
    south, north = latitude - reach, latitude + reach
    if south <= -90 or north >= 90:
        return [BBox(-180, max(south, -90), 180, min(north, 90))]
    width = degrees(asin(min(1.0, sin(radians(reach)) / cos(radians(latitude))))) + 1e-9
    west, east = longitude - width, longitude + width
    if west < -180:
        return [BBox(west + 360, south, 180, north), BBox(-180, south, east, north)]
    if east > 180:
        return [BBox(west, south, 180, north), BBox(-180, south, east - 360, north)]
    return [BBox(west, south, east, north)]
