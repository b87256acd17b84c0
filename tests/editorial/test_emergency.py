"""Breaking the glass takes two managing editors and a reason, lasts three days, and shows for good."""

from datetime import timedelta

import pytest

from django.utils import timezone

from accounts import roles
from blog.models import Article
from editorial import emergency, gate, review_dates
from editorial.ledger import Event
from editorial.models import EmergencyRequest, LedgerEntry, PublicationRecord
from editorial.refusals import PublicationRefused
from tests import newsroom as desk
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
REASON = "The label changed and readers may come to harm."


@pytest.fixture
def second(room):
    return UserFactory(role=roles.MANAGING_EDITORS)


@pytest.fixture
def draft(room):
    return desk.draft_by(room)


def refused(code, action, *arguments):
    with pytest.raises(PublicationRefused) as caught:
        action(*arguments)
    assert [refusal.code for refusal in caught.value.refusals] == [code]


def test_two_managing_editors_publish_at_once(room, second, draft, client):
    asked = emergency.request(draft, room.managing_editor, REASON)
    assert not Article.objects.get(pk=draft.pk).live
    emergency.confirm(asked, second)
    assert client.get(draft.url).status_code == 200
    record = PublicationRecord.objects.get(page=draft)
    assert record.review_due == timezone.localdate()
    assert record.emergency_until > timezone.now() + timedelta(hours=71)
    entry = LedgerEntry.objects.about(draft).get(event=Event.EMERGENCY)
    assert (entry.comment, entry.details["confirmed_key"]) == (REASON, str(second.pk))


def test_one_alone_is_not_enough(room, draft):
    asked = emergency.request(draft, room.managing_editor, REASON)
    refused("same_person", emergency.confirm, asked, room.managing_editor)


def test_words_that_are_public_already_need_none(room, second, draft):
    emergency.confirm(emergency.request(draft, room.managing_editor, REASON), second)
    draft.refresh_from_db()
    refused("public", emergency.request, draft, room.managing_editor, REASON)


@pytest.mark.parametrize("who", ["writer", "editor", "reviewer", "administrator"])
def test_nobody_else_asks_or_confirms(room, second, draft, who):
    person = getattr(room, who)
    refused("not_allowed", emergency.request, draft, person, REASON)
    refused("not_allowed", emergency.confirm, emergency.request(draft, second, REASON), person)


def test_it_takes_a_reason(room, draft):
    refused("no_reason", emergency.request, draft, room.managing_editor, "urgent")


def test_a_confirmation_that_comes_late_or_for_other_words_is_refused(room, second, draft):
    asked = emergency.request(draft, room.managing_editor, REASON)
    changed = draft.get_latest_revision_as_object()
    changed.summary = "Other words, which the first managing editor has not seen."
    changed.save_revision(user=room.writer)
    refused("changed", emergency.confirm, asked, second)
    asked = emergency.request(draft, room.managing_editor, REASON)
    EmergencyRequest.objects.filter(pk=asked.pk).update(requested_at=timezone.now() - timedelta(hours=5))
    refused("expired", emergency.confirm, asked, second)


def test_a_confirmation_counts_once(room, second, draft):
    asked = emergency.request(draft, room.managing_editor, REASON)
    emergency.confirm(asked, second)
    refused("expired", emergency.confirm, asked, second)


def test_the_page_comes_down_when_the_approvals_do_not_follow(room, second, draft):
    emergency.confirm(emergency.request(draft, room.managing_editor, REASON), second)
    PublicationRecord.objects.filter(page=draft).update(emergency_until=timezone.now() - timedelta(minutes=1))
    for step in [step for step in review_dates.due_steps() if step.action == "end_emergency"]:
        review_dates.take(step)
    assert not Article.objects.get(pk=draft.pk).live
    assert gate.public_entry(draft) is None


def test_the_page_stays_when_they_do(room, second, draft):
    emergency.confirm(emergency.request(draft, room.managing_editor, REASON), second)
    desk.act(room, room.editor, draft, "approve")
    desk.act(room, room.reviewer, draft, "approve")
    PublicationRecord.objects.filter(page=draft).update(emergency_until=timezone.now() - timedelta(minutes=1))
    for step in [step for step in review_dates.due_steps() if step.action == "end_emergency"]:
        review_dates.take(step)
    assert Article.objects.get(pk=draft.pk).live
    assert gate.public_entry(draft).event == Event.PUBLISHED
