"""Citations: numbered over a whole page, listed at its end, kept by the editor, and part of what is approved."""

import json
import re

import pytest

from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex
from wagtail.rich_text import expand_db_html

from blog.blocks.text import LINE_FEATURES, TEXT_FEATURES
from blog.citations import CitedText, citation, number
from blog.contents import word_count
from blog.models import Article, Reference, SafetyInformation
from editorial.fingerprint import fingerprint
from tests.factories import ArticleFactory, ReferenceFactory, StandingPageFactory, TopicFactory, body
from tests.project.markup import tags
from tests.publishing import put_live

pytestmark = pytest.mark.django_db


def cite(*references):
    return "".join(citation(reference) for reference in references)


def rendered(content):
    """Return the body's HTML and the list's, with numbers."""
    references = number(content.body)
    return (
        render_to_string("components/body.html", {"body": content.body, "references": references}),
        render_to_string("components/references.html", {"references": references}),
    )


def shown_numbers(html):
    return re.findall(r'class="citation"[^>]*>(\d+)</a>', html)


def every_place(one, two, three):
    """A body with citations in every kind of block that may hold them: one, two, three, then one again and again."""
    return body(
        f"It works{cite(one)}.",
        ("key_points", {"points": [f"<p>A point{cite(two)}</p>"]}),
        ("faq", {"items": [{"question": "Why?", "answer": f"<p>So{cite(three, one)}</p>"}]}),
        (
            "table",
            {
                "table": {
                    "columns": [{"type": "rich_text", "heading": "A"}],
                    "rows": [{"values": [f"<p>Cell{cite(one)}</p>"]}],
                    "caption": "",
                },
                "first_column_is_header": False,
            },
        ),
    )


def test_numbers_follow_first_use_across_all_blocks():
    three, two, one = ReferenceFactory(), ReferenceFactory(), ReferenceFactory()
    html, listed = rendered(Article(body=every_place(one, two, three)))
    assert shown_numbers(html) == ["1", "2", "3", "1", "1"]
    assert [item["id"] for item in tags(listed, "li")] == [f"ref-{r.pk}" for r in (one, two, three)]


def test_each_use_has_an_anchor_of_its_own_and_the_list_leads_back_to_it():
    one, two, three = (ReferenceFactory() for _ in range(3))
    html, listed = rendered(Article(body=every_place(one, two, three)))
    anchors = [link["id"] for link in tags(html, "a") if link.get("class") == "citation"]
    assert len(set(anchors)) == len(anchors) == 5
    back = [link["href"] for link in tags(listed, "a") if link["href"].startswith("#")]
    assert sorted(back) == sorted(f"#{anchor}" for anchor in anchors)
    assert 'aria-label="Back to use 2 of reference 1"' in listed


def test_a_number_says_what_it_is_and_stands_close_to_its_word():
    one, two = ReferenceFactory(), ReferenceFactory()
    html, _list = rendered(Article(body=body(f"It works {cite(one)} {cite(two)} well.")))
    assert [link["aria-label"] for link in tags(html, "a")] == ["Reference 1", "Reference 2"]
    assert re.search(r"works<sup class=\"citations\"><a [^>]+>1</a>, <a [^>]+>2</a></sup> well", html)


def test_references_that_are_only_listed_come_last_and_once():
    listed_only, cited = ReferenceFactory(), ReferenceFactory()
    article = Article(body=body(("references", {"references": [listed_only.pk, cited.pk]}), f"It works{cite(cited)}."))
    assert number(article.body) == [cited, listed_only]


def test_a_deleted_reference_leaves_no_hole():
    gone, kept = ReferenceFactory(), ReferenceFactory()
    article = Article(body=body(f"It works {cite(gone)}, says one{cite(kept)}."))
    gone.delete()
    html, listed = rendered(article)
    assert shown_numbers(html) == ["1"]
    assert "It works, says one" in html
    assert len(tags(listed, "li")) == 1


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1", "1 or 1", "٣"])
def test_a_key_that_is_none_shows_nothing_and_breaks_nothing(key):
    source = f'<p>Words<a linktype="reference" id="{key}">[x]</a>.</p>'
    article = ArticleFactory(live=False, body=json.dumps([{"type": "paragraph", "value": source}]))
    html, _list = rendered(article)
    assert "Words." in html
    assert len(fingerprint(article)) == 64


def test_outside_of_a_page_the_label_stands_without_a_link():
    reference = ReferenceFactory(authors_text="Zarate CA Jr, et al", year=2006)
    text = f"<p>Words{cite(reference)}</p>"
    assert "[Zarate 2006]" in str(CitedText(text))
    assert "href" not in expand_db_html(text)


def test_safety_information_counts_to_the_page_that_shows_it():
    first, second = ReferenceFactory(), ReferenceFactory()
    safety = put_live(
        SafetyInformation.objects.create(
            title="Safety",
            treatment=TopicFactory(),
            introduction=f"<p>Mind{cite(second)}.</p>",
            topics=json.dumps([{"type": "item", "value": {"topic": "driving", "text": f"<p>No{cite(first)}</p>"}}]),
            as_of="2026-11-23",
            live=False,
        )
    )
    article = Article(body=body(f"It works{cite(first)}.", ("safety_information", {"safety": safety.pk})))
    html, listed = rendered(article)
    assert shown_numbers(html) == ["1", "2", "1"]
    assert len(tags(listed, "li")) == 2


def test_a_whole_body_asks_once():
    references = [ReferenceFactory() for _ in range(12)]
    article = Article(body=body(*(f"Words{cite(each, references[0])}." for each in references)))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        html, _list = rendered(article)
    assert len(asked) == 1
    assert len(shown_numbers(html)) == 24


def test_marks_are_not_words():
    reference = ReferenceFactory(authors_text="Zarate CA")
    article = Article(body=body(f"It works{cite(reference)}."))
    assert word_count(article.body) == 2
    assert "Zarate" not in " ".join(article.body.stream_block.get_searchable_content(article.body))


@pytest.mark.parametrize("make", [ArticleFactory, StandingPageFactory])
def test_readers_get_numbers_and_the_list_and_feeds_none_of_both(make):
    reference = ReferenceFactory()
    page = make(body=body(f"It works{cite(reference)}."))
    html = Client().get(page.url).content.decode()
    assert shown_numbers(html) == ["1"]
    assert html.count(f'id="ref-{reference.pk}"') == 1
    assert 'id="references"' in html
    assert f"#ref-{reference.pk}" not in Client().get("/feed/").content.decode()


def test_a_topic_numbers_its_introduction():
    reference = ReferenceFactory()
    topic = TopicFactory(introduction=body(f"It works{cite(reference)}."))
    html = Client().get(topic.url).content.decode()
    assert shown_numbers(html) == ["1"]
    assert html.count(f'id="ref-{reference.pk}"') == 1


def test_no_heading_takes_the_id_of_a_citation():
    article = ArticleFactory(body=body(("heading", {"text": "Ref 5", "level": "h2"})))
    assert 'id="ref-5-2"' in Client().get(article.url).content.decode()


# In the editor


@pytest.mark.parametrize("features", [TEXT_FEATURES, LINE_FEATURES])
def test_the_editor_keeps_a_citation_as_it_is(features):
    stored = '<p data-block-key="abcde">It <b>works</b><a linktype="reference" id="7">[Zarate 2006]</a>.</p>'
    converter = ContentstateConverter(features=features)
    state = json.loads(converter.from_database_format(stored))
    (entity,) = state["entityMap"].values()
    assert entity == {"type": "CITATION", "mutability": "IMMUTABLE", "data": {"id": "7"}}
    assert state["blocks"][0]["text"] == "It works[Zarate 2006]."
    assert converter.to_database_format(json.dumps(state)) == stored


def test_where_citations_are_not_offered_only_their_label_stays():
    converter = ContentstateConverter(features=["bold", "link"])
    state = converter.from_database_format('<p data-block-key="abcde">It<a id="7" linktype="reference">[Z]</a></p>')
    assert "reference" not in converter.to_database_format(state)


# What is approved


def test_words_of_cited_references_are_part_of_the_fingerprint():
    reference = ReferenceFactory()
    article = ArticleFactory(live=False, body=body(f"It works{cite(reference)}."))
    before = fingerprint(article)
    Reference.objects.filter(pk=reference.pk).update(is_retracted=True, abstract="New", notes="New")
    assert fingerprint(Article.objects.get(pk=article.pk)) == before
    Reference.objects.filter(pk=reference.pk).update(title="Quite another trial")
    assert fingerprint(Article.objects.get(pk=article.pk)) != before


def test_words_cited_in_safety_information_are_part_of_its_fingerprint():
    reference = ReferenceFactory()
    safety = SafetyInformation(
        title="Safety", treatment=TopicFactory(), introduction=f"<p>Mind{cite(reference)}</p>", as_of="2026-11-23"
    )
    before = fingerprint(safety)
    Reference.objects.filter(pk=reference.pk).update(year=1999)
    assert fingerprint(safety) != before


def test_the_fingerprint_of_a_body_asks_once_for_all_citations():
    few, many = ([ReferenceFactory() for _ in range(count)] for count in (1, 12))
    asked = []
    for references in (few, many):
        article = ArticleFactory(live=False, body=body(*(f"Words{cite(each, each)}." for each in references)))
        article = Article.objects.get(pk=article.pk)
        with CaptureQueriesContext(connection) as queries:
            fingerprint(article)
        asked.append([q["sql"] for q in queries if "blog_reference" in q["sql"]])
    assert [len(each) for each in asked] == [1, 1]


def test_wagtail_knows_where_a_reference_is_cited():
    reference = ReferenceFactory()
    article = ArticleFactory(body=body(f"It works{cite(reference)}."))
    assert [use.object_id for use in ReferenceIndex.get_references_to(reference)] == [str(article.pk)]
