"""What a list of the dashboard is made of."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.models import ApprovalTaskState

SHOWN = 10


@dataclass
class Item:
    """One line. `content`: a page or snippet, or None for one that is gone, which `title` then names.

    `url` leads elsewhere than to the content's editor; `task` brings buttons.
    """

    content: object
    note: str
    since: datetime | None = None
    url: str = ""
    task: object = None
    title: str = ""


@dataclass
class Listing:
    """The first lines of a list, how many there are in all, and sentences on what is left out."""

    items: list
    total: int
    left_out: list = field(default_factory=list)


@dataclass
class TaskLine:
    """What a line says and offers about a task that waits for somebody."""

    state: object
    who: str
    due: str
    is_overdue: bool
    is_mine: bool = False
    is_free: bool = False
    may_claim: bool = False
    may_assign: bool = False
    comparison: str = ""


def task_line(state, user, **offers):
    """Return the TaskLine of a task's state, or None for tasks that are not ours."""
    ours = state if isinstance(state, ApprovalTaskState) else getattr(state, "approvaltaskstate", None)
    if ours is None:
        return None
    return TaskLine(
        state=ours,
        who=who_has(ours, user),
        due=when_due(ours),
        is_overdue=ours.is_overdue,
        is_mine=ours.assignee_id == user.pk,
        is_free=ours.assignee_id is None,
        **offers,
    )


def who_has(state, user):
    """Say who has taken a task on; an empty text for nobody."""
    if state.assignee_id is None:
        return ""
    return _("With you") if state.assignee_id == user.pk else _("With %(person)s") % {"person": state.assignee}


def when_due(state):
    """Say when a task is due."""
    if state.due_at is None:
        return ""
    day = date_format(timezone.localtime(state.due_at), "j F")
    return (_("overdue since %(day)s") if state.is_overdue else _("due on %(day)s")) % {"day": day}
