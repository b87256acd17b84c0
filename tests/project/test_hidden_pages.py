"""A page that readers may not see appears nowhere: not as a page, not in a list, not as a name, not as a number."""

import pytest

from tests.project import hiding
from tests.project.hiding import LONELY, QUAGMIRE, HalfHidden

pytestmark = pytest.mark.django_db


def texts(client, addresses):
    """Return {place: what a reader gets there}. Slugs count as names: an address tells that there is a page."""
    return {
        place: client.get(address).content.decode().replace("quagmire-", QUAGMIRE)
        for place, address in addresses.items()
    }


def proofs(page):
    """Return the addresses at which a page proves how it was reviewed."""
    return f"/proof/{page.pk}/", f"/proof/{page.pk}.json"


@pytest.mark.parametrize("hide", hiding.WAYS, ids=lambda hide: hide.__name__)
def test_a_page_hidden(client, hide):
    publication = HalfHidden(hide)
    seen = texts(client, publication.addresses())
    assert [place for place, text in seen.items() if QUAGMIRE in text] == []
    for place in ("the front page", "the article listing"):
        assert LONELY not in seen[place], f"{place} offers a topic that only hidden pages have"
    assert "treatment=lonelytopic" not in seen["the clinic listing"]
    assert "Open topic <span>2 pages" in seen["the topic listing"]
    for page in publication.hidden:
        answer = client.get(page.url).content.decode()
        assert f"{QUAGMIRE}." not in answer, f"{page} answers with its summary"
        assert "in the body" not in answer, f"{page} answers with its body"
        for address in proofs(page):
            assert QUAGMIRE not in client.get(address).content.decode(), f"{page} is proven at {address}"
    for page in (publication.hidden_topic, publication.hidden_author):
        assert "<feed" not in client.get(f"{page.url}feed/").content.decode(), f"{page} answers with its feed"


def test_the_same_pages_are_everywhere_when_nothing_hides_them(client):
    publication = HalfHidden(hiding.nothing)
    seen = texts(client, publication.addresses())
    assert [place for place, text in seen.items() if QUAGMIRE not in text] == []
    for place in ("the front page", "the article listing"):
        assert LONELY in seen[place]
    assert "treatment=lonelytopic" in seen["the clinic listing"]
    assert "Open topic <span>5 pages" in seen["the topic listing"]
    for page in publication.hidden:
        assert f"{QUAGMIRE}." in client.get(page.url).text
        for address in proofs(page):
            assert QUAGMIRE in client.get(address).content.decode()


def test_a_restricted_listing_takes_all_its_pages_with_it(client):
    publication = HalfHidden(hiding.nothing)
    hiding.by_password(publication.article.get_parent())
    for place in (
        "the front page",
        "the topic hub",
        "the author page",
        "the feed of the site",
        "the sitemap of articles",
    ):
        text = client.get(publication.addresses()[place]).content.decode()
        assert "Open article" not in text, place
        assert "/articles/open-article/" not in text, place
    assert "<feed" not in client.get("/articles/feed/").content.decode()


def test_an_editor_sees_no_more_in_lists_than_readers_do(admin_client):
    publication = HalfHidden(hiding.as_draft)
    seen = texts(admin_client, publication.addresses())
    assert [place for place, text in seen.items() if QUAGMIRE in text] == []
