"""A change drops the pages that showed what changed, in every worker, and no others."""

from datetime import timedelta

import time_machine

from django.db import transaction
from django.utils import timezone

from wagtail.signals import page_published, page_unpublished

from delivery.kept import drops, parts
from delivery.kept.changes import lists_of
from delivery.kept.parts import part
from delivery.kept.recording import Record, recording, row_tag
from delivery.models import Drop, Standing
from home.models import PublicationSettings
from tests.factories import ArticleFactory, TopicFactory
from tests.publishing import unguarded


def publish(page, **changes):
    """Publish a page with changes, as its workflow would; that it was published before is noted, as it was then."""
    Standing.objects.get_or_create(page_id=page.pk, defaults={"lists": lists_of(page)})
    with unguarded():
        for name, value in changes.items():
            setattr(page, name, value)
        page.save_revision().publish()
    return page


def test_a_page_that_is_published_anew_is_rendered_anew(reader):
    article = ArticleFactory(title="Old words")
    other = TopicFactory(title="Something else")
    paths = [article.get_url(), other.get_url()]
    reader.look()
    for path in paths:
        reader.get(path)
    publish(article, title="New words")
    reader.look()
    assert "New words" in reader.get(paths[0]).text
    assert reader.get(paths[1]).is_hit


def test_a_draft_drops_nothing(reader):
    article = ArticleFactory(title="Public words")
    reader.look()
    reader.get(article.get_url())
    article.title = "Draft words"
    article.save_revision()
    reader.look()
    found = reader.get(article.get_url())
    assert found.is_hit
    assert "Public words" in found.text


def test_a_page_that_is_withdrawn_is_gone(reader):
    article = ArticleFactory()
    reader.get(article.get_url())
    article.unpublish()
    reader.look()
    assert reader.get(article.get_url()).status in {404, 410}


def test_a_new_address_takes_the_old_one_away(reader, django_capture_on_commit_callbacks):
    article = ArticleFactory(slug="before")
    old = article.get_url()
    reader.get(old)
    with django_capture_on_commit_callbacks(execute=True):
        publish(article, slug="after")
    reader.look()
    assert reader.get(old).status == 301
    assert reader.get("/articles/after/").status == 200


def test_settings_change_every_page_that_shows_them(reader):
    article = ArticleFactory()
    reader.get(article.get_url())
    row = PublicationSettings.objects.first() or PublicationSettings.for_request(None)
    row.save()
    reader.look()
    assert not reader.get(article.get_url()).is_hit


def test_a_change_that_is_rolled_back_drops_nothing(reader):
    article = ArticleFactory()
    reader.look()
    reader.get(article.get_url())
    with transaction.atomic():
        PublicationSettings.objects.first().save()
        transaction.set_rollback(True)
    reader.look()
    assert reader.get(article.get_url()).is_hit


def test_a_savepoint_that_is_rolled_back_hides_no_later_change(db):
    article = ArticleFactory()
    tag = row_tag(type(article), article.pk)
    Drop.objects.all().delete()
    with transaction.atomic():
        with transaction.atomic():
            drops.write({tag})
            transaction.set_rollback(True)
        drops.write({tag})
    assert Drop.objects.filter(tags__contains=tag).count() == 1


def test_a_transaction_names_each_change_once(db):
    Drop.objects.all().delete()
    with transaction.atomic():
        for _time in range(3):
            drops.write({"page:1", "page:2"})
        drops.write({"page:3"})
    assert [row.tags for row in Drop.objects.order_by("pk")] == ["page:1\npage:2", "page:3"]


def test_a_page_that_was_rendered_before_a_change_is_not_kept_after_it(reader, monkeypatch):
    article = ArticleFactory(title="Before the change")
    path = article.get_url()
    behind = reader.door.application

    def slow(environ, start_response):
        body = behind(environ, start_response)
        publish(article, title="After the change")
        reader.house.watcher.look()
        return body

    monkeypatch.setattr(reader.door, "application", slow)
    assert "Before the change" in reader.get(path).text
    monkeypatch.setattr(reader.door, "application", behind)
    reader.house.keeper.work()
    assert "After the change" in reader.get(path).text


def test_a_worker_that_has_not_heard_of_a_change_puts_no_old_page_on_disk(reader, another_worker):
    article = ArticleFactory(title="Before the change")
    path = article.get_url()
    late = another_worker()
    late.get(path)  # in its memory; not yet written
    publish(article, title="After the change")
    reader.look()
    late.house.keeper.work()
    assert reader.house.store.get(next(iter(late.house.shelf.entries))) is None
    assert "After the change" in reader.get(path).text
    late.look()
    assert "After the change" in late.get(path).text


def test_what_is_asked_for_often_is_made_again_before_somebody_asks(reader, django_assert_num_queries):
    article = ArticleFactory(title="Hot words")
    path = article.get_url()
    for _visit in range(5):
        reader.get(path)
    publish(article, title="Hotter words")
    reader.look()
    with django_assert_num_queries(0):
        found = reader.get(path)
    assert found.is_hit
    assert "Hotter words" in found.text


def test_nothing_outlives_its_day(reader):
    article = ArticleFactory()
    path = article.get_url()
    reader.get(path)
    assert reader.get(path).is_hit
    tomorrow = timezone.now() + timedelta(days=1)
    with time_machine.travel(tomorrow, tick=False):
        assert not reader.get(path).is_hit
        assert reader.get(path).is_hit


def test_a_list_changes_when_something_joins_it_and_not_when_words_are_mended(db):
    topic = TopicFactory(title="Sleep")
    article = ArticleFactory(topics=[topic])
    assert article.record
    page_published.send(type(article), instance=article, revision=None)
    before = Standing.objects.get(page=article.pk).lists
    article = type(article).objects.get(pk=article.pk)
    assert f"list:topic:{topic.pk}" in before
    Drop.objects.all().delete()
    with transaction.atomic():  # each change is named once in a transaction, and a test is one
        page_published.send(type(article), instance=article, revision=None)
    said = {tag for row in Drop.objects.all() for tag in row.tags.split("\n")}
    assert f"page:{article.pk}" in said
    assert not {tag for tag in said if tag.startswith(("list:topic", "list:article"))}
    page_unpublished.send(type(article), instance=article)
    assert f"list:topic:{topic.pk}" in Drop.objects.latest("pk").tags.split("\n")


def test_rows_are_noted_by_themselves(db):
    article = ArticleFactory()
    record = Record(drops.present())
    with recording(record):
        type(article).objects.get(pk=article.pk)
    assert record.tags == {f"page:{article.pk}"}
    type(article).objects.get(pk=article.pk)
    assert record.tags == {f"page:{article.pk}"}


def test_a_dear_part_is_made_once_for_all_pages_until_something_in_it_changes(db):
    made = []
    article = ArticleFactory()

    def make():
        made.append(type(article).objects.get(pk=article.pk).title)
        return made[-1]

    def asked():
        record = Record(drops.present())
        with recording(record):
            words = part("the words", make)
        return words, row_tag(type(article), article.pk) in record.tags

    assert [asked(), asked()] == [(article.title, True)] * 2
    assert len(made) == 1
    before = drops.present()
    drops.write({row_tag(type(article), article.pk)})
    for dropped in drops.read(before)[0]:
        parts.shelf.drop(dropped)
    asked()
    assert len(made) == 2
    part("the words", make)  # where no record is open, nobody would hear of a change
    assert len(made) == 3
