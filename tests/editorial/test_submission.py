"""A submission is entered before what was decided on it; a draft that was sent back begins with the checks again."""

import pytest

from editorial.ledger import Event
from editorial.models import LedgerEntry
from tests import newsroom as desk

pytestmark = pytest.mark.django_db


def history(article):
    return [(entry.event, entry.task_name) for entry in LedgerEntry.objects.about(article)]


def test_what_was_sent_back_is_checked_again_and_asks_nobody_twice(room):
    article = desk.in_medical_review(room)
    desk.act(room, room.reviewer, article, "reject", "Please give the dose that the trial gave.")
    desk.post_edit(room.client(room.writer), article, "submit", paragraph="Other words of a body.")
    assert history(article) == [
        (Event.SUBMITTED, ""),
        (Event.APPROVED, "Automatic checks"),
        (Event.APPROVED, "Editor"),
        (Event.CHANGES_REQUESTED, "Medical review"),
        (Event.SUBMITTED, ""),
        (Event.APPROVED, "Automatic checks"),
    ]
    article.refresh_from_db()
    assert article.current_workflow_task.name == "Editor"


def test_the_same_words_submitted_again_go_to_whom_they_wait_for(room):
    article = desk.in_medical_review(room)
    desk.act(room, room.reviewer, article, "reject", "I want a colleague to see this.")
    desk.post_edit(room.client(room.writer), article, "submit")
    article.refresh_from_db()
    assert article.current_workflow_task.name == "Medical review"
