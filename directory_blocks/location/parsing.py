"""Positions as text: the EWKT that is kept, and what people type or paste."""

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_NUMBER = r"[-+]?(?:\d{1,3}(?:\.\d{0,25})?|\.\d{1,25})(?:[eE][-+]?\d{1,3})?"
EWKT = re.compile(
    rf"\s*(?:SRID\s*=\s*(?P<srid>\d{{1,6}})\s*;\s*)?POINT\s*\(\s*(?P<lng>{_NUMBER})\s+(?P<lat>{_NUMBER})\s*\)\s*",
    re.IGNORECASE | re.ASCII,
)
# "43.646, 0.586" as maps give it; with decimal commas the separator is a semicolon or a space.
PAIR = re.compile(rf"\s*(?P<lat>{_NUMBER})\s*(?:[,;]\s*|\s)\s*(?P<lng>{_NUMBER})\s*", re.ASCII)
COMMA_PAIR = re.compile(r"\s*(?P<lat>[-+]?\d{1,3},\d{1,20})\s*[;\s]\s*(?P<lng>[-+]?\d{1,3},\d{1,20})\s*", re.ASCII)


class Point(NamedTuple):
    """A position in WGS 84 degrees."""

    latitude: float
    longitude: float


def parse_location(text: str) -> Point | None:
    """
    Read "SRID=4326;POINT(lng lat)" or "latitude, longitude"; None for nothing. Raises ValidationError for the rest.
    """
    if not text.strip():
        return None
    match = EWKT.fullmatch(text) or COMMA_PAIR.fullmatch(text) or PAIR.fullmatch(text)
    if match is None:
        raise ValidationError(
            _("Put the pin on the map, or write latitude and longitude like this: 43.6460, 0.5860."), code="invalid"
        )
    if match.groupdict().get("srid") not in (None, "4326"):
        raise ValidationError(_("Only positions in WGS 84 (SRID 4326) can be used."), code="srid")
    point = Point(float(match["lat"].replace(",", ".")), float(match["lng"].replace(",", ".")))
    if not (-90 <= point.latitude <= 90 and -180 <= point.longitude <= 180):
        raise ValidationError(
            _("%(latitude)s, %(longitude)s is nowhere: the latitude comes first, between -90 and 90.")
            % {"latitude": match["lat"], "longitude": match["lng"]},
            code="range",
        )
    return point


def format_location(point: Point) -> str:
    """Write a position as it is kept, to 7 decimals (a centimetre)."""
    return f"SRID=4326;POINT({_decimal(point.longitude)} {_decimal(point.latitude)})"


def display_location(text: str) -> str:
    """Write a kept position as people read it, "latitude, longitude"; what cannot be read comes back as it is."""
    try:
        point = parse_location(text)
    except ValidationError:
        return text
    return f"{_decimal(point.latitude)}, {_decimal(point.longitude)}" if point else ""


def canonical_location(text: str) -> str:
    """Give the EWKT to keep: one that is valid stays as it is, to the last decimal. Raises ValidationError."""
    point = parse_location(text)
    if point is None:
        return ""
    kept = re.fullmatch(r"SRID=4326;POINT\(-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?\)", text, re.ASCII)
    return text if kept else format_location(point)


def _decimal(value: float) -> str:
    """Plain decimals, without the exponent that some readers of EWKT do not know."""
    text = f"{value:.7f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
