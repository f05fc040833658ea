"""Distance in the database by plain arithmetic: the squared chord of the unit sphere, exact and on any database."""

from django.db.models import F, FloatField, Q, Value
from django.db.models.expressions import Combinable

from ..geometry import BBox, boxes_around, km_to_chord, unit_vector
from ..models.abstract import Point
from ..querysets import EntryQuerySet


def chord_squared(point: Point) -> Combinable:
    """The squared chord from ``point`` to an entry; it grows with the distance. Null where the entry has no place."""
    total = None
    for axis, value in zip("xyz", unit_vector(*point), strict=True):
        difference = F(axis) - Value(value, output_field=FloatField())
        square = difference * difference
        total = square if total is None else total + square
    return total


def inside(box: BBox) -> Q:
    """Within a rectangle, edges included."""
    return Q(latitude__gte=box.south, latitude__lte=box.north, longitude__gte=box.west, longitude__lte=box.east)


def within(entries: EntryQuerySet, point: Point, radius: float) -> EntryQuerySet:
    """Keep the entries within ``radius`` km: a cut by rectangle that an index serves, then the exact distance."""
    cut = Q()
    for box in boxes_around(point.latitude, point.longitude, radius):
        cut |= inside(box)
    limit = km_to_chord(radius) ** 2
    return entries.filter(cut).alias(_chord=chord_squared(point)).filter(_chord__lte=limit)
