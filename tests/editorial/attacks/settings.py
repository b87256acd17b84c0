"""What an administrator can set: workflows, tasks, groups, and Django's own settings."""

from django.contrib.auth.models import Group
from django.test import override_settings

from wagtail.models import GroupApprovalTask, Task, Workflow, WorkflowPage, WorkflowTask

from blog.models import Article
from editorial.models import ChecksTask
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import MARKER


def publish(page, person):
    """Publish the latest revision, and submit the page as well: whichever works."""
    page = Article.objects.get(pk=page.pk)
    revision = page.get_latest_revision()
    for attempt in (
        lambda: revision.publish(user=person, skip_permission_checks=True),
        lambda: page.get_workflow().start(page, person),
    ):
        try:
            attempt()
        except Exception:  # noqa: BLE001, S112 - an attacker does not mind
            continue


@route("settings", scenes.draft)
def no_workflow_anywhere(newsroom, person, page):
    WorkflowPage.objects.all().delete()
    publish(page, person)


@route("settings", scenes.draft)
def tasks_switched_off(newsroom, person, page):
    Task.objects.update(active=False)
    publish(page, person)


@route("settings", scenes.submitted)
def tasks_switched_off_during_the_review(newsroom, person, page):
    Task.objects.update(active=False)
    state = Article.objects.get(pk=page.pk).current_workflow_state
    state.update(user=person)


@route("settings", scenes.draft)
def workflow_switched_off(newsroom, person, page):
    Workflow.objects.update(active=False)
    publish(page, person)


@route("settings", scenes.draft)
def workflow_of_checks_alone(newsroom, person, page):
    WorkflowTask.objects.exclude(task__in=ChecksTask.objects.values("task_ptr")).delete()
    publish(page, person)


@route("settings", scenes.draft)
def workflow_without_medical_review(newsroom, person, page):
    WorkflowTask.objects.filter(task__name="Medical review").delete()
    page.get_workflow().start(page, newsroom.writer)
    desk.act(newsroom, newsroom.editor, page, "approve")


@route("settings", scenes.draft)
def wagtails_own_task_for_the_writers(newsroom, person, page):
    task = GroupApprovalTask.objects.create(name="Friends")
    task.groups.set(Group.objects.all())
    WorkflowTask.objects.all().delete()
    WorkflowTask.objects.create(workflow=page.get_workflow(), task=task, sort_order=0)
    publish(page, person)
    desk.act(newsroom, person, page, "approve")
    if state := Article.objects.get(pk=page.pk).current_workflow_task_state:
        state.specific.approve(user=person)


@route("settings", scenes.draft)
def workflows_disabled_and_the_button(newsroom, person, page):
    with override_settings(WAGTAIL_WORKFLOW_ENABLED=False):
        desk.post_edit(newsroom.client(person), page, "publish", title=MARKER)


@route("settings", scenes.draft)
def workflows_disabled_and_code(newsroom, person, page):
    with override_settings(WAGTAIL_WORKFLOW_ENABLED=False):
        publish(page, person)


@route("settings", scenes.submitted)
def wagtails_own_end_of_a_workflow(newsroom, person, page):
    with override_settings(WAGTAIL_FINISH_WORKFLOW_ACTION="wagtail.workflows.publish_workflow_state"):
        Article.objects.get(pk=page.pk).current_workflow_state.finish(user=person)
