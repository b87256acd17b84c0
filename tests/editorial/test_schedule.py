"""The schedule: what still qualifies goes live, what no longer does is taken off, and nothing stops the queue."""

from datetime import timedelta

import pytest

from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from blog.models import Article
from editorial import schedule, withdrawal
from editorial.ledger import Event
from editorial.models import LedgerEntry
from tests import newsroom as desk

pytestmark = pytest.mark.django_db


def scheduled(room, **fields):
    """Return an article that is approved and scheduled for tomorrow."""
    article = desk.draft_by(room, **fields)
    draft = article.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=room.writer)
    article.refresh_from_db()
    article.get_workflow().start(article, room.writer)
    desk.act(room, room.editor, article, "approve")
    desk.act(room, room.reviewer, article, "approve")
    article.refresh_from_db()
    assert article.scheduled_revision
    assert not article.live
    return article


@pytest.fixture
def tomorrow(monkeypatch):
    """Call it when everything is set up: from then on it is the day after tomorrow."""
    real = timezone.now

    def come():
        monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(days=2))

    return come


def test_what_is_approved_goes_live_on_its_day(room, tomorrow, client):
    article = scheduled(room)
    call_command("publish_scheduled")
    assert client.get(article.url).status_code == 404
    tomorrow()
    call_command("publish_scheduled")
    assert client.get(article.url).status_code == 200
    events = list(LedgerEntry.objects.about(article).values_list("event", flat=True))
    assert events[-2:] == [Event.SCHEDULED, Event.PUBLISHED]


def test_what_was_approved_and_then_withdrawn_is_taken_off_and_the_queue_goes_on(
    room, tomorrow, django_capture_on_commit_callbacks
):
    spoilt, good = scheduled(room), scheduled(room)
    revision = spoilt.scheduled_revision
    revision.content["summary"] = "Words that nobody approved, forged into the revision."
    revision.save()
    tomorrow()
    with django_capture_on_commit_callbacks(execute=True):
        outcome = schedule.run()
    assert (outcome.published, outcome.refused, outcome.failed) == ([good.title], [spoilt.title], [])
    assert Article.objects.get(pk=good.pk).live
    spoilt = Article.objects.get(pk=spoilt.pk)
    assert not spoilt.live
    assert spoilt.scheduled_revision is None
    entry = LedgerEntry.objects.about(spoilt).last()
    assert entry.event == Event.UNSCHEDULED
    assert "has not approved exactly these words" in entry.comment
    told = [message for message in mail.outbox if message.subject.startswith("Taken off the schedule")]
    assert room.writer.email in {address for message in told for address in message.to}


def test_one_that_fails_stops_no_other_and_the_command_says_so(room, tomorrow, monkeypatch):
    broken, good = scheduled(room), scheduled(room)
    real = type(broken.scheduled_revision).publish

    def publish(revision, *args, **kwargs):
        if revision.object_id == str(broken.pk):
            raise RuntimeError
        return real(revision, *args, **kwargs)

    monkeypatch.setattr(type(broken.scheduled_revision), "publish", publish)
    tomorrow()
    with pytest.raises(CommandError, match=broken.title):
        call_command("publish_scheduled")
    assert Article.objects.get(pk=good.pk).live


def test_what_expires_comes_off_and_stays_off_until_it_is_approved_again(room, tomorrow):
    article = desk.draft_by(room)
    draft = article.get_latest_revision_as_object()
    draft.expire_at = timezone.now() + timedelta(days=1)
    draft.save_revision(user=room.writer)
    article.refresh_from_db()
    article.get_workflow().start(article, room.writer)
    desk.act(room, room.editor, article, "approve")
    desk.act(room, room.reviewer, article, "approve")
    tomorrow()
    outcome = schedule.run()
    assert outcome.expired == [article.title]
    assert LedgerEntry.objects.about(article).last().event == Event.WITHDRAWN


def test_a_dry_run_changes_nothing(room, tomorrow):
    article = scheduled(room)
    tomorrow()
    call_command("publish_scheduled", "--dryrun")
    assert not Article.objects.get(pk=article.pk).live


def test_a_withdrawn_page_is_not_brought_back_by_its_old_schedule(room, tomorrow):
    article = scheduled(room)
    tomorrow()
    schedule.run()
    article = Article.objects.get(pk=article.pk)
    revision = article.live_revision
    withdrawal.withdraw(article, room.editor, "A reader found a mistake.")
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    assert schedule.run().refused == [article.title]
    assert not Article.objects.get(pk=article.pk).live
