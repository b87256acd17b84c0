"""The OpenSearch backend, as far as it is data: no server runs here, and its client is not installed."""

import sys
from types import SimpleNamespace
from unittest import mock

import pytest

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from modelsearch.backends.elasticsearchbase import ElasticsearchBaseMapping
from wagtail.models import Page
from wagtail.search.query import And, MatchAll, Not, Or, Phrase, PlainText

from blog.models import Article, RegulatoryStatus
from config.environment import as_search_url
from home.models import StandingPage
from search.backends import choice
from search.backends.documents import ALL, INDEX_SETTINGS, STEMMED, FoldedMapping, query_for
from search.backends.queries import understood
from tests.factories import body


class Mapping(FoldedMapping, ElasticsearchBaseMapping):
    """As the backend's, which needs the client to be imported."""


@pytest.fixture
def client(monkeypatch):
    """A client that keeps what it is asked and finds nothing."""
    made = mock.MagicMock()
    made.return_value.count.return_value = {"count": 0}
    made.return_value.search.return_value = {"hits": {"hits": []}}
    helpers = SimpleNamespace(bulk=mock.Mock())
    package = SimpleNamespace(__spec__=mock.Mock(), OpenSearch=made, NotFoundError=LookupError, helpers=helpers)
    monkeypatch.setitem(sys.modules, "opensearchpy", package)
    monkeypatch.setitem(sys.modules, "opensearchpy.helpers", helpers)
    for name in list(sys.modules):
        if "opensearch" in name and not name.startswith(("opensearchpy", "tests.")):
            monkeypatch.delitem(sys.modules, name)
    return made


def matched(words, operator="and", fields=(ALL,)):
    return {
        "multi_match": {"query": words, "fields": list(fields), "type": "cross_fields", "operator": operator},
    }


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (PlainText("Müller’s  clinic"), matched("mullers clinic")),
        (PlainText("a b", operator="or"), matched("a b", "or")),
        (Phrase("A b"), {"multi_match": {"query": "a b", "fields": [ALL], "type": "phrase"}}),
        (PlainText('"'), {"match_none": {}}),
        (MatchAll(), {"match_all": {}}),
        (Not(PlainText("a")), {"bool": {"must_not": [matched("a")]}}),
        (And([PlainText("a"), PlainText("b")]), {"bool": {"must": [matched("a"), matched("b")]}}),
        (
            Or([PlainText("a"), PlainText("b")]),
            {"bool": {"should": [matched("a"), matched("b")], "minimum_should_match": 1}},
        ),
        (
            And([PlainText("a"), Not(PlainText("b"))]),
            {"bool": {"must": [matched("a")], "must_not": [matched("b")]}},
        ),
    ],
)
def test_queries_become_those_of_the_server(query, asked):
    assert query_for(understood(query), [ALL]) == asked


def test_boosted_fields_raise_and_find_nothing_of_their_own():
    asked = query_for(understood(PlainText("a")), [ALL], [("title", 2.0)])
    assert asked["bool"]["must"] == [matched("a")]
    assert asked["bool"]["should"] == [{"bool": {"must": [matched("a", fields=["title"])], "boost": 2.0}}]


@pytest.mark.parametrize("model", [Article, RegulatoryStatus, Page])
def test_every_text_is_stemmed_and_every_analyzer_is_declared(model):
    declared = INDEX_SETTINGS["settings"]["analysis"]["analyzer"]
    fields = list(leaves(Mapping(model).get_mapping()["properties"]))
    texts = [field for field in fields if field["type"] == "text"]
    assert {field["analyzer"] for field in texts} <= set(declared)
    assert any(field["analyzer"] == STEMMED for field in texts)
    assert all({"analyzer", "search_analyzer"} & set(field) for field in texts)
    for analyzer in declared.values():
        assert set(analyzer["filter"]) <= set(INDEX_SETTINGS["settings"]["analysis"]["filter"])


def leaves(properties):
    for field in properties.values():
        if field["type"] == "nested":
            yield from leaves(field["properties"])
        else:
            yield field


@pytest.mark.django_db
def test_documents_hold_folded_words():
    page = StandingPage(pk=7, title="Doctor Müller’s", body=body("Five-MeO &amp; more"), slug="mueller")
    document = Mapping(StandingPage).get_document(page)
    assert document["title"] == "doctor mullers"
    assert document["home_standingpage__body"] == "five meo more"
    assert "doctor mullers" in document["_edgengrams"]
    assert document["live_filter"] is True


def test_the_backend_asks_for_folded_words_and_keeps_the_address(client):
    chosen = choice.backend_for("https://reader:p%40ss@search.example.org/house")
    backend = import_string(f"{chosen.pop('BACKEND')}.SearchBackend")(chosen)
    assert client.call_args.kwargs["hosts"] == [
        {
            "host": "search.example.org",
            "port": 443,
            "use_ssl": True,
            "verify_certs": True,
            "http_auth": ("reader", "p@ss"),
        }
    ]
    assert backend.get_index_for_model(Article).name == "house_wagtailcore_page"
    assert list(backend.search("Müller", Article)[:10]) == []
    asked = client.return_value.search.call_args.kwargs["body"]["query"]["bool"]
    assert asked["must"]["bool"]["must"] == [matched("muller")]
    assert asked["filter"] == {"match": {"_django_content_type": "blog.Article"}}
    assert backend.autocomplete("Mül", Article).count() == 0
    asked = client.return_value.count.call_args.kwargs["body"]["query"]["bool"]
    assert asked["must"] == matched("mul", fields=["_edgengrams"])


def test_without_the_package_an_address_is_refused(monkeypatch):
    monkeypatch.setattr(choice, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="opensearch-py is not installed"):
        choice.backend_for("https://search.example.org/house")


def test_without_an_address_the_database_answers():
    assert choice.backend_for("")["BACKEND"] == "search.backends.database"


@pytest.mark.parametrize("url", ["", "https://search.example.org/house", "http://a:b@127.0.0.1:9200/house-2/"])
def test_addresses(url):
    assert as_search_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "search.example.org/house",
        "ftp://search.example.org/house",
        "https://search.example.org",
        "https://search.example.org/House",
        "https://search.example.org:port/house",
        "https:///house",
    ],
)
def test_unusable_addresses(url):
    with pytest.raises(ValueError, match=r"."):
        as_search_url(url)
