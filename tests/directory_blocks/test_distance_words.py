"""How far things are, in words that claim no more than is known."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from directory_blocks.enums import Precision
from directory_blocks.geometry import km_to_chord
from directory_blocks.models import Commune, Entry
from directory_blocks.templatetags.directory_ui import distance


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def entry_at(kilometres: float, precision: Precision = Precision.EXACT, commune: Commune | None = None) -> Entry:
    entry = Entry(precision=precision, latitude=43.6, longitude=0.6, commune=commune)
    entry.chord_squared = km_to_chord(kilometres) ** 2
    return entry


@pytest.mark.parametrize(("kilometres", "words"), [(0.01, "50\xa0m"), (0.4, "400\xa0m"), (3.14, "3.1\xa0km")])
def test_between_two_known_places_metres_count(kilometres: float, words: str) -> None:
    assert distance(entry_at(kilometres)) == words


@pytest.mark.parametrize(("kilometres", "words"), [(0.01, ""), (3.14, "3\xa0km"), (12.4, "12\xa0km")])
def test_a_place_known_as_a_commune_is_whole_kilometres_away(kilometres: float, words: str) -> None:
    assert distance(entry_at(kilometres, Precision.COMMUNE)) == words


def test_a_place_on_the_mark_of_its_commune_has_no_place_of_its_own() -> None:
    assert distance(entry_at(3.14, commune=Commune(latitude=43.6, longitude=0.6))) == "3\xa0km"


def test_within_the_commune_asked_from_nothing_is_said() -> None:
    commune = Commune(pk=1, latitude=43.5, longitude=0.5)
    inside, outside = entry_at(2, commune=commune), entry_at(8.4, commune=Commune(pk=2, latitude=43.5, longitude=0.5))
    for entry in (inside, outside):
        entry.count_from_commune(commune.pk)

    assert not distance(inside)
    assert distance(outside) == "8\xa0km"
