"""Whatever stands in an address, readers get a page and a sentence, and nothing breaks."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from django.test import Client

from tests.factories import ArticleFactory, AuthorFactory, SpotlightFactory, TopicFactory
from tests.project.publication import shared_data

LISTINGS = {
    "articles": ("kind", "topic"),
    "clinics": ("state", "treatment"),
    "topic": ("type",),
    "author": ("type",),
    "search": (),
}
ODD = {
    "a word": "nothing-of-the-kind",
    "NUL": "%00",
    "broken UTF-8": "%ff%fe%80",
    "half a surrogate": "%ed%a0%80",
    "emoji": quote("🧠"),
    "markup": quote("<script>alert(1)</script>"),
    "SQL": quote("' OR 1=1 --"),
    "a broken escape": "%zz%",
    "10 kB": "x" * 10_000,
}
BAD_NUMBERS = ("abc", "0", "-1", "999", "1.5", "1e3", "%00", "9" * 5000, "٣٣", quote("<b>"), "True", " ")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def listings(django_db_setup, django_db_blocker):
    """{what: address} of every listing, each with something in it; the tests only read."""
    with shared_data(django_db_blocker):
        topic, author = TopicFactory(), AuthorFactory()
        ArticleFactory(title="Ordinary article", authors=[author], topics=[topic])
        SpotlightFactory(treatment=topic, authors=[author], topics=[topic])
        yield {
            "articles": "/articles/?",
            "clinics": "/clinics/?",
            "topic": f"{topic.url}?",
            "author": f"{author.url}?",
            "search": "/search/?q=ordinary&",
        }


@pytest.mark.parametrize("number", BAD_NUMBERS, ids=lambda number: number[:8])
@pytest.mark.parametrize("listing", LISTINGS)
def test_a_page_number_that_does_not_exist_is_answered_with_a_sentence(client, listings, listing, number):
    response = client.get(f"{listings[listing]}page={number}")
    assert response.status_code == 404
    assert "there is no page “" in response.text
    assert "<b>" not in response.text


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
@pytest.mark.parametrize(("listing", "facet"), [(name, facet) for name, facets in LISTINGS.items() for facet in facets])
def test_a_choice_that_does_not_exist_is_answered_with_a_sentence(client, listings, listing, facet, value):
    response = client.get(f"{listings[listing]}{facet}={value}")
    assert response.status_code == 404
    assert f"There is nothing to show for {facet} “" in response.text
    assert "<script>alert" not in response.text
    assert "x" * 100 not in response.text


@pytest.mark.parametrize(("listing", "facet"), [(name, facet) for name, facets in LISTINGS.items() for facet in facets])
def test_of_a_choice_given_twice_the_last_counts(client, listings, listing, facet):
    assert client.get(f"{listings[listing]}{facet}=nothing&{facet}=").status_code == 200


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
@pytest.mark.parametrize("listing", LISTINGS)
def test_words_that_no_listing_asks_for_are_ignored(client, listings, listing, value):
    assert client.get(f"{listings[listing]}unasked={value}&{value}=1").status_code == 200


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
@pytest.mark.parametrize("place", ["/{}", "/{}/", "/articles/{}/", "/articles/{}", "/nothing/?next={}", "/feed/{}"])
def test_an_odd_path_is_not_found(client, place, value):
    response = client.get(place.format(value))
    assert response.status_code in {301, 404}, response.status_code


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    listing=st.sampled_from(list(LISTINGS)),
    query=st.dictionaries(
        st.sampled_from(["page", "kind", "topic", "state", "treatment", "type", "x"]), st.text(max_size=30)
    ),
)
def test_no_query_string_breaks_a_listing(listings, listing, query):
    response = Client().get(listings[listing].partition("?")[0], query)
    assert response.status_code in {200, 404}
