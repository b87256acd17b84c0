"""Mails of the workflow, sent after the transaction: a mail server that is slow, or gone, neither locks nor undoes.

Wagtail connects its own notifiers in the same way; the receivers here take their place because they come first under
the same names.
"""

from functools import partial

from django.db import transaction

from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
    WorkflowStateSubmissionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from editorial import gate
from editorial.models import ApprovalTaskState
from editorial.models.approval import latest_content


class AfterCommitMixin:
    """Sends once the transaction is committed; decides who gets a mail while the facts are at hand."""

    def send_notifications(self, template_set, context, recipients, **kwargs):
        """Put the sending off until the commit."""
        send = partial(super().send_notifications, template_set, context, list(recipients), **kwargs)
        transaction.on_commit(send, robust=True)
        return True


class TaskSubmitted(AfterCommitMixin, GroupApprovalTaskStateSubmissionEmailNotifier):
    """Asks for an approval: the person it is assigned to, else all who may give it, and never those who wrote."""

    def can_handle(self, instance, **kwargs):
        """Only tasks that wait for somebody: some are skipped or decided when they start."""
        return isinstance(instance, ApprovalTaskState)

    def get_template_base_prefix(self, instance, **kwargs):
        """Use the mails that Wagtail writes for its own approval tasks."""
        return "task_state_"

    def get_recipient_users(self, task_state, **kwargs):
        """Return whom to ask."""
        task = task_state.task.specific
        content = latest_content(task_state.workflow_state.content_object)
        found = gate.standing(content)
        if not task.applies_to(content) or task.pk in found.approvals:
            return []
        users = super().get_recipient_users(task_state, **kwargs)
        users = users.filter(pk=task_state.assignee_id) if task_state.assignee_id else users
        return [user for user in users.distinct() if not task.refusals_for(user, content, found)]


class WorkflowSubmitted(AfterCommitMixin, WorkflowStateSubmissionEmailNotifier):
    """Tells those who follow submissions."""


class WorkflowApproved(AfterCommitMixin, WorkflowStateApprovalEmailNotifier):
    """Tells the submitter that the words were approved."""


class WorkflowRejected(AfterCommitMixin, WorkflowStateRejectionEmailNotifier):
    """Tells the submitter that changes were asked for."""


TASK_SUBMITTED, SUBMITTED, APPROVED, REJECTED = (
    TaskSubmitted(),
    WorkflowSubmitted(),
    WorkflowApproved(),
    WorkflowRejected(),
)


def connect():
    """Connect ours under the names that Wagtail will use a moment later."""
    task_submitted.connect(TASK_SUBMITTED, sender=ApprovalTaskState, dispatch_uid="editorial.task_submitted_mail")
    task_submitted.connect(
        TASK_SUBMITTED, sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    workflow_submitted.connect(
        SUBMITTED, sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
    )
    workflow_approved.connect(APPROVED, sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification")
    workflow_rejected.connect(REJECTED, sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification")
