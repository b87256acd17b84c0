"""Points fall on their places on the maps."""

import re
from itertools import pairwise

import pytest

from django.conf import settings

import places
from places.gazetteer import Kind, town_lines
from places.projection import US, WORLD, UnitedStates

MAPS = settings.ROOT / "static" / "maps"


@pytest.mark.parametrize(
    ("place", "point"),
    [
        ((37.7749, -122.4194), (107.4, 214.1)),  # San Francisco
        ((40.7142, -74.0064), (794.6, 176.5)),  # New York
        ((61.2181, -149.9003), (171.2, 446.9)),  # Anchorage
        ((21.3069, -157.8583), (298.5, 451.0)),  # Honolulu
    ],
)
def test_the_united_states_are_projected_as_d3_does(place, point):
    """The values are those of d3-geo's own tests, for its default scale and shift."""
    assert UnitedStates(1070, (480, 250)).project(*place) == pytest.approx(point, abs=0.1)


@pytest.mark.parametrize("place", [(18.4, -66.1), (51.5, -0.1), (19.4, -99.1), (-33.9, 151.2)])
def test_what_is_not_on_the_map_of_the_united_states_has_no_point(place):
    assert US.project(*place) is None


def test_the_world_has_the_edges_that_its_authors_give():
    assert WORLD.project(0, 0)[0] == pytest.approx(487.5)
    assert WORLD.project(0, 180)[0] == pytest.approx(975)
    assert WORLD.project(0, -180)[0] == pytest.approx(0)
    assert WORLD.project(90, 0)[1] == pytest.approx(0, abs=1e-6)
    width = WORLD.project(0, 180)[0] - WORLD.project(0, -180)[0]
    assert width / (2 * WORLD.project(0, 0)[1]) == pytest.approx(2.05458, abs=1e-4)  # the ratio of the paper
    assert WORLD.project(-80, 0) is None


def shapes(name):
    """Return {code: list of rings} of a map in the repository."""
    found = {}
    for code, path in re.findall(r'<path id="(\w+)" d="([^"]+)"', (MAPS / f"{name}.svg").read_text()):
        found[code] = [ring(part) for part in path.split("z") if part]
    return found


def ring(path):
    start, steps = re.fullmatch(r"M(.+)l(.+)", path).groups()
    x, y = map(float, start.split())
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", steps)]
    points = [(x, y)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return points


def is_inside(point, rings):
    """Whether a point lies within rings, by counting the edges to the right of it."""
    x, y = point
    crossed = 0
    for points in rings:
        for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                crossed += 1
    return crossed % 2 == 1


def test_towns_lie_within_the_shapes_of_their_states():
    """Lines are simplified by one or two units, so towns at a coast or border may stand beside theirs; few do."""
    states = shapes("us")
    assert len(states) == 51
    inside = outside = 0
    lines = town_lines()
    for number in range(0, len(lines), 7):
        _key, name, country, region, latitude, longitude, _people = lines.columns(number)
        if country != "US":
            continue
        point = US.project(float(latitude), float(longitude))
        assert point is not None, name
        assert 0 <= point[0] <= 975
        assert 0 <= point[1] <= 610
        if is_inside(point, states[region]):
            inside += 1
        else:
            outside += 1
    assert inside > 2_000
    assert outside / inside < 0.05


@pytest.mark.parametrize("state", ["KS", "AK", "HI", "FL", "ME", "CA"])
def test_the_largest_town_of_a_state_lies_in_it(state):
    name = {"KS": "Wichita", "AK": "Fairbanks", "HI": "Hilo", "FL": "Orlando", "ME": "Bangor", "CA": "Fresno"}[state]
    town = places.town(name, state)
    assert town.kind == Kind.TOWN
    assert is_inside(US.project(town.latitude, town.longitude), shapes("us")[state])


def test_the_maps_are_small_and_have_no_colours_of_their_own():
    for name in ("us", "world"):
        text = (MAPS / f"{name}.svg").read_text()
        assert len(text) < 45_000
        assert not re.search(r"fill|stroke|style|<script|href", text)
