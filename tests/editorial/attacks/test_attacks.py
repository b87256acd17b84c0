"""Only words that the right people approved reach readers: every route, as every role."""

import contextlib
import logging

import pytest

from django.db import transaction

from wagtail.models import Page, Revision

from blog.models import ArticleIndex
from tests.editorial.attacks import readers, scenes
from tests.editorial.attacks.registry import routes

pytestmark = pytest.mark.django_db

ROUTES = routes()
# Roles are told apart in Python; what the database itself refuses, it refuses to whoever may do all else.
ON_EVERY_DATABASE = {"superuser"}
TRIES = [
    pytest.param(
        route,
        name,
        id=f"{route.name}-{name}",
        marks=[] if name in ON_EVERY_DATABASE else [pytest.mark.any_database],
    )
    for route in ROUTES
    for name in (scenes.PEOPLE if route.asks_who else ("superuser",))
]


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL)


def take(route, newsroom, person, page):
    """Walk a route; whatever it raises is fine, and takes its own transaction along."""
    with contextlib.suppress(Exception), transaction.atomic():
        route.function(newsroom, person, page)


def may_write(page, user):
    """Whether the forms take this person's words; nobody loses what they cannot type."""
    if page is None:
        return ArticleIndex.objects.get().permissions_for_user(user).can_add_subpage()
    if isinstance(page, Page):
        return page.permissions_for_user(user).can_edit()
    return user.has_perm("blog.change_safetyinformation")


def typed_words_are_kept():
    """Whether the marker is in some revision."""
    return any(scenes.MARKER in str(revision.content) for revision in Revision.objects.all())


@pytest.mark.parametrize(("route", "name"), TRIES)
def test_unapproved_words_reach_no_reader(newsroom, route, name):
    page = route.scene(newsroom)
    person = scenes.person(newsroom, name)
    before, known = readers.public_stories(), set(readers.problems())
    typed = route.typed and may_write(page, person)
    stored = readers.stored()
    take(route, newsroom, person, page)
    if readers.stored() == stored:
        assert not typed or typed_words_are_kept()
        return  # refused without a trace: readers get what they got before
    answers = readers.answers()
    assert readers.leaks(answers) == []
    assert set(readers.problems()) - known == set()
    if not route.takes_down:
        assert {address: answers[address].status_code for address in before} == dict.fromkeys(before, 200)
        assert [address for address, title in before.items() if title not in readers.text(answers[address])] == []
    if typed:
        assert typed_words_are_kept()


def test_there_are_routes_enough():
    assert len(ROUTES) >= 45
    assert len({route.name for route in ROUTES}) == len(ROUTES)
