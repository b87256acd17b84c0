"""The attacks bite: with the gate off, most of them bring words that nobody approved to readers.

Those that do not, and why, stand in STAYS.
"""

import logging

import pytest

from tests.editorial.attacks import readers, scenes
from tests.editorial.attacks.gate_off import gate_off
from tests.editorial.attacks.registry import routes
from tests.editorial.attacks.test_attacks import take

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

ROUTES = routes()
CHANGED = ("words:", "no_entry:")
OURS = "Emergencies are ours alone: stock Wagtail has none, and their own rules are not switched off."
CHECKED = "Wagtail itself refuses: "
STAYS = {
    "interface_v3_create_and_publish": CHECKED
    + "API v3 cannot make a page of this type yet, a form field stays blank.",
    "approve_by_an_unknown_action": CHECKED + "its view knows only the actions that a task offers.",
    "approve_twice_with_one_form": CHECKED + "the second click finds that the task is no longer in progress.",
    "cancel_and_finish": CHECKED + "a workflow that was cancelled does not finish.",
    "extra_data_names_other_words": CHECKED + "its task state knows no such data.",
    "emergency_of_one": OURS,
    "emergency_confirmed_by_somebody_else": OURS,
    "emergency_for_words_that_changed": OURS,
    "emergency_confirmed_too_late": OURS,
    "edit_after_the_approval": "Wagtail publishes the revision that was scheduled, which is the approved one.",
    "alias_of_scheduled_words": "An alias made later stays a draft; the one that was there before leaks.",
    "page_replaced_in_the_tree": "The draft has the address of a public page, but is not live.",
    "every_command_that_needs_no_argument": "No command publishes what nobody scheduled.",
}


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL)


def reaches_readers(newsroom, route):
    """Walk a route as a superuser with the gate off; tell whether readers get what nobody approved."""
    with gate_off():
        page = route.scene(newsroom)
        known = set(readers.problems())
        take(route, newsroom, scenes.person(newsroom, "superuser"), page)
        if any(problem.startswith(CHANGED) for problem in set(readers.problems()) - known):
            return True
        return readers.anything_leaks()


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_without_the_gate_it_reaches_readers(newsroom, route):
    assert reaches_readers(newsroom, route) is (route.name not in STAYS), STAYS.get(route.name)


def test_most_routes_bite():
    assert set(STAYS) <= {route.name for route in ROUTES}
    assert len(ROUTES) - len(STAYS) >= 2 / 3 * len(ROUTES)
