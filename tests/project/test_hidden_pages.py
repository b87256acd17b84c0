"""A page that readers may not see appears nowhere: not as a page, not in a list, not as a name, not as a number."""

import pytest

from django.core.cache import cache
from django.test import Client

from tests.project import hiding
from tests.project.publication import shared_data

pytestmark = pytest.mark.django_db

PLACES = (
    "the front page",
    "the article listing",
    "the article listing by topic",
    "the clinic listing",
    "the topic listing",
    "the topic hub",
    "the author listing",
    "the author page",
    "the article page",
    "the clinic page",
    "the feed of the site",
    "the feed of articles",
    "the feed of a topic",
    "the feed of an author",
    "the sitemap",
    "a search for words of a body",
    "a search for words of a title",
    "the page of errors",
)


def visit(hide, django_db_blocker):
    """Return {place: what a reader gets there}, and {"pages": status codes of the hidden pages}."""
    with shared_data(django_db_blocker):
        publication, client = hiding.HalfHidden(hide), Client()
        cache.clear()
        seen = {place: client.get(address).content.decode() for place, address in publication.addresses().items()}
        seen["pages"] = {page.slug: client.get(page.url).content.decode() for page in publication.hidden}
        seen["feeds"] = {
            page.slug: client.get(f"{page.url}feed/").content.decode()
            for page in (publication.hidden_topic, publication.hidden_author)
        }
    cache.clear()
    return seen


@pytest.fixture(scope="module", params=hiding.WAYS, ids=lambda hide: hide.__name__)
def seen(request, django_db_setup, django_db_blocker):
    return visit(request.param, django_db_blocker)


@pytest.fixture(scope="module")
def open_publication(django_db_setup, django_db_blocker):
    return visit(hiding.nothing, django_db_blocker)


@pytest.mark.parametrize("place", PLACES)
def test_a_hidden_page_is_not_on(seen, place):
    assert hiding.QUAGMIRE not in seen[place].replace("quagmire-", hiding.QUAGMIRE)


@pytest.mark.parametrize("place", PLACES)
def test_the_same_page_is_on_it_when_nothing_is_hidden(open_publication, place):
    assert hiding.QUAGMIRE in open_publication[place].replace("quagmire-", hiding.QUAGMIRE)


def test_a_hidden_page_does_not_answer_with_its_words(seen):
    assert [
        slug for slug, text in seen["pages"].items() if f"{hiding.QUAGMIRE}." in text or "in the body" in text
    ] == []


def test_the_feed_of_a_hidden_page_does_not_answer(seen):
    assert [slug for slug, text in seen["feeds"].items() if "<feed" in text] == []


@pytest.mark.parametrize("place", ["the front page", "the article listing"])
def test_a_topic_that_only_hidden_pages_have_is_not_offered_on(seen, open_publication, place):
    assert hiding.LONELY in open_publication[place]
    assert hiding.LONELY not in seen[place]


def test_a_treatment_that_only_hidden_clinics_offer_is_no_filter(seen, open_publication):
    assert "treatment=lonelytopic" in open_publication["the clinic listing"]
    assert "treatment=lonelytopic" not in seen["the clinic listing"]


def test_the_number_of_a_topics_pages_leaves_hidden_ones_out(seen, open_publication):
    assert "Open topic <span>4 pages" in open_publication["the topic listing"]
    assert "Open topic <span>2 pages" in seen["the topic listing"]
