"""People take tasks on, give them back and assign them: those who may, to those who may decide, one at a time."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from editorial.models import ApprovalTaskState
from tests import newsroom as newsroom_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def state(newsroom):
    return state_of(newsroom_of.in_editor_approval(newsroom, title="Whose is it?"))


def state_of(article):
    return ApprovalTaskState.objects.get(workflow_state__object_id=str(article.pk), status="in_progress")


def assignee(state):
    return ApprovalTaskState.objects.get(pk=state.pk).assignee


def post(newsroom, user, what, state, **data):
    return newsroom.client(user).post(reverse(f"editorial_{what}", args=[state.pk]), data, follow=True)


def messages_of(answer):
    return [str(message).strip() for message in answer.context["messages"]]


def test_a_task_is_taken_on_and_given_back(newsroom, state):
    answer = post(newsroom, newsroom.editor, "claim", state)
    assert messages_of(answer) == ["You have taken on “Whose is it?”."]
    assert assignee(state) == newsroom.editor
    answer = post(newsroom, newsroom.editor, "give_back", state)
    assert messages_of(answer) == ["You have given back “Whose is it?”."]
    assert assignee(state) is None


def test_the_second_is_told_who_has_it(newsroom, state):
    post(newsroom, newsroom.editor, "claim", state)
    assert messages_of(post(newsroom, newsroom.managing_editor, "claim", state)) == ["Edda Example has taken this on."]
    assert assignee(state) == newsroom.editor


def test_nobody_gives_back_what_another_has(newsroom, state):
    post(newsroom, newsroom.editor, "claim", state)
    post(newsroom, newsroom.managing_editor, "give_back", state)
    assert assignee(state) == newsroom.editor


@pytest.mark.parametrize("role", [role for role in roles.ALL if role not in {roles.EDITORS, roles.MANAGING_EDITORS}])
def test_those_who_may_not_decide_take_nothing_on(newsroom, state, role):
    answer = post(newsroom, newsroom.by_role[role], "claim", state)
    assert messages_of(answer)[-1] == "“Editor” is given by Editors or Managing editors."
    assert assignee(state) is None


def test_nobody_takes_on_what_they_wrote(newsroom):
    state = state_of(newsroom_of.in_editor_approval(newsroom, writer=newsroom.editor))
    answer = post(newsroom, newsroom.editor, "claim", state)
    assert "You wrote some of these words" in messages_of(answer)[-1]
    assert assignee(state) is None


@pytest.mark.parametrize("what", ["claim", "give_back"])
def test_a_link_alone_takes_nothing_on(newsroom, state, what):
    assert newsroom.client(newsroom.editor).get(reverse(f"editorial_{what}", args=[state.pk])).status_code == 405


def test_what_is_decided_is_taken_on_by_nobody(newsroom):
    article = newsroom_of.in_editor_approval(newsroom)
    state = state_of(article)
    newsroom_of.act(newsroom, newsroom.editor, article, "approve")
    answer = post(newsroom, newsroom.managing_editor, "claim", state)
    assert messages_of(answer) == ["This task is decided already; nobody has to take it on."]


def assign(newsroom, by, state, person, days=2, seen=""):
    due = timezone.localdate() + timedelta(days=days)
    key = person.pk if person else ""
    return post(newsroom, by, "assign", state, assignee=key, due=due.isoformat(), seen=seen)


def test_a_managing_editor_assigns_with_a_date_and_the_person_gets_a_mail(
    newsroom, state, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = assign(newsroom, newsroom.managing_editor, state, newsroom.editor, days=4)
    assert messages_of(answer) == ["Edda Example decides on “Whose is it?”."]
    assert assignee(state) == newsroom.editor
    due = ApprovalTaskState.objects.get(pk=state.pk).due_at
    assert timezone.localdate(due) == timezone.localdate() + timedelta(days=4)
    [sent] = mail.outbox
    assert sent.to == [newsroom.editor.email]
    assert "Magnus Example asks you to decide: Editor." in sent.body
    assert reverse("wagtailadmin_pages:edit", args=[state.workflow_state.object_id]) in sent.body


def test_whoever_assigns_themselves_gets_no_mail(newsroom, state, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assign(newsroom, newsroom.editor, state, newsroom.editor)
    assert assignee(state) == newsroom.editor
    assert not mail.outbox


def test_a_managing_editor_assigns_a_medical_review_to_a_reviewer(newsroom):
    state = state_of(newsroom_of.in_medical_review(newsroom))
    assign(newsroom, newsroom.managing_editor, state, newsroom.reviewer)
    assert assignee(state) == newsroom.reviewer


def offered(newsroom, by, state):
    answer = newsroom.client(by).get(reverse("editorial_assign", args=[state.pk]))
    options = BeautifulSoup(answer.content, "html.parser").select("[name=assignee] option")
    return [option.get_text() for option in options]


def test_only_those_who_may_decide_are_offered(newsroom):
    UserFactory(role=roles.MEDICAL_REVIEWERS, first_name="Nil")  # without a credential
    editors = state_of(newsroom_of.in_editor_approval(newsroom, writer=newsroom.editor))
    assert offered(newsroom, newsroom.managing_editor, editors) == ["Nobody in particular", "Magnus Example"]
    medical = state_of(newsroom_of.in_medical_review(newsroom))
    assert offered(newsroom, newsroom.managing_editor, medical) == ["Nobody in particular", "Rhea Example"]


def test_a_task_is_not_assigned_to_somebody_who_may_not_decide(newsroom, state):
    for person in (newsroom.writer, newsroom.reviewer):
        assign(newsroom, newsroom.managing_editor, state, person)
        assert assignee(state) is None


@pytest.mark.parametrize("role", [role for role in roles.ALL if role not in {roles.EDITORS, roles.MANAGING_EDITORS}])
def test_those_outside_the_groups_assign_nothing(newsroom, state, role):
    assign(newsroom, newsroom.by_role[role], state, newsroom.editor)
    assert assignee(state) is None


def test_a_day_that_is_over_is_refused_and_what_was_chosen_stays(newsroom, state):
    answer = assign(newsroom, newsroom.managing_editor, state, newsroom.editor, days=-1)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert "This day is over." in soup.get_text()
    assert soup.select_one("[name=assignee] option[selected]").get_text() == "Edda Example"
    assert assignee(state) is None


def test_whoever_assigns_from_an_old_screen_is_told_who_has_it_now(newsroom, state):
    post(newsroom, newsroom.editor, "claim", state)
    answer = assign(newsroom, newsroom.managing_editor, state, newsroom.managing_editor, seen="")
    assert "Edda Example has taken this on." in BeautifulSoup(answer.content, "html.parser").get_text()
    assert assignee(state) == newsroom.editor
    assign(newsroom, newsroom.managing_editor, state, newsroom.managing_editor, seen=str(newsroom.editor.pk))
    assert assignee(state) == newsroom.managing_editor


def test_the_side_panel_offers_it_and_says_who_has_it(newsroom):
    article = newsroom_of.in_editor_approval(newsroom)
    state = state_of(article)
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])

    def panel(person):
        soup = BeautifulSoup(newsroom.client(person).get(url).content, "html.parser").select_one(".approvals")
        return " ".join(soup.get_text(" ").split()), [form["action"] for form in soup.select("form")]

    words, forms = panel(newsroom.editor)
    assert "Waits for: Editors or Managing editors." in words
    assert forms == [reverse("editorial_claim", args=[state.pk])]
    post(newsroom, newsroom.editor, "claim", state)
    words, forms = panel(newsroom.editor)
    assert "With you" in words
    assert forms == [reverse("editorial_give_back", args=[state.pk])]
    words, forms = panel(newsroom.managing_editor)
    assert "With Edda Example" in words
    assert forms == []
    words, forms = panel(newsroom.writer)
    assert "With Edda Example" in words
    assert "Assign" not in words


def test_the_side_panel_says_why_one_may_not_decide(newsroom):
    article = newsroom_of.in_editor_approval(newsroom, writer=newsroom.editor)
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    soup = BeautifulSoup(newsroom.client(newsroom.editor).get(url).content, "html.parser").select_one(".approvals")
    assert "You wrote some of these words" in soup.select_one(".approvals__refusal").get_text()
    assert not soup.select("form")
