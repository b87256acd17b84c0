"""Writing to the ledger, and checking its chain."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models.ledger import GENESIS, LedgerEntry, LedgerHead, content_label

Event = LedgerEntry.Event


@dataclass(frozen=True)
class Signatory:
    """Who acted, as they stood: name, role and credential are written into the entry and never looked up again."""

    user: object = None
    name: str = ""
    role: str = ""
    credential: str = ""

    @classmethod
    def of(cls, user, role="", credential=""):
        """Return the signatory for a user, or an empty one for the system itself."""
        if user is None or user.pk is None:
            return cls()
        return cls(user=user, name=public_name(user), role=role, credential=credential)


def public_name(user):
    """Return a person's name for the ledger. Proofs show it to everyone for good, so it is never an e-mail address."""
    return user.get_full_name() or _("Account %(number)s") % {"number": user.pk}


def lock():
    """Wait for other writers and keep them waiting until the transaction ends; return the head."""
    return LedgerHead.objects.select_for_update().get_or_create(pk=1)[0]


@transaction.atomic
def append(event, content, fingerprint, *, by=None, revision=None, task=None, comment="", details=None):
    """Write one entry about a page or snippet and return it. It becomes visible with the surrounding transaction.

    `by`: a Signatory or None for the system; `details`: plain JSON values. Writers wait for each other on the head row,
    and the unique `previous_hash` refuses a second entry after the same one should that ever fail.
    """
    by = by or Signatory()
    head = lock()
    entry = LedgerEntry(
        sequence=head.sequence + 1,
        at=_now(),
        event=event,
        content=content_label(content),
        object_id=str(content.pk),
        content_type=type(content)._meta.label_lower,
        title=str(content)[:255],
        fingerprint=fingerprint,
        revision=revision.pk if revision else None,
        task=task.pk if task else None,
        task_name=task.name if task else "",
        person=str(by.user.pk) if by.user else "",
        person_name=by.name[:255],
        role=by.role[:150],
        credential=by.credential[:500],
        comment=comment,
        comment_salt=secrets.token_hex(16),
        details=details or {},
        previous_hash=head.hash,
    )
    entry.hash = entry.compute_hash()
    entry.save()
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save()
    return entry


def _now():
    """Return the moment in whole milliseconds: fixtures keep no more, and a restored entry must still fit its hash."""
    moment = timezone.now()
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(frozen=True)
class Fault:
    """Something wrong with the chain, at one sequence number."""

    sequence: int
    message: str


def verify_chain(entries=None):
    """Yield a Fault for everything wrong with the chain: numbers, links, hashes, and the head.

    Reads the whole ledger in order with constant memory.
    """
    expected, previous = 1, GENESIS
    for entry in entries if entries is not None else LedgerEntry.objects.order_by("sequence").iterator(chunk_size=500):
        if entry.sequence != expected:
            yield Fault(entry.sequence, f"Expected entry {expected}: entries are missing or out of order.")
            expected = entry.sequence
        if entry.previous_hash != previous:
            yield Fault(entry.sequence, "The link to the entry before it is broken.")
        if entry.hash != entry.compute_hash():
            yield Fault(entry.sequence, "The entry was changed after it was written.")
        expected, previous = expected + 1, entry.hash
    if entries is None:
        head = LedgerHead.objects.filter(pk=1).first()
        if (head.hash if head else GENESIS) != previous or (head.sequence if head else 0) != expected - 1:
            yield Fault(expected - 1, "The ledger does not end where its head says.")
