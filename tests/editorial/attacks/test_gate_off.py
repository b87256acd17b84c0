"""The attacks bite: with the gate off, most of them bring words that nobody approved to readers.

Those that do not, and why, stand in STAYS.
"""

import logging

import pytest

from tests.editorial.attacks import readers, scenes
from tests.editorial.attacks.gate_off import gate_off
from tests.editorial.attacks.registry import routes
from tests.editorial.attacks.test_attacks import take

pytestmark = pytest.mark.django_db

ROUTES = routes()
CHANGED = ("words:", "no_entry:")
STAYS = {}


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL)


def reaches_readers(route):
    """Walk a route as a superuser with the gate off; tell whether readers get what nobody approved."""
    newsroom = scenes.open_newsroom()
    with gate_off():
        page = route.scene(newsroom)
        known = set(readers.problems())
        take(route, newsroom, scenes.person(newsroom, "superuser"), page)
        changed = [problem for problem in set(readers.problems()) - known if problem.startswith(CHANGED)]
        return bool(readers.leaks() or changed)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_without_the_gate_it_reaches_readers(route):
    assert reaches_readers(route) is (route.name not in STAYS), STAYS.get(route.name)


def test_most_routes_bite():
    assert set(STAYS) <= {route.name for route in ROUTES}
    assert len(ROUTES) - len(STAYS) >= 2 / 3 * len(ROUTES)
