"""What stands in the readers' index: words that readers see, and no others."""

import pytest

from search.index.writing import index_pages
from search.models import Document
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    body,
)

pytestmark = pytest.mark.django_db


def row(page):
    return Document.objects.get(page=page.pk)


def test_an_article_is_kept_in_sections():
    topic = TopicFactory(title="Chronic pain", synonyms="Long-term pain")
    author = AuthorFactory(title="Mara Quill")
    page = ArticleFactory(
        title="Ketamine infusions",
        summary="What trials say.",
        authors=[author],
        topics=[topic],
        body=body(
            "Before anything.",
            ("heading", {"text": "What hurts", "level": "h2"}),
            "Nerves do.",
            ("faq", {"items": [{"question": "Can I drive?", "answer": "<p>No.</p>"}]}),
        ),
    )

    index_pages([page.pk])
    document = row(page)
    assert document.sections == [
        {"anchor": "", "heading": "", "text": "Before anything."},
        {"anchor": "what-hurts", "heading": "Can I drive?", "text": "No."},
        {"anchor": "what-hurts", "heading": "What hurts", "text": "Nerves do."},
    ]
    assert document.title_stems == "ketamin infus"
    assert document.keyword_stems == "chronic pain\nlong term pain\nmara quill"
    assert set(document.facets.values_list("name", "value")) == {
        ("kind", "article"),
        ("article", "explainer"),
        ("topic", topic.slug),
        ("author", author.slug),
    }


def test_every_type_has_a_row():
    for factory in (ArticleFactory, AuthorFactory, ClinicFactory, SpotlightFactory, StandingPageFactory, TopicFactory):
        assert row(factory()).title_stems
