"""What readers see when something is missing or broken: a designed page with a way on, and never a stack trace."""

import pytest

from django.db import InterfaceError, OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import server_error

from blog.models import ArticleIndex
from delivery.middleware import RETRY_AFTER_SECONDS
from tests.factories import StandingPageFactory
from tests.project.markup import robots, tags
from tests.project.publication import menu

GONE = OperationalError("connection to server at 10.0.0.5 failed")


@pytest.fixture
def quiet_client():
    """A client that answers like a server: an exception becomes a response."""
    return Client(raise_request_exception=False)


@pytest.fixture
def broken(monkeypatch):
    """Break the article listing with an exception."""

    def break_with(exception):
        def raising(self, request):
            raise exception

        monkeypatch.setattr(ArticleIndex, "get_listing", raising)

    return break_with


@pytest.mark.django_db
def test_a_missing_page_leads_on(client):
    menu(primary=[StandingPageFactory(title="About us")])
    response = client.get("/nothing/here/")
    assert response.status_code == 404
    assert robots(response) == ["noindex"]
    assert "This page is not here" in response.text
    assert tags(response, "form", action="/search/", role="search")
    assert "About us" in response.text
    assert tags(response, "section", id="crisis-help")
    assert "canonical" not in response.text


@pytest.mark.django_db
def test_a_missing_page_tells_nothing_of_the_exception(client):
    assert "No Page matches" not in client.get("/nothing/here/").text
    assert "tried" not in client.get("/nothing.php").text


@pytest.mark.django_db
def test_a_missing_page_below_a_listing_is_missing(client):
    assert client.get("/articles/nothing/").status_code == 404


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_the_pages_for_trouble_need_neither_database_nor_context(template, django_assert_num_queries):
    text = render_to_string(template)  # a test without the database mark fails when it is asked
    assert "<h1>" in text
    assert tags(text, "section", id="crisis-help")
    assert tags(text, "a", href="tel:988")


def test_djangos_own_answer_to_an_error_is_the_designed_page():
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text


@pytest.mark.django_db
def test_an_error_is_answered_with_the_designed_page(quiet_client, broken):
    broken(RuntimeError("a secret of the machine"))
    response = quiet_client.get("/articles/")
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert "secret of the machine" not in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("exception", [GONE, InterfaceError("connection already closed")])
def test_a_database_out_of_reach_means_try_again(quiet_client, broken, exception):
    broken(exception)
    response = quiet_client.get("/articles/")
    assert response.status_code == 503
    assert response["Retry-After"] == str(RETRY_AFTER_SECONDS)
    assert response["Cache-Control"] == "no-store"
    assert "We are back in a moment" in response.text
    assert "10.0.0.5" not in response.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/articles/", "/search/?q=x", "/feed/", "/sitemap.xml", "/nothing/", "/nothing.php"]
)
def test_without_a_database_every_address_says_try_again(quiet_client, monkeypatch, address):
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper._execute_with_wrappers", _raise_gone)
    response = quiet_client.get(address)
    assert response.status_code == 503
    assert response["Retry-After"] == str(RETRY_AFTER_SECONDS)


def _raise_gone(self, *args, **kwargs):
    raise GONE
