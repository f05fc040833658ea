"""Distances by chords are great-circle distances, anywhere on the globe; the boxes around a circle hold all of it."""

from math import isclose

from hypothesis import example, given
from hypothesis import strategies as st

from directory_blocks.geometry import boxes_around, chord_to_km, haversine_km, km_to_chord, unit_vector

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
@example((0, 179.99), (0, -179.99))
@example((90, 0), (89.9, 180))
@example((-90, 12), (-90, -50))
def test_a_chord_is_a_great_circle_distance(one, other):
    chord = sum((a - b) ** 2 for a, b in zip(unit_vector(*one), unit_vector(*other), strict=True)) ** 0.5
    distance = haversine_km(*one, *other)
    # Near the antipode a chord hardly changes with the distance.
    tolerance = 1e-6 if distance < 19_000 else 1
    assert isclose(chord_to_km(chord), distance, abs_tol=tolerance, rel_tol=1e-9)


@given(st.floats(0, 20_000))
def test_a_chord_and_its_distance_are_each_others_inverse(distance):
    assert isclose(chord_to_km(km_to_chord(distance)), distance, abs_tol=1e-3)


@given(POINTS, POINTS, st.floats(0.1, 500))
@example((0, 179.9), (0, -179.9), 100)
@example((89.9, 0), (89.9, 180), 50)
@example((60, 0), (60, 1.7), 100)
def test_whatever_is_within_the_radius_is_in_a_box(centre, point, radius):
    if haversine_km(*centre, *point) <= radius:
        latitude, longitude = point
        assert any(
            box.south <= latitude <= box.north and box.west <= longitude <= box.east
            for box in boxes_around(*centre, radius)
        )
