"""What a query finds as GeoJSON for a map (RFC 7946): the points themselves, or clusters that the database counts."""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Avg,
    BigIntegerField,
    Count,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    Max,
    Min,
    OuterRef,
    Subquery,
    Value,
)

from ..conf import directory_settings
from ..geometry import BBox
from ..models.entry import Entry, EntryTerm
from ..querysets import EntryQuerySet
from .distance import inside

if TYPE_CHECKING:
    from .entry_query import EntryQuery

# A cluster stands for what is within so many pixels of a web map of 256-pixel tiles; never more cells than this a side.
CELL_PIXELS = 64
MAX_CELLS = 24
# Where nobody says which part is in sight, closer than this would be ever more clusters.
MAX_ZOOM_OF_EVERYTHING = 10
# Degrees of latitude to one of longitude on a web map, in the middle latitudes.
SQUEEZE = 0.7
# More than there are columns of cells at any zoom.
COLUMNS = 2**28
# Around a single place, so that it makes a valid rectangle: about ten metres.
MARGIN = 0.0001
# Vocabularies whose terms give a mark its colour and icon.
MARK_VOCABULARIES = ("category", "event_type", "sector")


class CellIndex(Func):
    """Which cell of a row of equal cells: (coordinate + offset) / size, rounded down; the sum is never negative."""

    template = "CAST(FLOOR((%(expressions)s)) AS bigint)"
    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        # Django's FLOOR is a Python function there; the cast rounds towards zero by itself.
        return super().as_sql(compiler, connection, template="CAST((%(expressions)s) AS integer)", **context)


def rounded(value: float) -> float:
    """Six decimals: a decimetre."""
    return round(value, 6)


def feature_collection(query: EntryQuery, zoom: int, view: BBox | None = None) -> dict[str, Any]:
    """
    The features, with ``bbox`` and, as foreign members, ``count`` (entries on the map) and ``clustered``.

    Points: ``id`` is the entry's id, ``properties`` have ``title``, ``url``, ``lang``, ``source``, ``precision``,
    ``commune``, and ``colour`` and ``icon`` of their first category or sector. Clusters: ``properties`` have
    ``cluster`` (true) and ``count``, ``bbox`` is what to zoom to; where all are at one place, which no zoom parts,
    ``query`` (``?…``) lists them. A cluster of one entry is that entry's point.
    """
    entries = query.queryset().filter(inside(view)) if view else query.queryset().located()
    groups = grouped(entries, *cell_size(view or query.bbox, zoom))
    if len(groups) > MAX_CELLS**2:
        groups = grouped(entries, *cell_size(around(groups), zoom))
    count = sum(group["amount"] for group in groups)
    clustered = count > directory_settings.MAP_POINT_LIMIT
    collection: dict[str, Any] = {"type": "FeatureCollection", "count": count, "clustered": clustered, "features": []}
    if groups:
        collection["bbox"] = [rounded(side) for side in around(groups)]
        collection["features"] = clusters(query, groups) if clustered else points(entries)
    return collection


def look(attribute: str) -> Subquery:
    """The colour or icon of an entry's first term that has one, of the vocabularies a map is read by."""
    terms = EntryTerm.objects.filter(entry=OuterRef("pk"), term__vocabulary__in=MARK_VOCABULARIES)
    terms = terms.exclude(**{f"term__{attribute}": ""})
    order = ("term__vocabulary", F("term__parent").desc(nulls_last=True), "term__sort_order", "term__slug")
    return Subquery(terms.order_by(*order).values(f"term__{attribute}")[:1])


def points(entries: EntryQuerySet) -> list[dict[str, Any]]:
    """One feature for each entry. One query."""
    rows = (
        entries.annotate(colour=look("colour"), icon=look("icon"))
        .order_by("sort_key", "pk")
        .values_list(
            "pk",
            "source",
            "title",
            "url_path",
            "text_language",
            "precision",
            "commune__name",
            "latitude",
            "longitude",
            "colour",
            "icon",
        )
    )
    return [
        {
            "type": "Feature",
            "id": pk,
            "geometry": {"type": "Point", "coordinates": [rounded(longitude), rounded(latitude)]},
            "properties": {
                "title": title,
                "url": url,
                "lang": language,
                "source": source,
                "precision": precision,
                "commune": commune or "",
                "colour": colour or "",
                "icon": icon or "",
            },
        }
        for pk, source, title, url, language, precision, commune, latitude, longitude, colour, icon in rows
    ]


def around(groups: list[dict[str, Any]]) -> BBox:
    """The rectangle that holds all points of the groups."""
    return BBox(
        min(group["west"] for group in groups),
        min(group["south"] for group in groups),
        max(group["east"] for group in groups),
        max(group["north"] for group in groups),
    )


def cell_size(area: BBox | None, zoom: int) -> tuple[float, float]:
    """Width and height of the cells in degrees: about square on the screen, and never too many of them in the area."""
    if area is None:
        width = 360 / 2 ** min(zoom, MAX_ZOOM_OF_EVERYTHING) * CELL_PIXELS / 256
        return width, width * SQUEEZE
    squeeze = max(0.1, cos(radians((area.south + area.north) / 2 // 10 * 10 + 5)))
    width = 360 / 2**zoom * CELL_PIXELS / 256
    width = max(width, (area.east - area.west) / MAX_CELLS, (area.north - area.south) / MAX_CELLS / squeeze)
    return width, width * squeeze


def grouped(entries: EntryQuerySet, width: float, height: float) -> list[dict[str, Any]]:
    """Count and measure what is in each cell that holds something. One query."""

    def cell(name: str, offset: float, size: float) -> CellIndex:
        return CellIndex((F(name) + Value(offset, FloatField())) / Value(size, FloatField()))

    # One number for both: to sort by one is quicker than by two.
    number = cell("longitude", 180.0, width) + cell("latitude", 90.0, height) * Value(COLUMNS, BigIntegerField())
    return list(
        entries.annotate(cell=ExpressionWrapper(number, BigIntegerField()))
        .values("cell")
        .annotate(
            amount=Count("*"),
            first=Min("pk"),
            mean_longitude=Avg("longitude"),
            mean_latitude=Avg("latitude"),
            west=Min("longitude"),
            south=Min("latitude"),
            east=Max("longitude"),
            north=Max("latitude"),
        )
        .order_by()
    )


def clusters(query: EntryQuery, groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One feature for each group, at the mean of its points. A query where some hold one entry only."""
    alone = [group["first"] for group in groups if group["amount"] == 1]
    features = [cluster(query, group) for group in groups if group["amount"] > 1]
    return features + (points(Entry.objects.filter(pk__in=alone)) if alone else [])


def cluster(query: EntryQuery, group: dict[str, Any]) -> dict[str, Any]:
    """The feature of one cell."""
    box = BBox(*(rounded(group[side]) for side in ("west", "south", "east", "north")))
    properties: dict[str, Any] = {"cluster": True, "count": group["amount"]}
    if box.west == box.east and box.south == box.north:
        place = BBox(
            max(box.west - MARGIN, -180),
            max(box.south - MARGIN, -90),
            min(box.east + MARGIN, 180),
            min(box.north + MARGIN, 90),
        )
        properties["query"] = query.with_(bbox=place).querystring()
    return {
        "type": "Feature",
        "id": f"cluster-{group['cell']}",
        "bbox": list(box),
        "geometry": {
            "type": "Point",
            "coordinates": [rounded(group["mean_longitude"]), rounded(group["mean_latitude"])],
        },
        "properties": properties,
    }
