"""Safety information goes through its own workflow: no button publishes it, and refusals are said in words."""

import pytest

from django.urls import reverse

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts import roles
from blog.models import SafetyInformation
from editorial.ledger import Event
from editorial.models import LedgerEntry
from editorial.refusals import PublicationRefused
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
NAME = "wagtailsnippets_blog_safetyinformation"


@pytest.fixture
def superuser(room):
    return UserFactory(is_superuser=True)


def form(room, text="Do not drive.", **action):
    """Return what the editor of safety information posts."""
    item = {"topic": "driving", "text": rich_text(f"<p>{text}</p>", features=["bold", "italic", "link"])}
    return nested_form_data(
        {
            "title": "Esketamine",
            "treatment": room.topic.pk,
            "introduction": rich_text("<p>Read this.</p>", features=["bold", "italic", "link"]),
            "topics": streamfield([("item", item)]),
            "as_of": "2026-05-03",
            **action,
        }
    )


def post_new(room, user, **action):
    return room.client(user).post(reverse(f"{NAME}:add"), form(room, **action))


def address(view, safety, *arguments):
    return reverse(f"{NAME}:{view}", args=[safety.pk, *arguments])


def approve(room, user, safety):
    state = SafetyInformation.objects.get(pk=safety.pk).current_workflow_task_state
    return room.client(user).post(address("workflow_action", safety, "approve", state.pk), follow=True)


def published(room):
    """Return safety information that an editor wrote and that went through its workflow."""
    post_new(room, room.editor, **{"action-submit": "1"})
    safety = SafetyInformation.objects.get()
    approve(room, room.managing_editor, safety)
    approve(room, room.reviewer, safety)
    safety.refresh_from_db()
    return safety


def test_nobody_is_offered_to_publish(room, superuser):
    post_new(room, room.editor)
    safety = SafetyInformation.objects.get()
    for user in (room.editor, room.reviewer, superuser):
        answer = room.client(user).get(address("edit", safety))
        assert "action-publish" not in answer.text
        assert "action-submit" in answer.text


def test_a_forged_publish_saves_a_draft(room, superuser):
    post_new(room, superuser, **{"action-publish": "1"})
    safety = SafetyInformation.objects.get()
    assert not safety.live
    room.client(superuser).post(address("edit", safety), form(room, "Drive.", **{"action-publish": "1"}))
    safety = SafetyInformation.objects.get()
    assert not safety.live
    assert "Drive." in str(safety.get_latest_revision_as_object().topics)


def test_the_workflow_publishes_it(room):
    safety = published(room)
    assert safety.live
    events = list(LedgerEntry.objects.about(safety).values_list("event", flat=True))
    assert events == [Event.SUBMITTED, Event.APPROVED, Event.APPROVED, Event.APPROVED, Event.PUBLISHED]


def test_who_wrote_it_is_told_why_they_cannot_approve(room):
    room.editor.groups.add(room.reviewer.groups.get())
    post_new(room, room.editor, **{"action-submit": "1"})
    safety = SafetyInformation.objects.get()
    answer = approve(room, room.editor, safety)
    assert not SafetyInformation.objects.get().live
    assert "You wrote some of these words" in answer.text or answer.redirect_chain


def test_taking_it_down_asks_for_a_reason_and_keeps_what_was_typed(room):
    safety = published(room)
    url = address("unpublish", safety)
    answer = room.client(room.reviewer).post(url, {"reason": "  "})
    assert "Say in a sentence why it is taken down." in answer.text
    assert SafetyInformation.objects.get().live
    room.client(room.reviewer).post(url, {"reason": "The label changed today."})
    assert not SafetyInformation.objects.get().live
    entry = LedgerEntry.objects.about(safety).last()
    assert (entry.event, entry.comment, entry.role) == (
        Event.WITHDRAWN,
        "The label changed today.",
        roles.MEDICAL_REVIEWERS,
    )


def test_a_writer_does_not_take_it_down(room):
    safety = published(room)
    room.client(room.writer).post(address("unpublish", safety), {"reason": "I do not like it."})
    assert SafetyInformation.objects.get().live


def test_approvals_from_before_a_withdrawal_are_used_up(room):
    safety = published(room)
    room.client(room.reviewer).post(address("unpublish", safety), {"reason": "The label changed today."})
    safety.refresh_from_db()
    with pytest.raises(PublicationRefused):
        safety.latest_revision.publish(skip_permission_checks=True)
