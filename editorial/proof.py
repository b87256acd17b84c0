"""What a public page can prove: which words are public, who approved exactly these, and when.

Evidence and discretion pull in different directions, so entries of the ledger are told apart:

* those that a reader is owed are shown in full, so that anybody can compute their hashes: publications of every kind,
  withdrawals, corrections, and the approvals that a publication names;
* all others before the last of these (submissions, requests for changes, alarms) are between colleagues. They are shown
  sealed, with nothing but their place in the chain, so that links between neighbours can still be followed;
* what happened after that belongs to a draft and is not shown at all.

Comments never appear: an entry's hash covers their digest.
"""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model

from wagtail.models import Page

from editorial import fingerprint, gate
from editorial.ledger import Event
from editorial.models import LedgerEntry

FORMAT, VERSION = "imprimatur-proof", 1
SHOWN_IN_FULL = (*gate.CUTS, Event.CORRECTED)


@dataclass
class Proof:
    """The evidence about one public page.

    `source`: of an alias, the Proof of the words that it shows; it has neither page nor content of its own.
    """

    publication: LedgerEntry
    entries: list
    page: object = None
    content: dict = field(default_factory=dict)
    source: "Proof | None" = None

    @property
    def fingerprint(self):
        """The fingerprint under which the words were published."""
        return self.publication.fingerprint

    @property
    def origin(self):
        """The event by which the words are public: published, emergency or installed; of the source for an alias."""
        return self.source.origin if self.source else self.publication.event

    @property
    def holds(self):
        """Whether the words that are public now are the ones that were published."""
        return fingerprint.digest(self.content) == self.fingerprint

    @property
    def approvals(self):
        """The ledger's approvals behind the publication, oldest first; an alias stands on those of its source."""
        return self.source.approvals if self.source else _named_by(self.publication, self.entries)

    @property
    def writers(self):
        """{"key", "name"} of everybody who wrote some of the words since the publication before."""
        return self.source.writers if self.source else self.publication.details.get("writers", [])

    @property
    def notices(self):
        """The corrections that readers were told of, newest first: {"date", "text"}."""
        return [
            notice
            for entry in reversed(self.entries)
            if entry.event == Event.CORRECTED
            for notice in entry.details.get("notices", [])
        ]

    @property
    def history(self):
        """What readers could notice of the page, newest first."""
        return [entry for entry in reversed(self.entries) if entry.event in SHOWN_IN_FULL]

    @property
    def changed_at(self):
        """When the evidence last changed."""
        return self.history[0].at

    def as_dict(self):
        """Return the evidence as plain JSON values; `tools/verify_proofs.py` needs nothing else."""
        found = {
            "format": FORMAT,
            "version": VERSION,
            "page": {"id": self.page.pk, "type": type(self.page)._meta.label_lower, "title": self.page.title},
            "fingerprint": self.fingerprint,
            "publication": self.publication.sequence,
            "entries": _evidence(self.entries),
            "content": self.content,
        }
        if self.source:
            found["alias_of"] = {
                "fingerprint": self.source.fingerprint,
                "publication": self.source.publication.sequence,
                "entries": _evidence(self.source.entries),
            }
        return found


def proof_of(page):
    """Return the Proof of a public page of its specific type, or None if the ledger does not know it as public."""
    entries = list(LedgerEntry.objects.about(page))
    publication = gate.publications(entries)[0]
    if publication is None:
        return None
    found = Proof(publication, entries, page, fingerprint.canonical(page))
    source = publication.details.get("alias_of")
    if source:
        found.source = _source_of(publication, source)
    return found


def profiles_of(keys):
    """Return {key of a person, as the ledger has it: their public profile}, in two queries however many they are."""
    users = get_user_model().objects.filter(pk__in=[key for key in keys if key.isdigit()])
    found = {str(user.pk): user.author_profile for user in users.select_related("author_profile") if _has_profile(user)}
    public = set(
        Page.objects.live().public().filter(pk__in=[p.pk for p in found.values()]).values_list("pk", flat=True)
    )
    return {key: profile for key, profile in found.items() if profile.pk in public}


def _has_profile(user):
    return getattr(user, "author_profile", None) is not None


def _source_of(publication, key):
    """Return the Proof of the page that an alias showed when it was published. The page itself may be gone by now."""
    entries = list(
        LedgerEntry.objects.filter(content=publication.content, object_id=str(key), sequence__lt=publication.sequence)
    )
    entry = gate.publications(entries)[0]
    return Proof(entry, entries) if entry else None


def _named_by(publication, entries):
    named = {approval["sequence"] for approval in publication.details.get("approvals", [])}
    return [entry for entry in entries if entry.sequence in named]


def _evidence(entries):
    """Return what readers get of a page's entries: in full, sealed, or not at all."""
    public = [entry for entry in entries if entry.event in SHOWN_IN_FULL]
    named = {approval["sequence"] for entry in public for approval in entry.details.get("approvals", [])}
    last = public[-1].sequence if public else 0
    return [
        entry.as_dict() if entry.event in SHOWN_IN_FULL or entry.sequence in named else _sealed(entry)
        for entry in entries
        if entry.sequence <= last
    ]


def _sealed(entry):
    return {
        "sequence": entry.sequence,
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
        "sealed": True,
    }
