"""Entering submissions in the ledger: once for each run of a workflow and each wording that is submitted to it."""

from editorial import ledger
from editorial.ledger import Event, Signatory
from editorial.models.ledger import LedgerEntry


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
