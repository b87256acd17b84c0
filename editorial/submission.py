"""Submitting: from the first task on, and entered in the ledger once for each run and each wording."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from wagtail.models import WorkflowState

from editorial import ledger
from editorial.checks.running import check_content
from editorial.ledger import Event, Signatory
from editorial.models.ledger import LedgerEntry
from editorial.refusals import PublicationRefused

_refuses = ContextVar("refuses_to_start", default=False)


@contextmanager
def from_the_form():
    """Mark a submission in the editor's form: with blocking findings it is refused, and no workflow is started."""
    token = _refuses.set(True)
    try:
        yield
    finally:
        _refuses.reset(token)


def refuses_to_start():
    """Tell whether a submission that the checks stop shall leave no trace but the draft."""
    return _refuses.get()


def start_over(workflow_state):
    """Let a draft that was sent back begin with the first task again when it is resumed, and return the state for it.

    The state is read anew: the one at hand may remember the words as they were before this form was saved. Wagtail
    resumes with the task that sent it back, past the automatic checks. What approved exactly these words before still
    counts, so nobody is asked twice.
    """
    if workflow_state is not None and workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        workflow_state = WorkflowState.objects.get(pk=workflow_state.pk)
        first = workflow_state.workflow.tasks.first()
        states = workflow_state.task_states.filter(task=first).order_by("-pk")
        workflow_state.current_task_state = states.first() or workflow_state.current_task_state
        workflow_state.resume = transaction.atomic(workflow_state.resume)  # one that is refused changes nothing
    return workflow_state


def look_before_cancelling(workflow_state, content):
    """Let a restart that the checks stop leave the running workflow as it is.

    Wagtail cancels the old run, then starts the new one, which would be refused. `content`: a function that returns the
    words that are about to be submitted.
    """
    cancel = workflow_state.cancel

    def cancel_what_passes(*args, **kwargs):
        report = check_content(content())
        if report.blocking:
            raise PublicationRefused(report.refusals())
        return cancel(*args, **kwargs)

    workflow_state.cancel = cancel_what_passes


def note_submission(workflow_state, user, content, current, revision):
    """Enter that `user` submitted words with the fingerprint `current`, unless this run has that entry already.

    Tasks call it before they do anything else, so that the entry stands before their decisions: Wagtail's own signal
    comes after the first task, and not at all when a draft that was sent back is submitted again.
    """
    last = LedgerEntry.objects.about(content).filter(event=Event.SUBMITTED).last()
    if last and last.fingerprint == current and last.details.get("workflow_state") == workflow_state.pk:
        return
    ledger.append(
        Event.SUBMITTED,
        content,
        current,
        by=Signatory.of(user),
        revision=revision,
        details={"workflow_state": workflow_state.pk, "workflow": workflow_state.workflow.name},
    )
