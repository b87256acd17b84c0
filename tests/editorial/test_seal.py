"""The seal tells whether a row's words are the ones that went through: nothing else may break it, and nothing less."""

import json

import pytest

from django.db import connection

from blog.models import Article
from editorial import triggers
from editorial.fingerprint import row_digest
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

WORDS = {"type": "paragraph", "value": "<p>Calm words.</p>"}
QUOTE = {"type": "quote", "value": {"text": "A quote."}}  # as an older release stored it: two fields are not there yet


def stored(article, blocks):
    """Put blocks into the row as they are, as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE blog_article SET body = %s WHERE page_ptr_id = %s", [json.dumps(blocks), article.pk])
    return Article.objects.get(pk=article.pk)


def test_a_public_page_saved_with_the_same_words_is_served(client):
    article = ArticleFactory(body=json.dumps([WORDS]))
    article.body = json.dumps([WORDS])  # blocks without ids get new ones each time they are written
    article.save()
    assert client.get(article.url).status_code == 200


def test_reading_a_body_does_not_break_the_seal():
    article = stored(ArticleFactory(live=False), [QUOTE])
    before = row_digest(article)
    assert not article.body[0].value["attribution"]
    assert row_digest(article) == before


@pytest.mark.parametrize(
    "other",
    [
        [{"type": "paragraph", "value": "<p>Other words.</p>"}],
        [WORDS, WORDS],
        [{"type": "quote", "value": {"text": "A quote.", "attribution": "Somebody"}}],
        [],
    ],
    ids=["other words", "one more block", "other block", "nothing"],
)
def test_other_words_break_it(client, other):
    article = ArticleFactory(body=json.dumps([WORDS]))
    triggers.drop()
    stored(article, other)
    assert client.get(article.url).status_code == 503
