"""What waits for whom: the questions behind the dashboard. Each answers in a number of queries that does not grow."""

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.models import Page, WorkflowState

from editorial.desk.items import SHOWN, Item, Listing, task_line
from editorial.models import PublicationRecord

CURRENT = ("current_task_state__task", "current_task_state__approvaltaskstate__assignee")


def sent_back(user, limit=SHOWN):
    """Return what this person submitted and somebody, or the automatic checks, sent back: who, and why."""
    states = _submitted_by(user, WorkflowState.STATUS_NEEDS_CHANGES)
    return _listing(
        states.select_related("current_task_state__finished_by"),
        limit,
        lambda state: Item(state.content_object, _who_and_why(state), state.current_task_state.finished_at),
    )


def in_review(user, limit=SHOWN):
    """Return what this person submitted and nobody has decided yet, and with whom it is."""
    return _listing(
        _submitted_by(user, WorkflowState.STATUS_IN_PROGRESS),
        limit,
        lambda state: Item(
            state.content_object,
            _("With: %(task)s") % {"task": state.current_task_state.task.name},
            state.current_task_state.started_at,
            task=task_line(state.current_task_state, user),
        ),
    )


def drafts(user, limit=SHOWN):
    """Return this person's pages with words that are not public and not in review, the latest first."""
    busy = WorkflowState.objects.active().values_list("object_id", flat=True)
    pages = (
        Page.objects.filter(owner=user)
        .filter(Q(live=False) | Q(has_unpublished_changes=True))
        .exclude(pk__in=[int(key) for key in busy if key.isdigit()])
        .order_by("-latest_revision_created_at")
    )
    items = [
        Item(
            page,
            _("Changes to a public page") if page.live else _("Not published yet"),
            page.latest_revision_created_at,
        )
        for page in pages.specific(defer=True)[:limit]
    ]
    return Listing(items, pages.count())


def everything_in_review(user, limit=SHOWN):
    """Return all that is in review, the longest waiting first: the managing editor's view."""
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return _listing(
        states.select_related("requested_by").order_by("current_task_state__started_at"),
        limit,
        lambda state: Item(
            state.content_object,
            _("With: %(task)s, submitted by %(person)s")
            % {"task": state.current_task_state.task.name, "person": state.requested_by or _("somebody")},
            state.current_task_state.started_at,
            task=task_line(state.current_task_state, user, may_assign=True),
        ),
    )


def overdue_reviews(limit=SHOWN):
    """Return the public pages whose review is overdue, the longest first."""
    records = PublicationRecord.objects.overdue_for_review().filter(page__live=True).select_related("page")
    items = [
        Item(record.page, _("Review was due on %(day)s") % {"day": date_format(record.review_due, "j F Y")})
        for record in records.order_by("review_due")[:limit]
    ]
    return Listing(items, records.count())


def _listing(states, limit, line):
    states = states.filter(current_task_state__isnull=False)
    shown = states.select_related("requested_by", *CURRENT).prefetch_related("content_object")[:limit]
    return Listing([line(state) for state in shown if state.content_object is not None], states.count())


def _submitted_by(user, status):
    states = WorkflowState.objects.filter(status=status, requested_by=user)
    return states.order_by("-current_task_state__started_at")


def _who_and_why(state):
    task_state = state.current_task_state
    comment = task_state.comment or _("Changes were requested without a comment.")
    who = str(task_state.finished_by) if task_state.finished_by else task_state.task.name
    return _("%(who)s: %(comment)s") % {"who": who, "comment": comment}
