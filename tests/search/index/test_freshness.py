"""What is published is found soon, and what is taken away is gone at once."""

from datetime import timedelta
from io import StringIO
from unittest import mock

import pytest
import time_machine

from django.core.management import call_command
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

from blog.models import Topic
from search.engine import search
from search.index import stale, walk, writing
from search.index.vocabulary import counts
from search.models import Document, DocumentFacet, IndexRun
from tests.factories import ArticleFactory, AuthorFactory, ClinicFactory, TopicFactory, body
from tests.project.hiding import QUAGMIRE, WAYS, HalfHidden
from tests.publishing import unguarded
from tests.search.asking import asked

pytestmark = pytest.mark.django_db


def found(words, **options):
    return [hit.page_id for hit in search(asked(words), **options).hits]


def republish(page, capture, **fields):
    """Publish a page in other words, as the gate would let it, with what happens after the transaction."""
    for name, value in fields.items():
        setattr(page, name, value)
    with capture(execute=True), unguarded():
        page.save_revision().publish()


def test_a_publication_is_found_once_it_is_safe(django_capture_on_commit_callbacks):
    page = ArticleFactory(title="Old words")
    republish(page, django_capture_on_commit_callbacks, title="Xylophonic words")
    assert found("xylophonic") == [page.pk]
    assert found("old") == []


def test_words_of_a_draft_are_not_found(django_capture_on_commit_callbacks):
    page = ArticleFactory(title="Public words")
    page.title = "Xylophonic words"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision()
        ArticleFactory(title="Xylophonic draft", live=False).save_revision()
    assert found("xylophonic") == []


def test_a_withdrawn_page_is_gone_within_the_transaction():
    page = ArticleFactory(title="Xylophonic")
    page.unpublish()
    assert found("xylophonic") == []
    assert not Document.objects.filter(page=page.pk).exists()


def test_a_deleted_page_is_gone():
    page = ArticleFactory(title="Xylophonic")
    with unguarded():
        page.delete()
    assert found("xylophonic") == []


def test_a_restriction_takes_out_what_is_below_and_its_end_brings_it_back(django_capture_on_commit_callbacks):
    page = ArticleFactory(title="Xylophonic")
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert not Document.objects.filter(page=page.pk).exists()
    assert found("xylophonic") == []
    with django_capture_on_commit_callbacks(execute=True):
        restriction.delete()
    assert found("xylophonic") == [page.pk]


def test_even_a_row_that_is_still_there_does_not_show_a_page_that_readers_may_not_see():
    page = ArticleFactory(title="Xylophonic")
    with unguarded():
        Page.objects.filter(pk=page.pk).update(live=False)
    assert Document.objects.filter(page=page.pk).exists()
    assert found("xylophonic") == []


@pytest.mark.parametrize("hide", WAYS, ids=lambda way: way.__name__)
def test_hidden_pages_are_neither_found_nor_counted_nor_named(hide):
    hidden = HalfHidden(hide).hidden
    for words in (QUAGMIRE, f"{QUAGMIRE} body", "open"):
        answer = search(asked(words), per_page=100)
        assert not {hit.page_id for hit in answer.hits} & {page.pk for page in hidden}
        assert QUAGMIRE not in "".join(hit.title + hit.snippet for hit in answer.hits)
        assert QUAGMIRE not in str(answer.facets)
        assert answer.total == len(answer.hits)


def test_a_renamed_topic_is_found_on_its_pages(django_capture_on_commit_callbacks):
    topic = TopicFactory(title="Old name")
    page = ArticleFactory(topics=[topic])
    writing.index_pages([page.pk])
    republish(Topic.objects.get(pk=topic.pk), django_capture_on_commit_callbacks, title="Xylophonia")
    assert set(found("xylophonia")) == {topic.pk, page.pk}
    assert found("old name") == []


def test_a_topic_with_the_same_name_costs_its_pages_nothing(django_capture_on_commit_callbacks):
    topic = TopicFactory(title="Same name")
    ArticleFactory(topics=[topic])
    with mock.patch("search.tasks.index_pages_naming") as naming:
        republish(Topic.objects.get(pk=topic.pk), django_capture_on_commit_callbacks, summary="Other words.")
    naming.enqueue.assert_not_called()


def test_facts_of_a_clinic_go_when_they_are_too_old():
    clinic = ClinicFactory(
        insurance_plans="Xylophonic Mutual", insurance_checked_on=timezone.localdate() - timedelta(150)
    )
    assert found("xylophonic") == [clinic.pk]
    with time_machine.travel(timezone.now() + timedelta(31), tick=False):
        for step in stale.due(timezone.localdate()):
            step.take()
        assert found("xylophonic") == []
        assert found("example clinic") == [clinic.pk]
        assert stale.due(timezone.localdate()) == []


def test_indexing_a_page_costs_the_same_however_many_there_are(django_assert_num_queries):
    pages = [ArticleFactory() for _number in range(3)]
    with django_assert_num_queries(27, exact=False) as queries:
        writing.index_pages([pages[0].pk])
    for _number in range(8):
        ArticleFactory()
    with django_assert_num_queries(len(queries)):
        writing.index_pages([pages[0].pk])


def update(**options):
    output = StringIO()
    call_command("update_index", stdout=output, **options)
    return output.getvalue()


def test_update_index_writes_every_public_page_anew():
    page = ArticleFactory(title="Xylophonic")
    Document.objects.all().delete()
    assert "readers: indexed" in update(readers=True)
    assert found("xylophonic") == [page.pk]
    assert IndexRun.objects.get().finished_at


def test_update_index_goes_on_where_it_was_interrupted():
    pages = [ArticleFactory() for _number in range(3)]
    Document.objects.all().delete()
    with (
        mock.patch.object(walk, "AT_ONCE", 1),
        mock.patch.object(walk, "index_pages", side_effect=[*[1] * 5, KeyboardInterrupt]),
        pytest.raises(KeyboardInterrupt),
    ):
        list(walk.walk())
    stopped = IndexRun.objects.get()
    update(readers=True)
    assert IndexRun.objects.get().pk == stopped.pk
    assert not Document.objects.filter(page__lte=stopped.last_page).exists()
    update(readers=True)
    assert Document.objects.filter(page__in=[page.pk for page in pages]).count() == 3


def test_update_index_takes_out_what_readers_may_not_see():
    page = ArticleFactory(title="Xylophonic")
    with unguarded():
        Page.objects.filter(pk=page.pk).update(live=False)
    update(readers=True)
    assert not Document.objects.filter(page=page.pk).exists()


def test_the_words_of_the_index_are_counted_by_pages():
    ArticleFactory(title="Xylophonic one", body=body("Xylophonic, xylophonic."))
    ArticleFactory(title="Xylophonic two")
    assert dict(counts())["Xylophonic"] == 2
    assert dict(counts())["xylophonic"] == 1


def test_facets_of_a_page_follow_it():
    author = AuthorFactory()
    page = ArticleFactory(authors=[author])
    writing.index_pages([page.pk])
    with unguarded():
        page.page_authors.all().delete()
    writing.index_pages([page.pk])
    assert not DocumentFacet.objects.filter(document=page.pk, facet__name="author").exists()
