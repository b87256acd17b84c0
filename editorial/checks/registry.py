"""The registry of checks, in the manner of Django's system checks.

A check is a function that takes a Document and yields findings. It is registered with a code, a title, how much its
findings weigh, the types of content it is for, and an explanation for the writer:

    @check("S2", _("Headings follow each other"), Severity.ERROR, explanation=_("…"))
    def headings(document):
        yield Hit(_("Heading “%(text)s” is empty.") % …, passage)

Rooms register their checks when they are ready. A check may read the document and the rules
(`editorial.checks.rules`), and nothing else: the same content always has the same findings.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from editorial.checks.rules import Rules

_checks = {}


class Severity(StrEnum):
    """How much a finding weighs."""

    HARD = "hard"
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def label(self):
        """The weight in words."""
        return LABELS[self]

    @property
    def blocks(self):
        """Whether a draft may not be submitted with it."""
        return self in (Severity.HARD, Severity.ERROR)

    @property
    def rank(self):
        """The place in lists: what blocks comes first."""
        return list(Severity).index(self)


LABELS = {
    Severity.HARD: _("Must be mended"),
    Severity.ERROR: _("Error"),
    Severity.WARNING: _("Warning"),
    Severity.HINT: _("Hint"),
}


@dataclass(frozen=True)
class Hit:
    """What a check yields: a message, and where. `severity` only where it differs from the check's own."""

    message: str
    passage: object = None
    quote: str = ""
    hint: str = ""
    severity: Severity | None = None
    block_id: str = ""
    start: int | None = None


@dataclass(frozen=True)
class Finding:
    """What a check says about a draft: which check, how bad, where, the very words, and how to mend it."""

    code: str
    severity: Severity
    message: str
    block_id: str = ""
    quote: str = ""
    hint: str = ""
    place: str = ""

    @property
    def blocks(self):
        """Whether the draft may not be submitted with it."""
        return self.severity.blocks

    @property
    def key(self):
        """What a waiver names: the same finding on the same words has the same key."""
        return f"{self.code}|{self.place}|{self.quote or self.message}"

    def as_dict(self):
        """Return the finding as plain JSON values."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "message": str(self.message),
            "block_id": self.block_id,
            "quote": self.quote,
            "hint": str(self.hint),
            "place": self.place,
        }

    @classmethod
    def from_dict(cls, plain):
        """Return the finding that `as_dict` gave."""
        return cls(**{**plain, "severity": Severity(plain["severity"])})


@dataclass(frozen=True)
class Check:
    """A registered check. `types`: labels of models, or nothing for all; `waived_by`: names of roles.

    `writers_dismiss`: whoever writes may dismiss its errors with a reason, as everybody may dismiss warnings.
    """

    code: str
    title: str
    severity: Severity
    function: Callable
    explanation: str = ""
    types: tuple = ()
    waived_by: tuple = ()
    writers_dismiss: bool = False
    order: tuple = field(default=())

    def applies_to(self, document):
        """Whether the check is for this type of content."""
        return not self.types or document.type in self.types

    def findings(self, document):
        """Run the check and yield Finding objects."""
        for hit in self.function(document):
            passage = hit.passage
            yield Finding(
                code=self.code,
                severity=hit.severity or self.severity,
                message=str(hit.message),
                block_id=hit.block_id or (passage.block_id if passage is not None else ""),
                quote=hit.quote,
                hint=str(hit.hint),
                place=(passage.name if passage is not None and not passage.block_id else ""),
            )


def check(code, title, severity, *, explanation="", types=(), waived_by=(), writers_dismiss=False):
    """Register the function below as a check; a code can be registered once."""

    def register(function):
        if code in _checks:
            raise ValueError(f"There is a check {code} already: {_checks[code].function}")
        _checks[code] = Check(
            code, title, severity, function, explanation, tuple(types), tuple(waived_by), writers_dismiss, _order(code)
        )
        return function

    return register


def registered():
    """Return all checks, in the order of their codes."""
    return sorted(_checks.values(), key=lambda each: each.order)


def get(code):
    """Return the check with this code, or None."""
    return _checks.get(code)


def run(document, rules=None):
    """Return the findings on a Document: what blocks first, then in the order of the text.

    `rules`: the Rules to go by; by default the house's own, without what editors added.
    """
    document.rules = rules or Rules()
    found = [finding for each in registered() if each.applies_to(document) for finding in each.findings(document)]
    places = {passage.block_id: number for number, passage in reversed(list(enumerate(document.passages)))}
    return sorted(found, key=lambda finding: (finding.severity.rank, places.get(finding.block_id, -1)))


def _order(code):
    letters = code.rstrip("0123456789")
    return letters, int(code[len(letters) :] or 0)
