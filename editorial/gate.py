"""The gate: the only door to the public.

A content may go live only when every task of its workflow has an approval in the ledger for exactly its fingerprint.
This module decides (`refusals`), opens the door for one transaction (`opened_for`) and writes down what went through
(`record_publication`). Who calls it stands in `editorial.gated`.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Task

from editorial import contributors, ledger
from editorial.checks.running import check_content
from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from editorial.models.gate_pass import GatePass
from editorial.models.ledger import LedgerEntry, content_label
from editorial.refusals import PublicationRefused, Refusal

CUTS = (Event.PUBLISHED, Event.WITHDRAWN, Event.EMERGENCY, Event.INSTALLED)


@dataclass
class Standing:
    """Where a content stands with one fingerprint: what is approved, by whom, and what is missing."""

    fingerprint: str
    live_fingerprint: str = ""
    writers: set = field(default_factory=set)
    approvals: dict = field(default_factory=dict)  # key of the task -> ledger entry
    refusals: list = field(default_factory=list)

    @property
    def is_clear(self):
        """Whether nothing stands in the way."""
        return not self.refusals


def public_entry(content):
    """Return the ledger entry by which a content is public now, or None: the ledger's last word on it."""
    last = LedgerEntry.objects.about(content).filter(event__in=CUTS).order_by("-sequence").first()
    return last if last and last.event != Event.WITHDRAWN else None


def live_fingerprint(content):
    """Return the fingerprint of the words that are public now, or an empty text."""
    entry = public_entry(content)
    return entry.fingerprint if entry else ""


def needs_entry(content, current):
    """Tell whether publishing these words is news to the ledger: they are others, or were public without approvals."""
    entry = public_entry(content)
    if entry is None or entry.fingerprint != current:
        return True
    return entry.event in (Event.EMERGENCY, Event.INSTALLED) and standing(content, current).is_clear


def standing(content, current=None):
    """Return the Standing of a page or snippet of its specific type, for its words or the fingerprint `current`."""
    current = current or fingerprint(content)
    entries = list(LedgerEntry.objects.about(content).exclude(event=Event.ALARM))
    cut = max((i for i, entry in enumerate(entries) if _cuts(entry, current)), default=-1)
    public, before = publications(entries)
    live = public.fingerprint if public else ""
    found = Standing(current, live, contributors.since_publication(content, public, before))
    decisions = {}
    for entry in entries[cut + 1 :]:
        if entry.event in (Event.APPROVED, Event.CHANGES_REQUESTED) and entry.fingerprint == current:
            decisions[entry.task] = entry
    found.approvals = {task: entry for task, entry in decisions.items() if entry.event == Event.APPROVED}
    found.refusals = [*_missing(content, found), *check_content(content, current).refusals()]
    return found


def refusals(content, current=None):
    """Return why the content may not go live as it is; an empty list if it may."""
    found = standing(content, current)
    return [] if found.live_fingerprint == found.fingerprint else found.refusals


def require(content, current=None):
    """Raise PublicationRefused with every reason, unless the content may go live as it is."""
    reasons = refusals(content, current)
    if reasons:
        raise PublicationRefused(reasons)


def publications(entries):
    """Return the entry by which something is public now, and the last one before it on other words, or None for either.

    `entries`: about one content, in order; entries that neither publish nor withdraw are passed over.
    """
    cuts = [entry for entry in reversed(entries) if entry.event in CUTS]
    if not cuts or cuts[0].event == Event.WITHDRAWN:
        return None, None
    public = cuts[0]
    before = (entry for entry in cuts if entry.event == Event.WITHDRAWN or entry.fingerprint != public.fingerprint)
    return public, next(before, None)


def _cuts(entry, current):
    """Approvals before a withdrawal, or before other words went public, are used up."""
    return entry.event in CUTS and (entry.event == Event.WITHDRAWN or entry.fingerprint != current)


def tasks_of(content):
    """Return the active tasks of the content's workflow in order, specific, without those that do not apply to it."""
    workflow = content.get_workflow()
    if workflow is None:
        return []
    tasks = Task.objects.filter(workflow_tasks__workflow=workflow, active=True).order_by("workflow_tasks__sort_order")
    return [task for task in tasks.specific() if getattr(task, "applies_to", lambda _content: True)(content)]


def _missing(content, found):
    tasks = tasks_of(content)
    human = [task for task in tasks if getattr(task, "asks_a_person", True)]
    reasons = []
    if not human:
        reasons.append(
            Refusal(
                "no_workflow",
                _("No workflow with an approval by a person belongs to this content. An administrator can assign one."),
            )
        )
    if getattr(content, "requires_medical_review", False) and not any(getattr(t, "is_medical", False) for t in tasks):
        reasons.append(
            Refusal(
                "no_medical_task",
                _(
                    "The workflow has no medical review, and this type of content needs one."
                    " An administrator can add the task."
                ),
            )
        )
    signed = {}
    for task in tasks:
        entry = found.approvals.get(task.pk)
        if entry is None:
            reasons.append(_not_approved(task))
            continue
        if not getattr(task, "asks_a_person", True):
            continue
        reasons += task.faults(entry, content, found)
        if entry.person in signed:
            reasons.append(
                Refusal(
                    "same_person",
                    _(
                        "%(person)s gave two approvals, “%(first)s” and “%(second)s”."
                        " Each must come from another person."
                    )
                    % {"person": entry.person_name, "first": signed[entry.person], "second": task.name},
                )
            )
        signed[entry.person] = task.name
    return reasons


def _not_approved(task):
    sentence = _("“%(task)s” has not approved exactly these words.") % {"task": task.name}
    if hasattr(task, "who_can"):
        sentence += " " + _("It can be given by: %(who)s.") % {"who": task.who_can()}
    return Refusal("not_approved", sentence)


@contextmanager
def opened_for(content):
    """Open the gate for one content until the block ends, in a transaction: the database's triggers look for this."""
    with transaction.atomic():
        row = {"content": content_label(content), "object_id": str(content.pk)}
        gate_pass, made = GatePass.objects.get_or_create(**row)
        try:
            yield
        finally:
            if made and not transaction.get_connection().needs_rollback:
                gate_pass.delete()


def record_publication(content, current, *, by=None, revision=None, event=Event.PUBLISHED, details=None, comment=""):
    """Write into the ledger that words went live (or were scheduled), with the approvals that let them."""
    found = standing(content, current)
    approvals = [
        {
            "sequence": entry.sequence,
            "task": entry.task,
            "task_name": entry.task_name,
            "kind": entry.details.get("kind", ""),
            "person": entry.person_name,
            "role": entry.role,
        }
        for entry in sorted(found.approvals.values(), key=lambda entry: entry.sequence)
    ]
    people = get_user_model().objects.filter(pk__in=found.writers).order_by("pk")
    writers = [{"key": str(person.pk), "name": ledger.public_name(person)} for person in people]
    announced = content.correction_notices()
    before = _announced_before(content)
    entry = ledger.append(
        event,
        content,
        current,
        by=by,
        revision=revision,
        comment=comment,
        details={"approvals": approvals, "writers": writers, "corrections": announced, **(details or {})},
    )
    news = [notice for notice in announced if notice not in before]
    if news and event != Event.SCHEDULED:
        ledger.append(Event.CORRECTED, content, current, by=by, revision=revision, details={"notices": news})
    return entry


def _announced_before(content):
    """Return the corrections that stood in the last publication."""
    entries = LedgerEntry.objects.about(content).filter(event__in=(Event.PUBLISHED, Event.EMERGENCY))
    last = entries.order_by("-sequence").first()
    return last.details.get("corrections", []) if last else []


def today():
    """Return the day on which approvals are judged."""
    return timezone.localdate()
