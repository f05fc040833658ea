"""The map shows every entry: as its point, or counted in a cluster that leads to it."""

import json

import pytest

from directory_blocks.geometry import BBox
from directory_blocks.models import Entry
from directory_blocks.query import EntryQuery
from tests.factories.entries import EntryFactory, get_locale

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_points(settings):
    settings.DIRECTORY_BLOCKS = {"MAP_POINT_LIMIT": 5}


def query(**kwargs):
    return EntryQuery(locale=get_locale(), **kwargs)


def entry(latitude, longitude, **kwargs):
    return EntryFactory(latitude=latitude, longitude=longitude, **kwargs)


def test_few_entries_are_points_with_longitude_first(django_assert_num_queries):
    one = entry(43.6, 0.5, title="Ici")
    EntryFactory(title="Nulle part")
    asked = query()
    with django_assert_num_queries(2):
        collection = asked.map(8)
    assert (collection["type"], collection["count"], collection["clustered"]) == ("FeatureCollection", 1, False)
    assert collection["bbox"] == [0.5, 43.6, 0.5, 43.6]
    (feature,) = collection["features"]
    assert (feature["id"], feature["geometry"]) == (one.pk, {"type": "Point", "coordinates": [0.5, 43.6]})
    assert feature["properties"]["title"] == "Ici"


def test_nothing_is_an_empty_collection():
    assert query().map(8) == {"type": "FeatureCollection", "count": 0, "clustered": False, "features": []}


@pytest.mark.parametrize("zoom", [0, 5, 8, 10, 14, 22])
def test_clusters_count_every_entry_once(few_points, zoom, django_assert_max_num_queries):
    for number in range(40):
        entry(43.4 + number % 7 * 0.1, 0.1 + number % 5 * 0.2)
    asked = query()
    with django_assert_max_num_queries(3):
        collection = asked.map(zoom)
    counts = [feature["properties"].get("count", 1) for feature in collection["features"]]
    assert collection["clustered"]
    assert sum(counts) == collection["count"] == 40
    json.dumps(collection)


def test_a_cluster_stands_in_its_own_box_and_says_where_to_look(few_points):
    for longitude in (0.50, 0.51, 0.52, 1.0, 1.01, 1.02):
        entry(43.6, longitude)
    west, east = sorted(query().map(8)["features"], key=lambda feature: feature["geometry"]["coordinates"])
    assert west["geometry"]["coordinates"] == [0.51, 43.6]
    assert (west["properties"], west["bbox"]) == ({"cluster": True, "count": 3}, [0.5, 43.6, 0.52, 43.6])
    assert east["properties"]["count"] == 3


def test_many_at_one_place_lead_to_a_list_of_them(few_points):
    for number in range(8):
        entry(43.6, 0.5, title=f"Solo {number}", precision="commune")
    entry(43.7, 0.5)
    (cluster,) = [one for one in query().map(14)["features"] if one["properties"].get("cluster")]
    assert cluster["properties"]["query"] == "?bbox=0.4999,43.5999,0.5001,43.6001"
    assert query(bbox=BBox(0.4999, 43.5999, 0.5001, 43.6001)).count() == 8


def test_only_what_is_in_sight_is_counted():
    seen, _unseen = entry(43.6, 0.5), entry(43.6, 1.5)
    collection = query().map(8, BBox(0, 43, 1, 44))
    assert [feature["id"] for feature in collection["features"]] == [seen.pk]
    assert query(bbox=BBox(1, 43, 2, 44)).map(8, BBox(0, 43, 1, 44))["count"] == 0


def test_the_edges_of_the_world_have_cells_too(few_points):
    for latitude, longitude in ((90, 180), (-90, -180), (90, -180), (-90, 180), (0, 0), (0.1, 0)):
        entry(latitude, longitude)
    for zoom in (0, 10, 22):
        assert query().map(zoom)["count"] == Entry.objects.count()
