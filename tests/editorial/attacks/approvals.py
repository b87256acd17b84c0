"""Approvals by people who may not give them, approvals that no longer hold, and emergencies of one."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts import roles
from blog.models import Article, AuthorInterest, AuthorProfile
from editorial import emergency, withdrawal
from editorial.actions import GatedPublishPageRevisionAction
from editorial.models import Contribution, EmergencyRequest
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import MARKER
from tests.factories import ClinicFactory, SpotlightFactory, TopicFactory
from tests.publishing import put_live, unguarded


def make_reviewer(newsroom, person, *topics, **credential):
    """Give a person the role and a public profile of a medical reviewer; `credential` changes the credential."""
    person.groups.add(Group.objects.get(name=roles.MEDICAL_REVIEWERS))
    profile = AuthorProfile.objects.filter(user=person).first()
    with unguarded():
        if profile is None:
            profile = desk.make_reviewer(person, *topics)
        else:
            AuthorProfile.objects.filter(pk=profile.pk).update(is_medical_reviewer=True)
            profile.scope_topics.all().delete()
            for topic in topics:
                profile.scope_topics.model.objects.create(profile=profile, topic=topic)
        profile.credentials.all().update(**credential or {"expires_on": None})
    put_live(profile)
    scenes.settle()
    return profile


def approve_as_editor(newsroom, person, page):
    """Let an editor approve who is not the person."""
    other = newsroom.managing_editor if person == newsroom.editor else newsroom.editor
    desk.act(newsroom, other, page, "approve")


@route("approvals", scenes.submitted)
def one_person_gives_both_approvals(newsroom, person, page):
    person.groups.add(Group.objects.get(name=roles.EDITORS))
    make_reviewer(newsroom, person, newsroom.topic)
    for _task in range(2):
        desk.act(newsroom, person, page, "approve")


@route("approvals", scenes.submitted)
def reviewer_outside_their_scope(newsroom, person, page):
    other = TopicFactory(title="Something else")
    scenes.settle()
    make_reviewer(newsroom, person, other)
    approve_as_editor(newsroom, person, page)
    desk.act(newsroom, person, page, "approve")


@route("approvals", scenes.submitted)
def reviewer_with_an_expired_credential(newsroom, person, page):
    make_reviewer(newsroom, person, newsroom.topic, expires_on=timezone.localdate() - timedelta(days=1))
    approve_as_editor(newsroom, person, page)
    desk.act(newsroom, person, page, "approve")


@route("approvals", scenes.nothing)
def reviewer_with_an_interest_in_the_clinic(newsroom, person, page):
    clinic = SpotlightFactory(
        title=MARKER,
        clinic=ClinicFactory(title="Calm Waters"),
        live=False,
        owner=newsroom.other_writer,
        topics=[newsroom.topic],
    )
    clinic.save_revision(user=newsroom.other_writer)
    profile = make_reviewer(newsroom, person, newsroom.topic)
    with unguarded():
        AuthorInterest.objects.create(profile=profile, statement="Shares", party="calm waters")
    clinic.get_workflow().start(clinic, newsroom.other_writer)
    editor = newsroom.managing_editor if person == newsroom.editor else newsroom.editor
    users = {
        roles.CLINIC_DATA: newsroom.clinic_data,
        roles.DISCLOSURE_REVIEWERS: newsroom.discloser,
        roles.MEDICAL_REVIEWERS: person,
    }
    for _step in range(4):
        state = type(clinic).objects.get(pk=clinic.pk).current_workflow_task_state
        if state is None:
            break
        task = state.task.specific
        user = next((users[name] for name in task.groups.values_list("name", flat=True) if name in users), editor)
        task.on_action(state.specific, user, "approve")


@route("approvals", scenes.approved_by_editor)
def credential_that_expired_before_the_words_went_live(newsroom, person, page):
    latest = page.get_latest_revision_as_object()
    latest.go_live_at = timezone.now() + timedelta(days=2)
    latest.save_revision(user=newsroom.writer)
    last_day = timezone.localdate() + timedelta(days=1)
    make_reviewer(newsroom, newsroom.reviewer, newsroom.topic, expires_on=last_day)
    state = Article.objects.get(pk=page.pk).current_workflow_task_state.specific
    state.task.specific.on_action(state, newsroom.reviewer, "approve")
    go_live_on(page, timezone.now() + timedelta(days=3), person)


def go_live_on(page, moment, person):
    """Publish what is scheduled as if it were another day."""
    from unittest import mock  # noqa: PLC0415 - needed once

    revision = page.revisions.exclude(approved_go_live_at=None).get()
    with mock.patch("django.utils.timezone.now", return_value=moment):
        revision.publish(user=person)


@route("approvals", scenes.nothing, takes_down=True)
def approvals_from_before_a_withdrawal(newsroom, person, page):
    page = scenes.approved_by_editor(newsroom)
    desk.act(newsroom, newsroom.reviewer, page, "approve")
    page = scenes.read_again(page)
    if not page.live:
        raise AssertionError("The honest way did not work.")
    withdrawal.withdraw(page, newsroom.editor, "Something is wrong here.")
    page.get_latest_revision().publish(user=person, skip_permission_checks=True)


@route("approvals", scenes.submitted)
def writer_struck_from_the_notes(newsroom, person, page):
    person.groups.add(Group.objects.get(name=roles.EDITORS))
    Article.objects.filter(pk=page.pk).update(owner=None)
    scenes.write(page, person)
    page.get_workflow().start(page, person) if not page.workflow_in_progress else None
    Contribution.objects.filter(user=person).delete()
    Contribution.objects.filter(user=person).update(user=newsroom.other_writer)
    state = Article.objects.get(pk=page.pk).current_workflow_task_state.specific
    state.task.specific.on_action(state, person, "approve")
    desk.act(newsroom, newsroom.reviewer, page, "approve")


@route("approvals", scenes.public)
def own_words_restored_by_somebody_else(newsroom, person, page):
    """Write, put the public words back, and let somebody else restore the old draft: the words are still one's own."""
    person.groups.add(Group.objects.get(name=roles.EDITORS))
    words = scenes.write(page, person)
    page.save_revision(user=person)
    words.as_object().save_revision(user=newsroom.other_writer)
    page = scenes.read_again(page)
    page.get_workflow().start(page, newsroom.other_writer)
    desk.act(newsroom, person, page, "approve")
    if person != newsroom.reviewer:
        desk.act(newsroom, newsroom.reviewer, page, "approve")


@route("approvals", scenes.draft)
def emergency_of_one(newsroom, person, page):
    asked = emergency.request(page, person, "This simply cannot wait.")
    emergency.confirm(asked, person)


@route("approvals", scenes.draft)
def emergency_confirmed_by_somebody_else(newsroom, person, page):
    asked = emergency.request(page, newsroom.managing_editor, "This simply cannot wait.")
    emergency.confirm(asked, person)


@route("approvals", scenes.nothing)
def emergency_for_words_that_changed(newsroom, person, page):
    page = scenes.innocent_submitted(newsroom)
    asked = emergency.request(page, newsroom.managing_editor, "This simply cannot wait.")
    scenes.write(page, person)
    emergency.confirm(asked, second_managing_editor())


@route("approvals", scenes.draft)
def emergency_confirmed_too_late(newsroom, person, page):
    asked = emergency.request(page, newsroom.managing_editor, "This simply cannot wait.")
    EmergencyRequest.objects.filter(pk=asked.pk).update(requested_at=timezone.now() - timedelta(hours=4, minutes=1))
    emergency.confirm(asked, second_managing_editor())


@route("approvals", scenes.draft)
def emergency_request_that_nobody_made(newsroom, person, page):
    """An action with a request of one's own making."""
    from editorial.fingerprint import fingerprint  # noqa: PLC0415 - needed once

    revision = page.get_latest_revision()
    made = EmergencyRequest(
        revision=revision,
        fingerprint=fingerprint(revision.as_object()),
        reason="Because.",
        requested_by=person,
        confirmed_by=newsroom.writer if person != newsroom.writer else newsroom.editor,
        confirmed_at=timezone.now(),
    )
    GatedPublishPageRevisionAction(revision, user=person, emergency=made).execute(skip_permission_checks=True)


def second_managing_editor():
    """Return another managing editor."""
    from tests.factories import UserFactory  # noqa: PLC0415 - needed once

    return UserFactory(email="mina@example.org", role=roles.MANAGING_EDITORS)
