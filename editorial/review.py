"""When a page must be looked at again, and who looked at it last."""

import calendar
from dataclasses import dataclass


def add_months(day, months):
    """Return the same day of the month `months` later, or the last day of a shorter month.

    >>> from datetime import date
    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = month_index + 1
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Review:
    """An approval that a workflow established: by whom, in which role, on which day."""

    user: object
    role: str
    day: object


def approvals(workflow_state):
    """Return the approvals of a workflow run in order, one for each task, as `Review` objects.

    A built-in approval task belongs to groups; the first of them by name is the role in which the approver acted.
    """
    states = (
        workflow_state.task_states.filter(status="approved")
        .select_related("finished_by", "task")
        .order_by("finished_at", "pk")
    )
    latest = {state.task_id: state for state in states}
    return [
        Review(state.finished_by, _role(state.task.specific), state.finished_at.date())
        for state in latest.values()
        if state.finished_by_id
    ]


def _role(task):
    groups = getattr(task, "groups", None)
    return groups.order_by("name").values_list("name", flat=True).first() or "" if groups is not None else ""
