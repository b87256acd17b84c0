"""An address that was public once keeps leading to its page."""

import pytest

from tests.factories import ArticleFactory, StandingPageFactory
from tests.publishing import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def do(page, slug):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True), unguarded():
            page.save()

    return do


def test_a_new_slug_redirects_the_old_address_for_good(client, rename):
    page = ArticleFactory(slug="old-name")
    rename(page, "new-name")
    response = client.get("/articles/old-name/")
    assert (response.status_code, response["Location"]) == (301, "/articles/new-name/")
    assert client.get("/articles/new-name/").status_code == 200


def test_a_moved_page_redirects_from_where_it_was(client):
    parent, page = StandingPageFactory(slug="about"), StandingPageFactory(slug="policy")
    page.move(parent, pos="last-child")
    response = client.get("/policy/")
    assert (response.status_code, response["Location"]) == (301, "/about/policy/")
    assert client.get("/about/policy/").status_code == 200


def test_pages_below_a_renamed_page_are_redirected_with_it(client, rename):
    parent = StandingPageFactory(slug="about")
    StandingPageFactory(slug="policy", parent=parent)
    rename(parent, "about-us")
    assert client.get("/about/policy/")["Location"] == "/about-us/policy/"


def test_a_page_renamed_twice_is_found_from_either_name(client, rename):
    page = ArticleFactory(slug="first")
    rename(page, "second")
    rename(page, "third")
    for old in ("first", "second"):
        response = client.get(f"/articles/{old}/", follow=True)
        assert response.redirect_chain[-1] == ("/articles/third/", 301)
        assert response.status_code == 200


def test_a_name_given_back_leads_to_the_page_and_not_in_circles(client, rename):
    page = ArticleFactory(slug="first")
    rename(page, "second")
    rename(page, "first")
    assert client.get("/articles/first/").status_code == 200
    assert client.get("/articles/second/", follow=True).status_code == 200


def test_a_draft_of_a_new_slug_redirects_nothing(client):
    page = ArticleFactory(slug="old-name")
    page.slug = "new-name"
    page.save_revision()
    assert client.get("/articles/old-name/").status_code == 200
    assert client.get("/articles/new-name/").status_code == 404


def test_what_stands_after_the_question_mark_does_not_stop_a_redirect(client, rename):
    page = ArticleFactory(slug="old-name")
    rename(page, "new-name")
    assert client.get("/articles/old-name/?utm_source=letter")["Location"].startswith("/articles/new-name/")
