"""Checking the promise from outside the gate: the chain, every public content, and the database's own guard."""

from dataclasses import asdict, dataclass

from django.utils import timezone

from wagtail.models import Page

from editorial import gate, ledger, triggers
from editorial.fingerprint import fingerprint, row_digest
from editorial.installation import live_contents
from editorial.ledger import Event
from editorial.models import GatePass, LedgerEntry, PublicationRecord


@dataclass(frozen=True)
class Problem:
    """Something that should not be. `code` is for programs; `where` names an entry or a content."""

    code: str
    where: str
    message: str

    def as_dict(self):
        """Return plain values."""
        return asdict(self)


def verify():
    """Yield every Problem found; none means that the promise holds as far as a machine can see."""
    yield from (Problem("chain", f"entry {fault.sequence}", fault.message) for fault in ledger.verify_chain())
    yield from (
        Problem("guard", name, "This trigger of the database is missing. Run migrate.") for name in triggers.missing()
    )
    for gate_pass in GatePass.objects.all():
        yield Problem("pass", str(gate_pass), "The gate stands open for this content. Delete the gate pass.")
    for content in live_contents():
        yield from _content_problems(content)


def _content_problems(content):
    where = f"{type(content)._meta.label_lower} {content.pk} “{content}”"
    entry = gate.public_entry(content)
    if entry is None:
        yield Problem("no_entry", where, "It is public, and the ledger does not say that it was published.")
        return
    if entry.fingerprint != fingerprint(content):
        yield Problem("words", where, "Its public words are not the ones that were published.")
    elif content.seal != row_digest(content):
        yield Problem("seal", where, "Its row is not sealed, so readers do not get it.")
    if isinstance(content, Page):
        yield from _record_problems(content, entry, where)
    if entry.event == Event.PUBLISHED:
        yield from _approval_problems(entry, where)


def _record_problems(page, entry, where):
    """Check that the record, from which readers are told who reviewed the page, says what the ledger says."""
    record = PublicationRecord.objects.filter(page_id=page.pk).first()
    if record is None or record.live_fingerprint != entry.fingerprint:
        yield Problem("record", where, "Its record is about other words.")
        return
    named = [approval["sequence"] for approval in entry.details.get("approvals", [])]
    approvals = {a.details.get("kind"): a for a in LedgerEntry.objects.filter(sequence__in=named)}
    for kind, name in (("medical_review", record.reviewer_name), ("approval", record.editor_name)):
        if name != (approvals[kind].person_name if kind in approvals else ""):
            yield Problem("record", where, "Its record names somebody who did not approve it, or leaves somebody out.")
    review = approvals.get("medical_review")
    if record.last_reviewed != (timezone.localdate(review.at) if review else None):
        yield Problem("record", where, "Its record gives another day of the review than the ledger.")


def _approval_problems(entry, where):
    """Check that the approvals which a publication names are in the ledger, before it, for the same words."""
    named = entry.details.get("approvals", [])
    source = entry.details.get("alias_of")
    if source is None and not any(approval.get("person") for approval in named):
        yield Problem("approvals", where, "Its publication names no approval by a person.")
    found = {
        approval.sequence: approval
        for approval in LedgerEntry.objects.filter(sequence__in=[approval["sequence"] for approval in named])
    }
    people = [found[a["sequence"]].person for a in named if a["sequence"] in found and found[a["sequence"]].person]
    for approval in named:
        given = found.get(approval["sequence"])
        if given is None or given.event != Event.APPROVED or given.sequence > entry.sequence:
            yield Problem("approvals", where, f"The approval “{approval['task_name']}” is not in the ledger before it.")
        elif given.fingerprint != entry.fingerprint or given.object_id != entry.object_id:
            yield Problem("approvals", where, f"The approval “{approval['task_name']}” is for other words.")
    if len(people) != len(set(people)):
        yield Problem("approvals", where, "One person gave more than one of its approvals.")
    writers = {writer["key"] for writer in entry.details.get("writers", [])}
    if writers & set(people):
        yield Problem("approvals", where, "Somebody who wrote some of its words approved it.")
