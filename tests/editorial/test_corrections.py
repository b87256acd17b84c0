"""A correction is part of the words: approved with them, entered in the ledger, shown to readers."""

from datetime import date

import pytest

from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from editorial.models import Correction, LedgerEntry, PublicationRecord
from tests import newsroom as desk
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


def publish(room, article):
    """Take an article's draft through its whole workflow."""
    article.refresh_from_db()
    article.get_workflow().start(article, room.writer)
    desk.act(room, room.editor, article, "approve")
    desk.act(room, room.reviewer, article, "approve")
    article.refresh_from_db()
    assert article.live
    assert not article.has_unpublished_changes


def correct(room, article, text):
    """Add a correction to a new draft and publish it."""
    draft = article.get_latest_revision_as_object()
    draft.corrections.add(Correction(corrected_on=date(2026, 5, 3), was_wrong=text, says_now="It says 18 now."))
    draft.save_revision(user=room.writer)
    publish(room, article)


def test_a_correction_changes_the_fingerprint():
    article = ArticleFactory(live=False)
    before = fingerprint(article)
    article.corrections.add(Correction(was_wrong="It said 16.", says_now="It says 18."))
    assert fingerprint(article) != before


def test_a_correction_is_entered_shown_and_not_entered_twice(room, client):
    article = desk.draft_by(room)
    publish(room, article)
    correct(room, article, "The age was wrong.")
    (entry,) = LedgerEntry.objects.about(article).filter(event=Event.CORRECTED)
    assert entry.details["notices"] == [{"date": "2026-05-03", "text": "The age was wrong. It says 18 now."}]
    text = client.get(article.url).text
    assert "Corrections" in text
    assert "3 May 2026</time>: The age was wrong. It says 18 now." in text
    correct(room, article, "The place was wrong.")
    second = LedgerEntry.objects.about(article).filter(event=Event.CORRECTED).last()
    assert [notice["text"] for notice in second.details["notices"]] == ["The place was wrong. It says 18 now."]
    assert len(PublicationRecord.objects.get(page=article).corrections) == 2


def test_a_page_without_corrections_says_nothing_of_them(client):
    assert "Corrections" not in client.get(ArticleFactory().url).text
