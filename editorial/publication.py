"""What happens when the last task of a workflow approves, and what the record keeps of a publication."""

from django.utils import timezone

from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from editorial.models import LedgerEntry, PublicationRecord
from editorial.review import add_months


def publish_approved(workflow_state, user=None):
    """Publish the revision that the last task of `workflow_state` approved. Raises PublicationRefused at the gate.

    Stock Wagtail publishes the latest revision with the permissions of whoever approved last; here it is the approved
    revision, and the right to publish is the workflow's own.
    """
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)


def note_publication(page):
    """Bring the record of a page that went live in step with the ledger, and return it."""
    record, _created = PublicationRecord.objects.get_or_create(page_id=page.pk)
    entry = LedgerEntry.objects.about(page).filter(event__in=[Event.PUBLISHED, Event.EMERGENCY]).last()
    record.published_at = page.last_published_at
    record.live_fingerprint = fingerprint(page)
    record.withdrawn_at = record.withdrawn_answer = None
    record.withdrawn_reason = ""
    forget_people(record)
    if entry is not None and entry.fingerprint == record.live_fingerprint:
        _note_people(record, entry)
    if entry is not None and entry.event == Event.PUBLISHED:
        record.emergency_until = None
    record.corrections = page.correction_notices()
    record.review_due = _review_due(page, entry)
    record.reminded = None
    record.save()
    return record


def forget_people(record):
    """Forget who stood behind the words before: nobody may be named for words that they did not approve."""
    record.writer_id = record.editor_id = record.reviewer_id = None
    record.writer_name = record.editor_name = record.reviewer_name = record.reviewer_credential = ""
    record.last_reviewed = None


def _note_people(record, entry):
    """Take who wrote, edited and reviewed from the entry of the publication and from the approvals it names."""
    if entry.details.get("writers"):
        record.writer_name = ", ".join(writer["name"] for writer in entry.details["writers"])[:500]
        record.writer_id = _key(entry.details["writers"][0]["key"])
    sequences = [approval["sequence"] for approval in entry.details.get("approvals", [])]
    for approval in LedgerEntry.objects.filter(sequence__in=sequences).order_by("sequence"):
        kind = approval.details.get("kind")
        if kind == "medical_review":
            record.reviewer_id, record.reviewer_name = _key(approval.person), approval.person_name
            record.reviewer_credential = approval.credential
            record.last_reviewed = timezone.localdate(approval.at)
        elif kind == "approval":
            record.editor_id, record.editor_name = _key(approval.person), approval.person_name


def _review_due(page, entry):
    today = timezone.localdate()
    if entry is not None and entry.event == Event.EMERGENCY:
        return today
    return add_months(today, page.review_months) if page.review_months else None


def _key(text):
    return int(text) if text else None
