"""What waits for a person's decision: theirs first, then what is due first, without what they may not decide."""

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.models import Page, Task, TaskState

from editorial import gate
from editorial.desk.comparison import approved_by, key_of
from editorial.desk.items import SHOWN, Item, Listing, task_line
from editorial.ledger import Event
from editorial.models import LedgerEntry
from editorial.models.approval import AbstractApprovalTask
from editorial.qualifications import qualification_of

DETAILS = ("task", "approvaltaskstate__assignee", "workflow_state__requested_by")


def for_approval(user, limit=SHOWN):
    """Return the Listing of what this person may decide, in a number of queries that does not grow with it."""
    open_states, same_person = _split(user, list(TaskState.objects.reviewable_by(user).values_list(*_COLUMNS)))
    first = [row[0] for row in sorted(open_states, key=lambda row: _urgency(row, user))[:limit]]
    by_key = (
        TaskState.objects.filter(pk__in=first)
        .select_related(*DETAILS)
        .prefetch_related("workflow_state__content_object")
        .in_bulk()
    )
    states = [by_key[key] for key in first if by_key[key].workflow_state.content_object is not None]
    contents = [state.workflow_state.content_object for state in states]
    seen = approved_by(user, [key_of(content) for content in contents])
    items = [_item(state, user, seen) for state in states]
    return Listing(items, len(open_states), _left_out(user, same_person, len(open_states) + same_person))


_COLUMNS = (
    "pk",
    "started_at",
    "approvaltaskstate__assignee",
    "approvaltaskstate__due_at",
    "approvaltaskstate__fingerprint",
    "workflow_state__base_content_type",
    "workflow_state__object_id",
)


def _urgency(row, user):
    """Mine, then what is anybody's or late, then what somebody else has taken on; each by the day it is due."""
    _pk, started_at, assignee, due_at, *_rest = row
    rank = 0 if assignee == user.pk else 1 if assignee is None or (due_at and due_at < timezone.now()) else 2
    return rank, due_at or started_at, started_at


def _split(user, rows):
    """Return the rows without those whose words the person approved in another task, and how many those are."""
    approvals = LedgerEntry.objects.filter(
        event=Event.APPROVED, person=str(user.pk), object_id__in={row[-1] for row in rows}
    )
    signed = set(approvals.values_list("content", "object_id", "fingerprint"))
    kept = [row for row in rows if (_label(row[-2]), row[-1], row[4]) not in signed]
    return kept, len(rows) - len(kept)


def _label(content_type):
    return ContentType.objects.get_for_id(content_type).model_class()._meta.label_lower


def _item(state, user, seen):
    content = state.workflow_state.content_object
    note = _("%(task)s, submitted by %(person)s") % {
        "task": state.task.name,
        "person": state.workflow_state.requested_by or _("somebody"),
    }
    comparison = ""
    if isinstance(content, Page):
        comparison = (
            _("Compare with what you approved last")
            if key_of(content) in seen
            else _("Compare with the public words")
            if content.live
            else ""
        )
    line = task_line(state, user, may_claim=True, may_assign=True, comparison=comparison)
    return Item(content, note, state.started_at, task=line)


def _left_out(user, same_person, reviewable):
    tasks = [task for task in Task.objects.filter(active=True).specific() if isinstance(task, AbstractApprovalTask)]
    own_tasks = [task for task in tasks if task._user_in_groups(user)]
    waiting = TaskState.objects.filter(task__in=own_tasks, status=TaskState.STATUS_IN_PROGRESS).count()
    sentences = []
    if own := waiting - reviewable:
        sentences.append(
            ngettext(
                "%(count)d more waits for others: you wrote some of its words.",
                "%(count)d more wait for others: you wrote some of their words.",
                own,
            )
            % {"count": own}
        )
    if same_person:
        sentences.append(
            ngettext(
                "%(count)d more waits for others: you gave another approval of the same words.",
                "%(count)d more wait for others: you gave another approval of the same words.",
                same_person,
            )
            % {"count": same_person}
        )
    if any(task.is_medical for task in own_tasks) and qualification_of(user, gate.today()) is None:
        sentences.append(
            _("Your author profile shows no medical credential that is valid today. An editor can bring it up to date.")
        )
    return sentences
