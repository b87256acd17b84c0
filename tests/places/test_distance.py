"""Distances on the globe."""

from math import pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

import places
from places.distance import EARTH_RADIUS_KM, distance_km

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        ((40.7128, -74.0060), (34.0522, -118.2437), 3936),  # New York City, Los Angeles
        ((51.5074, -0.1278), (48.8566, 2.3522), 344),  # London, Paris
        ((61.2181, -149.9003), (21.3069, -157.8583), 4475),  # Anchorage, Honolulu
        ((0, 179.5), (0, -179.5), 111.2),  # over the date line
    ],
)
def test_known_distances(a, b, km):
    assert distance_km(a, b) == pytest.approx(km, rel=0.005)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_at_most_half_round_the_earth(a, b):
    assert distance_km(a, b) == pytest.approx(distance_km(b, a), abs=1e-6)
    assert 0 <= distance_km(a, b) <= pi * EARTH_RADIUS_KM + 1e-6
    assert distance_km(a, a) == 0


@given(points, points, points)
def test_a_way_round_is_never_shorter(a, b, c):
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6


@given(points, st.integers(-3, 3))
def test_a_full_turn_changes_nothing(a, turns):
    assert distance_km(a, (a[0], a[1] + 360 * turns)) == pytest.approx(0, abs=1e-3)


def test_places_are_measured_as_they_are():
    wichita, topeka = places.town("Wichita", "KS"), places.town("Topeka", "KS")
    assert distance_km(wichita, topeka) / places.KM_PER_MILE == pytest.approx(130, abs=2)
