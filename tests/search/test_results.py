"""Readers find published pages of every type by the words in them."""

import re
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from django.core.management import call_command
from django.test import Client

from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    body,
)
from tests.project.markup import robots, tags

pytestmark = pytest.mark.django_db

HOSTILE = {
    "a quotation mark": '"',
    "a pair of them": '""',
    "unbalanced": '"ketamine',
    "nested": '"ket"amine"',
    "NUL": "keta\x00mine",
    "only NUL": "\x00",
    "emoji": "🧠 ketamine",
    "only emoji": "🧠",
    "right to left": "كيتامين",
    "mixed directions": "\u202eketamine\u202c",
    "operators": "AND OR NOT NEAR",
    "FTS syntax": "title:ketamine* ^a (b) NEAR(c d, 5) -e + {x}",
    "tsquery syntax": "a & b | !c <-> d:*",
    "SQL": "'; DROP TABLE wagtailcore_page; --",
    "markup": "<script>alert(1)</script>",
    "an attribute": '" onfocus="alert(1)',
    "wildcards": "% _ *",
    "a backslash": "\\",
    "dots": "...",
    "10 kB": "ketamine " * 1200,
    "one long word": "k" * 10_000,
}


def found(client, words, **more):
    response = client.get("/search/", {"q": words, **more})
    assert response.status_code == 200
    page = response.context.get("page_obj")
    return [re.sub("</?mark>", "", card.title) for card in page.object_list] if page else []


def flat(client, words, **more):
    return re.sub(r"\s+", " ", client.get("/search/", {"q": words, **more}).text)


@pytest.mark.parametrize(
    ("factory", "fields"),
    [
        (ArticleFactory, {"body": body("A xylophonic word in the body.")}),
        (ArticleFactory, {"body": body(("key_points", {"points": ["<p>xylophonic</p>"]}))}),
        (ArticleFactory, {"body": body(("heading", {"text": "Xylophonic", "level": "h2"}))}),
        (ArticleFactory, {"body": body(("faq", {"items": [{"question": "Xylophonic?", "answer": "<p>No.</p>"}]}))}),
        (ArticleFactory, {"summary": "A xylophonic summary."}),
        (SpotlightFactory, {"body": body("A xylophonic story.")}),
        (ClinicFactory, {"title": "Xylophonic Clinic"}),
        (ClinicFactory, {"city": "Xylophonic"}),
        (AuthorFactory, {"biography": "<p>Xylophonic person.</p>"}),
        (AuthorFactory, {"role_line": "Xylophonic writer"}),
        (TopicFactory, {"synonyms": "xylophonic"}),
        (TopicFactory, {"introduction": body("A xylophonic introduction.")}),
        (StandingPageFactory, {"body": body("A xylophonic policy.")}),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else value.__name__,
)
def test_a_page_is_found_by_any_of_its_words(client, factory, fields):
    page = factory(**fields)
    factory()
    assert found(client, "xylophonic") == [page.title]


def test_pages_with_all_words_come_first_and_it_is_said_what_others_lack(client):
    ArticleFactory(title="One", body=body("Ketamine and sleep."))
    ArticleFactory(title="Two", body=body("Ketamine and pain."))
    assert found(client, "ketamine pain") == ["Two", "One"]
    assert "2 pages found for “ketamine pain”, 1 of them without one of the words" in flat(client, "ketamine pain")
    assert found(client, "ketamine zebra") == ["Two", "One"]
    assert "No page has all of these words." in flat(client, "ketamine zebra")


def test_a_page_that_goes_offline_is_not_found_any_more(client):
    page = ArticleFactory(title="Gone tomorrow")
    assert found(client, "tomorrow") == ["Gone tomorrow"]
    page.unpublish()
    assert found(client, "tomorrow") == []


def test_words_of_a_draft_of_a_published_page_are_not_found(client):
    page = ArticleFactory(title="Public words")
    page.title = page.draft_title = "Secret words"
    page.save_revision()
    assert found(client, "secret") == []
    assert found(client, "public") == ["Public words"]


def test_the_root_of_the_tree_is_no_page_for_readers(client):
    call_command("update_index", verbosity=0, stdout=StringIO())
    assert found(client, "root") == []


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_no_words_break_the_search(client, typed):
    ArticleFactory(title="About ketamine")
    response = client.get("/search/", {"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert 'onfocus="alert' not in response.text


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=60), page=st.sampled_from(["", "1", "2", "x"]))
def test_any_text_gets_an_answer_and_is_shown_as_text(typed, page):
    response = Client().get("/search/", {"q": f"{typed}<i>{typed}", "page": page})
    assert response.status_code in {200, 404}
    assert "<i>" not in response.text


def test_results_are_split_into_pages_and_each_is_shown_once(client):
    made = {ArticleFactory(title=f"Ketamine {number}").title for number in range(23)}
    pages = [found(client, "ketamine", page=number) for number in (1, 2, 3)]
    assert [len(titles) for titles in pages] == [10, 10, 3]
    assert {title for titles in pages for title in titles} == made
    assert "23 pages found for “ketamine”" in client.get("/search/?q=ketamine").text
    assert [link["href"] for link in tags(client.get("/search/?q=ketamine"), "a", rel="next")] == ["?q=ketamine&page=2"]


def test_a_title_counts_for_more_than_a_mention(client):
    ArticleFactory(title="Something else", body=body("One mention of ketamine among many other words."))
    ArticleFactory(title="Ketamine")
    assert found(client, "ketamine")[0] == "Ketamine"


def test_what_was_typed_stands_in_the_field_and_in_the_title(client):
    text = client.get("/search/", {"q": 'a "b" & <c>'}).text
    assert [field["value"] for field in tags(text, "input", name="q")] == ['a "b" & <c>'] * 2
    assert "<title>Search: a &quot;b&quot; &amp; &lt;c&gt;" in text


def test_nothing_found_leads_on_and_to_help(client):
    text = client.get("/search/?q=zebra").text
    assert "Nothing found for “zebra”" in text
    assert 'href="#crisis-help"' in text


def test_an_empty_search_asks_for_words(client):
    assert "Type the name of a condition" in client.get("/search/").text
    assert "Please type at least one word." in client.get("/search/?q=%00").text


def test_search_engines_are_asked_to_leave_results_out(client):
    assert robots(client.get("/search/?q=ketamine")) == ["noindex"]
