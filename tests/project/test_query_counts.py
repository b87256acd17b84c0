"""What a page asks of the database does not grow with what it shows."""

from collections import Counter

import pytest

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delivery.kept import drops
from delivery.kept.recording import Record, recording
from tests.project.publication import Publication, shared_data

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FEW, MANY = 3, 15

# The most that a request may ask of the database, routing and settings included. Raise one only with a reason.
LIMITS = {
    "home": 34,  # sections by topic, and the addresses of two listings
    "article": 46,  # two for the clinics and stories that it points to, one for what editors pinned
    "article listing": 27,
    "article listing by kind": 27,
    "article listing by topic": 27,
    "clinic": 41,  # one for exceptions from its hours
    "clinic spotlight": 49,
    "spotlight listing": 28,
    "clinic listing": 29,  # three for which clinics are open now
    "clinic listing by state": 29,
    "author profile": 40,
    "author listing": 19,
    "topic hub": 41,  # central texts, articles by kind, clinics, stories about them, related topics
    "topic listing": 19,
    "standing page": 17,
    "search results": 24,
    "feed of the site": 23,  # the whole text of clinics and articles
    "feed of articles": 17,
    "feed of a topic": 21,
    "feed of an author": 21,
    "sitemaps": 18,
    "sitemap of articles": 16,
    "sitemap of other pages": 20,
    "sitemap of news": 10,
    "description for programs": 16,
    "proof": 26,
    "proof as JSON": 13,
    "page not found": 14,
}


@pytest.fixture(scope="module")
def queries(django_db_setup, django_db_blocker):
    """{(what, number of items): the statements that one request made}."""
    found = {}
    with shared_data(django_db_blocker):
        publication, client, seen = Publication(), Client(), drops.present()
        for number in (FEW, MANY):
            publication.grow(number)
            cache.clear()
            client.get("/")  # what a process remembers, such as content types, is not the page's
            for what, address in publication.addresses().items():
                # As the layer in front of Django has a page made.
                with CaptureQueriesContext(connection) as asked, recording(Record(seen)):
                    response = client.get(address)
                assert response.status_code == (404 if what == "page not found" else 200), address
                found[what, number] = [query["sql"] for query in asked.captured_queries]
    return found


def test_no_page_asks_more_when_it_has_more_to_show(queries):
    grown = {what: _what_grew(queries[what, FEW], queries[what, MANY]) for what in LIMITS}
    assert {what: more for what, more in grown.items() if more} == {}


def test_every_page_stays_below_its_limit(queries):
    asked = {what: len(queries[what, MANY]) for what in LIMITS}
    assert {what: number for what, number in asked.items() if number > LIMITS[what]} == {}


def test_reading_writes_nothing(queries):
    written = [
        sql for statements in queries.values() for sql in statements if sql.startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert written == []


def test_every_address_of_the_publication_has_a_limit(queries):
    assert {what for what, _number in queries} == set(LIMITS)


def _what_grew(few, many):
    """Return the statements that are made more often, by their beginnings, if there are more in all."""
    if len(many) <= len(few):
        return []
    before, after = Counter(sql[:120] for sql in few), Counter(sql[:120] for sql in many)
    return [f"{before[start]} -> {count}: {start}" for start, count in after.items() if count > before[start]]
