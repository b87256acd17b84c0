"""Takes demonstration content through the same workflow as any other: nothing is put online past it.

What the checks refuse stays a draft, as it would for anybody. That happens as time goes on: a fact of 2026 that ran out
stops the pages that give it, until somebody looks it up again.
"""

from wagtail.models import Page, WorkflowState

from accounts import roles
from home.demonstration import accounts


def publish(content, writer, reviewer=None, when=None):
    """Submit a page or snippet as `writer`, and approve each task as someone of its role, unless the checks refuse it.

    `reviewer`: the medical reviewer, if a particular one; `when`: the moment of first publication to show, for pages.
    """
    if content.current_workflow_state:  # refused when it was loaded before
        return
    if when and isinstance(content, Page):
        content.first_published_at = when
        type(content).objects.filter(pk=content.pk).update(first_published_at=when)
    content.save_revision(user=writer)
    state = content.get_workflow().start(content, writer)
    while state.status == WorkflowState.STATUS_IN_PROGRESS:
        task_state = state.current_task_state.specific
        task = task_state.task.specific
        task.on_action(task_state, _approver(task, writer, reviewer), "approve", comment="")
        state.refresh_from_db()
    if state.status == WorkflowState.STATUS_APPROVED and when and isinstance(content, Page):
        Page.objects.filter(pk=content.pk).update(last_published_at=when, latest_revision_created_at=when)


def _approver(task, writer, reviewer):
    names = set(task.groups.values_list("name", flat=True))
    if roles.MEDICAL_REVIEWERS in names:
        return reviewer or accounts.in_role(roles.MEDICAL_REVIEWERS)
    if roles.DISCLOSURE_REVIEWERS in names:
        return accounts.in_role(roles.DISCLOSURE_REVIEWERS)
    if roles.CLINIC_DATA in names:
        first, second = (accounts.in_role(roles.CLINIC_DATA, position) for position in (0, 1))
        return second if writer == first else first
    editor = accounts.in_role(roles.EDITORS)
    return editor if editor != writer else accounts.in_role(roles.MANAGING_EDITORS)
