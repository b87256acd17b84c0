"""What waits for whom: the questions behind the dashboard."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail.models import Page, TaskState, WorkflowState

from editorial.models import PublicationRecord

SHOWN = 10


@dataclass
class Item:
    """One line of a list on the dashboard. `content` is a page or a snippet."""

    content: object
    note: str
    since: datetime | None


def for_approval(user):
    """Return the newest task states in progress that this person's roles may decide, with everything a line needs."""
    states = (
        TaskState.objects.reviewable_by(user)
        .select_related("task", "workflow_state__requested_by")
        .prefetch_related("revision__content_object")
        .order_by("started_at")
    )
    return [
        Item(
            state.revision.content_object,
            _("%(task)s, submitted by %(person)s")
            % {"task": state.task.name, "person": state.workflow_state.requested_by},
            state.started_at,
        )
        for state in states[:SHOWN]
    ]


def sent_back(user):
    """Return what this person submitted and a reviewer sent back with a request for changes."""
    return [
        Item(state.content_object, _comment_of(state), state.current_task_state.finished_at)
        for state in _submitted_by(user, WorkflowState.STATUS_NEEDS_CHANGES)
    ]


def in_review(user):
    """Return what this person submitted and nobody has decided yet."""
    return [
        Item(
            state.content_object,
            _("With: %(task)s") % {"task": state.current_task_state.task.name},
            state.current_task_state.started_at,
        )
        for state in _submitted_by(user, WorkflowState.STATUS_IN_PROGRESS)
    ]


def drafts(user):
    """Return this person's pages with words that are not public and not in review, the latest first."""
    busy = WorkflowState.objects.active().values_list("object_id", flat=True)
    pages = (
        Page.objects.filter(owner=user)
        .filter(Q(live=False) | Q(has_unpublished_changes=True))
        .exclude(pk__in=[int(key) for key in busy if key.isdigit()])
        .order_by("-latest_revision_created_at")
        .specific(defer=True)
    )
    return [
        Item(
            page,
            _("Changes to a public page") if page.live else _("Not published yet"),
            page.latest_revision_created_at,
        )
        for page in pages[:SHOWN]
    ]


def everything_in_review():
    """Return all that is in review, the longest waiting first: the managing editor's view."""
    states = (
        WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
        .select_related("current_task_state__task", "requested_by")
        .prefetch_related("content_object")
        .order_by("current_task_state__started_at")
    )
    return [
        Item(
            state.content_object,
            _("With: %(task)s, submitted by %(person)s")
            % {"task": state.current_task_state.task.name, "person": state.requested_by},
            state.current_task_state.started_at,
        )
        for state in states[:SHOWN]
        if state.current_task_state
    ]


def overdue_reviews():
    """Return the public pages whose review is overdue, the longest first."""
    records = PublicationRecord.objects.overdue_for_review().filter(page__live=True).select_related("page")
    return [
        Item(record.page, _("Review was due on %(day)s") % {"day": f"{record.review_due:%-d %B %Y}"}, None)
        for record in records.order_by("review_due")[:SHOWN]
    ]


def _submitted_by(user, status):
    states = (
        WorkflowState.objects.filter(status=status, requested_by=user)
        .select_related("current_task_state__task")
        .prefetch_related("content_object")
        .order_by("-current_task_state__started_at")
    )
    return [state for state in states[:SHOWN] if state.current_task_state]


def _comment_of(state):
    comment = state.current_task_state.specific.get_comment()
    return comment or _("Changes were requested without a comment.")
