"""Who may give a medical review: a credential that is valid on the day, a scope that covers a topic, no interest."""

from datetime import date, timedelta

import pytest

from django.utils import timezone

from blog.models import AuthorCredential, AuthorInterest, AuthorProfile, AuthorReviewScope
from editorial import gate
from editorial.models import MedicalReviewTask
from editorial.models.approval import latest_content
from editorial.refusals import ApprovalRefused, PublicationRefused
from tests import newsroom as desk
from tests.factories import SpotlightFactory, TopicFactory
from tests.publishing import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(room):
    return AuthorProfile.objects.get(user=room.reviewer)


def refusals(room, article, user=None):
    task, content = MedicalReviewTask.objects.get(), latest_content(article)
    return {reason.code for reason in task.refusals_for(user or room.reviewer, content, gate.standing(content))}


def test_a_reviewer_with_all_three_may(room):
    assert refusals(room, desk.in_medical_review(room)) == set()


@pytest.mark.parametrize(
    ("verified", "expires", "valid"),
    [(0, 0, True), (0, -1, False), (0, 1, True), (0, None, True), (1, 5, False), (None, 5, False)],
    ids=["last day", "yesterday", "tomorrow", "no end", "verified tomorrow", "never verified"],
)
def test_a_credential_counts_on_its_days(room, profile, verified, expires, valid):
    article, today = desk.in_medical_review(room), timezone.localdate()
    with unguarded():
        AuthorCredential.objects.filter(profile=profile).update(
            verified_on=None if verified is None else today + timedelta(days=verified),
            expires_on=None if expires is None else today + timedelta(days=expires),
        )
    assert ("no_credential" not in refusals(room, article)) is valid


def test_a_profile_that_is_not_public_gives_no_credential(room, profile):
    article = desk.in_medical_review(room)
    profile.unpublish()
    assert "no_credential" in refusals(room, article)


def test_one_topic_in_scope_is_enough_and_none_is_not(room, profile):
    other = TopicFactory(title="Sleep")
    assert refusals(room, desk.in_medical_review(room, topics=[other, room.topic])) == set()
    article = desk.in_medical_review(room)
    with unguarded():
        AuthorReviewScope.objects.filter(profile=profile).update(topic=other)
    assert "out_of_scope" in refusals(room, article)


def test_who_has_an_interest_in_the_clinic_does_not_review_its_page(room, profile):
    from tests.factories import ClinicFactory  # noqa: PLC0415 - used here only

    clinic = SpotlightFactory(live=False, clinic=ClinicFactory(title="Willow Clinic"), topics=[room.topic])
    clinic.save_revision(user=room.writer)
    assert refusals(room, clinic) == set()
    with unguarded():
        AuthorInterest.objects.create(profile=profile, party="willow clinic ", statement="Owns a part of it.")
    assert refusals(room, clinic) == {"conflict"}


def test_an_approval_ends_with_the_credential_behind_it(room, profile):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with unguarded():
        AuthorCredential.objects.filter(profile=profile).update(expires_on=timezone.localdate())
    article = desk.draft_by(room)
    draft = article.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=2)
    draft.save_revision(user=room.writer)
    article.refresh_from_db()
    article.get_workflow().start(article, room.writer)
    desk.act(room, room.editor, article, "approve")
    desk.act(room, room.reviewer, article, "approve")
    article.refresh_from_db()
    revision = article.scheduled_revision
    assert revision is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "today", lambda: tomorrow)
        with pytest.raises(PublicationRefused, match="no longer valid"):
            revision.publish()


def test_what_the_view_would_not_offer_is_refused_in_the_action(room, profile):
    article = desk.in_medical_review(room)
    with unguarded():
        AuthorCredential.objects.filter(profile=profile).update(expires_on=date(2020, 1, 1))
    state = article.current_workflow_task_state
    with pytest.raises(ApprovalRefused, match="medical credential"):
        state.task.specific.on_action(state, room.reviewer, "approve")
