"""An address that was public once keeps leading to its page."""

import pytest

from wagtail.contrib.redirects.models import Redirect

from blog.models import Article
from editorial import withdrawal
from home.models import StandingPage
from tests.factories import ArticleFactory, StandingPageFactory, TopicFactory, UserFactory
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


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("address", ["/articles/old-name/", "/articles/old-name"])
def test_an_old_address_leads_to_the_page_in_one_step(client, rename, method, address):
    page = ArticleFactory(slug="old-name")
    rename(page, "middle-name")
    rename(page, "new-name")
    for old in (address, address.replace("old", "middle")):
        response = getattr(client, method)(old)
        assert (response.status_code, response["Location"]) == (301, "/articles/new-name/")


@pytest.mark.parametrize("method", ["get", "head"])
def test_an_address_without_its_slash_gets_it(client, method):
    page = ArticleFactory(slug="sleep")
    response = getattr(client, method)("/articles/sleep")
    assert (response.status_code, response["Location"]) == (301, page.url)


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("answer", [410, 503])
def test_the_old_address_of_a_page_that_was_taken_down_leads_to_the_answer(client, rename, method, answer):
    page = ArticleFactory(slug="old-name")
    rename(page, "new-name")
    withdrawal.withdraw(Article.objects.get(pk=page.pk), UserFactory(role="Editors"), "A reason.", answer)
    response = getattr(client, method)("/articles/old-name/")
    assert (response.status_code, response["Location"]) == (301, "/articles/new-name/")
    assert getattr(client, method)(response["Location"]).status_code == answer


@pytest.mark.parametrize("answer", [410, 503])
def test_a_page_that_was_taken_down_is_found_where_its_parent_went(client, rename, answer):
    parent = StandingPageFactory(slug="about")
    page = StandingPageFactory(slug="policy", parent=parent)
    never = StandingPageFactory(slug="draft", parent=parent, live=False, first_published_at=None)
    withdrawal.withdraw(page, UserFactory(role="Editors"), "A reason.", answer)
    rename(StandingPage.objects.get(pk=parent.pk), "about-us")
    response = client.get("/about/policy/")
    assert (response.status_code, response["Location"]) == (301, "/about-us/policy/")
    assert client.get(response["Location"]).status_code == answer
    assert client.get("/about/draft/").status_code == 404
    parent = StandingPage.objects.get(pk=parent.pk)
    parent.move(StandingPageFactory(slug="house"), pos="last-child")
    for old in ("/about/policy/", "/about-us/policy/"):
        assert client.get(old)["Location"] == "/house/about-us/policy/"
    assert not Redirect.objects.filter(redirect_page=never).exists()


def test_the_feed_of_a_page_moves_with_it(client, rename):
    topic = TopicFactory(slug="old-name")
    rename(topic, "new-name")
    response = client.get("/topics/old-name/feed/")
    assert (response.status_code, response["Location"]) == (301, "/topics/new-name/feed/")
    assert client.get(response["Location"])["Content-Type"].startswith("application/atom+xml")


def typed(old, new, permanent=True):
    Redirect.add_redirect(old, new, is_permanent=permanent)


def test_what_editors_typed_is_no_chain(client, rename):
    page = ArticleFactory(slug="old-name")
    rename(page, "new-name")
    typed("/a", "/b/")
    typed("/b", "/articles/old-name/")
    response = client.get("/a/")
    assert (response.status_code, response["Location"]) == (301, "/articles/new-name/")


def test_a_chain_with_a_step_for_now_is_one_for_now(client):
    page = ArticleFactory()
    typed("/a", "/b/", permanent=False)
    typed("/b", page)
    response = client.get("/a/")
    assert (response.status_code, response["Location"]) == (302, page.url)


def test_a_circle_leads_nowhere(client):
    typed("/a", "/b/")
    typed("/b", "/a/")
    typed("/self", "/self/")
    assert client.get("/a/").status_code == 404
    assert client.get("/self/").status_code == 404


def test_a_page_goes_before_a_redirect_from_its_address(client):
    page, other = ArticleFactory(slug="sleep"), ArticleFactory(slug="other")
    typed("/a", "/articles/sleep/")
    typed("/articles/sleep", other)
    assert client.get("/a/")["Location"] == page.url


def test_a_redirect_to_another_host_is_followed_no_further(client):
    typed("/a", "https://example.org/b/")
    typed("/b", "/c/")
    assert client.get("/a/")["Location"] == "https://example.org/b/"
