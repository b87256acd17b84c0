"""The workflow used against its purpose: own text, forged states, old tabs, two clicks."""

import json

from django.urls import reverse

from wagtail.models import TaskState, WorkflowState

from blog.models import Article
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import MARKER


def state_of(page):
    """Return the current task's state, of its own type, or None."""
    return Article.objects.get(pk=page.pk).current_workflow_task_state


def decide_in_editor(newsroom, person, page, action="approve", **changes):
    """Post the editor with a workflow action, as its menu does."""
    data = desk.article_form(page.get_latest_revision_as_object(), **changes)
    data |= {"action-workflow-action": "1", "workflow-action-name": action, "workflow-action-extra-data": "{}"}
    return newsroom.client(person).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def autosave(newsroom, person, page, over=None, **changes):
    """Post what the browser saves by itself, over an earlier revision of the same tab if there is one."""
    data = desk.article_form(page.get_latest_revision_as_object(), **changes)
    data |= {"overwrite_revision_id": str(over.pk)} if over else {}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return newsroom.client(person).post(url, data, headers={"accept": "application/json"})


@route("workflow", scenes.nothing)
def approve_ones_own_text_in_the_admin(newsroom, person, page):
    page = scenes.submitted(newsroom, writer=person)
    if person == newsroom.reviewer:
        desk.act(newsroom, newsroom.editor, page, "approve")
    for _task in range(2):
        desk.act(newsroom, person, page, "approve")


@route("workflow", scenes.nothing)
def approve_ones_own_text_in_the_editor(newsroom, person, page):
    page = scenes.submitted(newsroom, writer=person)
    if person == newsroom.reviewer:
        desk.act(newsroom, newsroom.editor, page, "approve")
    for _task in range(2):
        decide_in_editor(newsroom, person, page)


@route("workflow", scenes.nothing)
def approve_ones_own_text_in_code(newsroom, person, page):
    page = scenes.submitted(newsroom, writer=person)
    if person == newsroom.reviewer:
        desk.act(newsroom, newsroom.editor, page, "approve")
    while state := state_of(page):
        state.task.specific.on_action(state.specific, person, "approve")


@route("workflow", scenes.approved_by_editor)
def task_state_approve(newsroom, person, page):
    state_of(page).specific.approve(user=person)


@route("workflow", scenes.submitted)
def task_state_approve_for_every_task(newsroom, person, page):
    while state := state_of(page):
        state.specific.approve(user=person)


@route("workflow", scenes.submitted)
def workflow_state_finish(newsroom, person, page):
    Article.objects.get(pk=page.pk).current_workflow_state.finish(user=person)


@route("workflow", scenes.submitted)
def workflow_state_update(newsroom, person, page):
    state = Article.objects.get(pk=page.pk).current_workflow_state
    TaskState.objects.filter(workflow_state=state).update(status=TaskState.STATUS_APPROVED)
    WorkflowState.objects.get(pk=state.pk).finish(user=person)


@route("workflow", scenes.submitted)
def forged_current_task(newsroom, person, page):
    state = Article.objects.get(pk=page.pk).current_workflow_state
    last = state.workflow.tasks.last()
    forged = last.specific.task_state_class.objects.create(
        workflow_state=state, task=last, revision=page.get_latest_revision(), status=TaskState.STATUS_APPROVED
    )
    WorkflowState.objects.filter(pk=state.pk).update(current_task_state=forged)
    WorkflowState.objects.get(pk=state.pk).finish(user=person)


@route("workflow", scenes.submitted)
def approve_by_an_unknown_action(newsroom, person, page):
    for action in ("publish", "finish", "approve ", "APPROVE"):
        desk.act(newsroom, person, page, action)


@route("workflow", scenes.innocent_in_medical_review)
def words_changed_under_an_open_tab(newsroom, person, page):
    tab = desk.article_form(page.get_latest_revision_as_object())
    revision = page.get_latest_revision()
    tab |= {"loaded_revision_id": str(revision.pk), "loaded_revision_created_at": revision.created_at.isoformat()}
    scenes.write(page, person)
    tab |= {"action-workflow-action": "1", "workflow-action-name": "approve", "workflow-action-extra-data": "{}"}
    newsroom.client(newsroom.reviewer).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), tab)


@route("workflow", scenes.innocent_in_medical_review)
def words_changed_before_a_decision_in_the_list(newsroom, person, page):
    scenes.write(page, person)
    desk.act(newsroom, newsroom.reviewer, page, "approve")


@route("workflow", scenes.innocent_submitted)
def autosave_over_what_was_submitted(newsroom, person, page):
    autosave(newsroom, person, page, over=page.get_latest_revision(), title=MARKER)
    desk.act(newsroom, newsroom.editor, page, "approve")
    desk.act(newsroom, newsroom.reviewer, page, "approve")


@route("workflow", scenes.innocent_in_medical_review)
def autosave_over_what_an_editor_approved(newsroom, person, page):
    autosave(newsroom, person, page, over=page.get_latest_revision(), title=MARKER)
    desk.act(newsroom, newsroom.reviewer, page, "approve")


@route("workflow", scenes.innocent_in_medical_review)
def revision_rewritten_in_place(newsroom, person, page):
    revision = page.get_latest_revision()
    revision.content = {**revision.content, "title": MARKER}
    revision.save()
    desk.act(newsroom, newsroom.reviewer, page, "approve")


@route("workflow", scenes.innocent_submitted)
def edit_and_approve_in_one_step(newsroom, person, page):
    if person == newsroom.reviewer:
        desk.act(newsroom, newsroom.editor, page, "approve")
    for _task in range(2):
        decide_in_editor(newsroom, person, page, title=MARKER)


@route("workflow", scenes.submitted)
def approve_twice_with_one_form(newsroom, person, page):
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state_of(page).pk])
    for _click in range(3):
        newsroom.client(person).post(url, {"comment": ""})


@route("workflow", scenes.submitted)
def cancel_and_finish(newsroom, person, page):
    state = Article.objects.get(pk=page.pk).current_workflow_state
    state.cancel(user=person)
    state.finish(user=person)


@route("workflow", scenes.submitted)
def extra_data_names_other_words(newsroom, person, page):
    if person in (newsroom.editor, newsroom.managing_editor):
        return
    data = desk.article_form(page.get_latest_revision_as_object())
    extra = json.dumps({"comment": "", "seen": "0" * 64})
    data |= {"action-workflow-action": "1", "workflow-action-name": "approve", "workflow-action-extra-data": extra}
    newsroom.client(person).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
