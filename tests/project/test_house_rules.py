"""Each rule of the house bites: a page type that breaks it is named by its own error."""

import pytest

from django.core.checks import run_checks

from wagtail.models import Page

from blog.models import Article, ArticleIndex
from config import checks
from pages.models import PublicationPage


def broken(monkeypatch, model=Article, **changes):
    """Return the errors of a page type after a change to it; a change to `...` takes the attribute away."""
    for name, value in changes.items():
        if value is ...:
            monkeypatch.delattr(model, name)
        else:
            monkeypatch.setattr(model, name, value)
    monkeypatch.setattr(checks, "get_page_models", lambda: [Page, model])
    return [(error.id, error.msg) for error in checks.page_types_keep_the_house_rules()]


def test_every_page_type_keeps_the_rules():
    assert checks.page_types_keep_the_house_rules() == []


def test_the_rules_are_among_djangos_checks(monkeypatch):
    monkeypatch.setattr(Article, "page_description", "")
    assert "imprimatur.E005" in {message.id for message in run_checks(tags=["models"])}


def test_a_page_type_must_be_a_publication_page(monkeypatch):
    class Stranger:
        class _meta:  # noqa: N801 - as Django names it
            label = "elsewhere.Stranger"

    assert broken(monkeypatch, Stranger) == [
        ("imprimatur.E001", "elsewhere.Stranger does not inherit pages.PublicationPage.")
    ]
    assert not issubclass(Page, PublicationPage)


def test_a_page_type_needs_its_template(monkeypatch):
    assert broken(monkeypatch, template="blog/nowhere.html") == [
        ("imprimatur.E002", "blog.Article has no template blog/nowhere.html.")
    ]


def test_a_page_type_indexes_its_summary(monkeypatch):
    fields = [field for field in Article.search_fields if field.field_name != "summary"]
    assert broken(monkeypatch, search_fields=fields) == [
        ("imprimatur.E003", "blog.Article does not index its summary.")
    ]


@pytest.mark.parametrize("rule", ["parent_page_types", "subpage_types"])
def test_a_page_type_says_where_it_may_stand(monkeypatch, rule):
    assert broken(monkeypatch, **{rule: ...}) == [("imprimatur.E004", f"blog.Article does not say its {rule}.")]


def test_a_page_type_is_described_to_editors(monkeypatch):
    assert broken(monkeypatch, ArticleIndex, page_description="") == [
        ("imprimatur.E005", "blog.ArticleIndex has no page_description for the editors.")
    ]


def test_two_broken_rules_are_two_errors(monkeypatch):
    errors = broken(monkeypatch, template="blog/nowhere.html", page_description="")
    assert [code for code, _message in errors] == ["imprimatur.E002", "imprimatur.E005"]
