"""Who takes an approval on, and by when: claims, assignments and due dates on the tasks of the workflow.

Taking a task on reserves nothing that the gate would count: others who may decide still can. It says who will.
"""

from datetime import datetime, time

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.models import Page, TaskState

from accounts import roles
from editorial import gate
from editorial.models import ApprovalTaskState
from editorial.models.approval import latest_content
from editorial.people import tell
from editorial.refusals import ApprovalRefused, Refusal


def may_assign(user, task):
    """Tell whether a person may say who decides on a task and by when: managing editors and the task's groups."""
    return user.is_active and (
        roles.has_role(user, roles.MANAGING_EDITORS) or task.groups.filter(pk__in=user.groups.all()).exists()
    )


def candidates(task, content):
    """Return the people who may decide on `content` as it stands, by name."""
    people = get_user_model().objects.filter(is_active=True, groups__in=task.groups.all()).distinct()
    found = gate.standing(content)
    return [
        person
        for person in people.order_by("first_name", "last_name", "pk")
        if not task.refusals_for(person, content, found)
    ]


@transaction.atomic
def claim(state, user):
    """Take a task on. Raises ApprovalRefused for those who may not decide, and when somebody else has it."""
    state = _locked(state)
    if state.assignee_id == user.pk:
        return state
    if state.assignee_id:
        raise ApprovalRefused([_taken(state)])
    _require_able(state, user)
    state.assignee = user
    state.save(update_fields=["assignee"])
    return state


@transaction.atomic
def give_back(state, user):
    """Give back a task that one has taken on. Raises ApprovalRefused."""
    state = _locked(state)
    if state.assignee_id != user.pk:
        raise ApprovalRefused([_taken(state) if state.assignee_id else _not_yours()])
    state.assignee = None
    state.save(update_fields=["assignee"])
    return state


@transaction.atomic
def assign(state, by, assignee, due, expected=None):
    """Say who decides on a task, or None for nobody in particular, and until the end of which day.

    `expected`: the key of the assignee that `by` saw, or None. Raises ApprovalRefused for those who may not say so or
    may not decide, and when somebody was assigned meanwhile.
    """
    state = _locked(state)
    task = state.task.specific
    if not may_assign(by, task):
        raise ApprovalRefused(
            [
                Refusal(
                    "not_allowed",
                    _("Managing editors assign “%(task)s”, and %(who)s.") % {"task": task.name, "who": task.who_can()},
                )
            ]
        )
    if state.assignee_id != expected:
        raise ApprovalRefused([_taken(state) if state.assignee_id else _given_back()])
    is_news = assignee is not None and assignee.pk != state.assignee_id
    if is_news:
        _require_able(state, assignee)
    state.assignee, state.due_at = assignee, end_of(due)
    state.save(update_fields=["assignee", "due_at"])
    if is_news and assignee.pk != by.pk:
        _tell_assignee(state, by)
    return state


def end_of(day):
    """Return the last minute of a day as a moment."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def _locked(state):
    state = ApprovalTaskState.objects.select_for_update(of=("self",)).get(pk=state.pk)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        raise ApprovalRefused([Refusal("decided", _("This task is decided already; nobody has to take it on."))])
    return state


def _require_able(state, person):
    content = latest_content(state.workflow_state.content_object)
    reasons = state.task.specific.refusals_for(person, content, gate.standing(content))
    if reasons:
        raise ApprovalRefused(reasons)


def _tell_assignee(state, by):
    content = state.workflow_state.content_object
    words = {"person": by, "task": state.task.name, "day": date_format(timezone.localtime(state.due_at), "j F Y")}
    tell(
        [state.assignee_id],
        _("For you: “%(title)s”") % {"title": content},
        _("%(person)s asks you to decide: %(task)s. It is due on %(day)s.") % words,
        content if isinstance(content, Page) else None,
    )


def _taken(state):
    return Refusal("taken", _("%(person)s has taken this on.") % {"person": state.assignee})


def _given_back():
    return Refusal("given_back", _("It was given back meanwhile. Please look again."))


def _not_yours():
    return Refusal("not_yours", _("You have not taken this on."))
