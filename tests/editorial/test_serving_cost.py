"""Readers pay nothing for the gate: the check of the seal asks the database nothing."""

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial import routes
from tests.editorial.attacks import scenes
from tests.editorial.attacks.gate_off import without_hook

pytestmark = pytest.mark.django_db


def queries(url):
    """Return the statements of one request for a page."""
    client = Client()
    assert client.get(url).status_code == 200  # what is remembered between requests is remembered now
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured]


def test_a_public_page_asks_not_one_query_more_for_its_seal():
    url = scenes.public(scenes.open_newsroom()).url
    with_check = queries(url)
    with without_hook("before_serve_page", routes.stop_what_was_not_let_through):
        without_check = queries(url)
    assert len(with_check) == len(without_check)
