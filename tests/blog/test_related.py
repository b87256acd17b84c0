"""What to read next: the editors' pins first, then what is nearest, and never the same author alone."""

import pytest

from django.db import connection
from django.test.utils import CaptureQueriesContext

from blog.models import Article, RelatedPin
from tests.factories import ArticleFactory, AuthorFactory, SpotlightFactory, TopicFactory
from tests.publishing import unguarded

pytestmark = pytest.mark.django_db


def pin(page, *targets):
    """Let editors pin pages under another one, in order; return the page as it is read next."""
    with unguarded():
        for order, target in enumerate(targets):
            RelatedPin.objects.create(page=page.page_ptr, target=target.page_ptr, sort_order=order)
    return Article.objects.get(pk=page.pk)


def titles(page):
    return [each.title for each in page.get_related()]


def test_pins_come_first_in_the_editors_order_and_are_topped_up():
    page = ArticleFactory()
    older, pinned, story = (
        ArticleFactory(title="Older"),
        ArticleFactory(title="Pinned"),
        SpotlightFactory(title="Story"),
    )
    newer = ArticleFactory(title="Newer")
    assert titles(pin(page, story, pinned)) == ["Story", "Pinned", "Newer"]
    assert {older, newer}.isdisjoint({pinned})


def test_a_pin_that_is_no_longer_public_is_passed_over():
    page, draft = ArticleFactory(), ArticleFactory(title="Draft", live=False)
    ArticleFactory(title="Public")
    assert titles(pin(page, draft, page)) == ["Public"]


def test_among_equals_the_same_kind_is_nearer():
    page = ArticleFactory(kind="guide")
    ArticleFactory(title="Guide", kind="guide")
    ArticleFactory(title="News", kind="news")
    assert titles(page) == ["Guide", "News"]


def test_something_is_related_as_long_as_anything_else_is_published():
    page = ArticleFactory()
    assert titles(page) == []
    SpotlightFactory(title="A story about a clinic")
    assert titles(page) == ["A story about a clinic"]
    TopicFactory(title="A topic")
    assert titles(page) == ["A topic", "A story about a clinic"]


def test_related_pages_are_never_by_the_same_author_only():
    mara, theo = AuthorFactory(), AuthorFactory()
    other = ArticleFactory(title="By another", authors=[theo])
    own = [ArticleFactory(title=f"Own {number}", authors=[mara]) for number in range(4)]
    assert titles(own[0]) == ["Own 3", "Own 2", "By another"]
    pinned = pin(own[0], *own[1:])
    assert titles(pinned) == ["Own 1", "Own 2", "Own 3", "By another"]
    assert other.title == "By another"


def test_without_another_author_the_own_pages_stay():
    mara = AuthorFactory()
    own = [ArticleFactory(title=f"Own {number}", authors=[mara]) for number in range(3)]
    TopicFactory(title="No author")
    assert titles(own[0]) == ["Own 2", "Own 1", "No author"]


@pytest.mark.any_database
def test_the_number_of_queries_does_not_grow():
    mara, topic = AuthorFactory(), TopicFactory()
    page = ArticleFactory(authors=[mara], topics=[topic])
    ArticleFactory.create_batch(4, authors=[mara], topics=[topic])
    page = pin(page, *Article.objects.exclude(pk=page.pk)[:2])

    def queries():
        found = Article.objects.get(pk=page.pk)
        with CaptureQueriesContext(connection) as asked:
            assert len(found.get_related()) >= 3
        return len(asked)

    few = queries()
    ArticleFactory.create_batch(6, authors=[mara], topics=[topic])
    pin(page, *Article.objects.order_by("-pk")[:5])
    assert queries() <= few
