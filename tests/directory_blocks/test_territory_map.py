"""The drawn territory, and the points of maps that stand outside a directory."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from directory_blocks.territory_map import draw_territory
from tests.factories.entries import EntryFactory, get_locale
from tests.factories.site import make_commune, make_term

SQUARE = {"type": "Polygon", "coordinates": [[[0, 43], [1, 43], [1, 44], [0, 44], [0, 43]]]}


def territory(outline: Any = SQUARE) -> Any:
    return SimpleNamespace(outline=outline)


def entry(latitude: float | None, longitude: float | None, pk: int = 1) -> Any:
    return SimpleNamespace(latitude=latitude, longitude=longitude, pk=pk, title=f"Entry {pk}", url_path=f"/{pk}/")


def test_north_is_up_and_east_is_right() -> None:
    drawing = draw_territory(territory(), [entry(43.9, 0.1, 1), entry(43.1, 0.9, 2)])
    assert drawing is not None
    north_west, south_east = drawing.marks
    assert north_west.x < south_east.x
    assert north_west.y < south_east.y


def test_marks_are_numbered_as_the_list_is_and_neighbours_share_one() -> None:
    entries = [entry(43.5, 0.5, 1), entry(None, None, 2), entry(43.5, 0.5, 3), entry(43.6, 0.5, 4)]
    drawing = draw_territory(territory(), entries, first_number=25)
    assert drawing is not None
    assert [mark.label for mark in drawing.marks] == ["25+", "28"]
    assert drawing.marks[0].title == "Entry 1, Entry 3"


def test_the_mark_of_the_page_itself_stands_out_and_on_top() -> None:
    own = entry(43.5, 0.05, 1)
    drawing = draw_territory(territory(), [own, entry(43.6, 0.5, 2), entry(43.5, 0.05, 3)], own=own)
    assert drawing is not None
    assert [mark.own for mark in drawing.marks] == [False, True]
    assert drawing.marks[-1].title == "Entry 1, Entry 3"
    assert drawing.marks[-1].beside == "start"


@pytest.mark.parametrize(
    "outline",
    [None, {}, [], {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[["x", "y"]]]}, {"type": "Point"}],
)
def test_a_malformed_outline_leaves_the_marks(outline: Any) -> None:
    drawing = draw_territory(territory(outline), [entry(43.5, 0.5)])
    assert drawing is not None
    assert drawing.outline == ""
    assert len(drawing.marks) == 1


def test_nothing_is_drawn_of_nothing() -> None:
    assert draw_territory(None, []) is None


@given(st.lists(st.tuples(st.floats(43, 44), st.floats(0, 1)), min_size=1, max_size=20))
def test_every_mark_inside_the_territory_lies_on_the_drawing(points: list[tuple[float, float]]) -> None:
    drawing = draw_territory(territory(), [entry(*point) for point in points])
    assert drawing is not None
    assert sum(len(mark.entries) for mark in drawing.marks) == len(points)
    for mark in drawing.marks:
        assert 0 <= mark.x <= drawing.width
        assert 0 <= mark.y <= drawing.height


@pytest.fixture
def points(client: Any, profiles: Any, db: Any) -> Any:
    def ask(query: str) -> Any:
        return client.get(f"{reverse('directory_blocks:map')}?{query}")

    return ask


def test_a_map_outside_a_directory_asks_for_its_own_entries(points: Any) -> None:
    ict = make_term("Informatique", "ict", icon="monitor", colour="#1f6693")
    commune = make_commune()
    found = EntryFactory(source="profile", title="Anne", commune=commune, latitude=43.6, longitude=0.6, terms=[ict])
    EntryFactory(source="profile", latitude=43.6, longitude=0.6)
    EntryFactory(source="profile", latitude=43.6, longitude=0.6, terms=[ict], locale=get_locale("en"))
    response = points("lang=fr&source=profile&sector=ict&zoom=9")
    [feature] = response.json()["features"]
    assert feature["id"] == found.pk
    assert feature["properties"]["icon"] == "monitor"
    assert feature["properties"]["colour"] == "#1f6693"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("", "lang"),
        ("lang=xx", "lang"),
        ("lang=%00", "lang"),
        ("lang=fr&source=gone", "source"),
        ("lang=fr&zoom=far", "zoom"),
        ("lang=fr&bbox=1,2", "bbox"),
    ],
)
def test_a_bad_parameter_is_named(points: Any, query: str, field: str) -> None:
    get_locale("fr")
    response = points(query)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
