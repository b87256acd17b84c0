"""Answers to findings: an editor or reviewer waives, a writer dismisses. Both with a reason, both in the ledger.

A waiver is for exactly one fingerprint: whoever changes a word is asked again. A dismissal of a sentence holds as long
as the sentence stands as it was, so that a writer who goes on writing is not asked about it after each word; reviewers
see it with its reason. What must be mended has no answer. An answer can be taken back until readers see the words with
it; then the finding is open again.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import roles
from editorial import ledger
from editorial.checks.registry import Severity, get
from editorial.ledger import Event, Signatory
from editorial.models.ledger import LedgerEntry
from editorial.refusals import PublicationRefused, Refusal

WAIVER, DISMISSAL = "waiver", "dismissal"
FEWEST_WORDS = 3
FEWEST_QUOTED = 5  # words of a quotation that is known again in other words around it
IS_PUBLIC = gettext_lazy(
    "Readers see these words, and this answer let them through. Take the page down, or have other words published."
)


@dataclass(frozen=True)
class Answer:
    """What somebody said to a finding. `kind`: waiver or dismissal; `role`: the one they had."""

    kind: str
    person: str
    role: str
    reason: str
    at: datetime


def answers(content, fingerprint):
    """Return {key of a finding: Answer} for these words: the latest for each, unless it was taken back.

    What was said of exactly these words comes before what was said of a sentence in others.
    """
    entries = LedgerEntry.objects.about(content).filter(event__in=(Event.WAIVED, Event.REOPENED))
    exact, carried = {}, {}
    for entry in entries:
        key = entry.details.get("key")
        is_exact = entry.fingerprint == fingerprint
        if key is not None and (is_exact or _is_of_a_sentence(entry)):
            (exact if is_exact else carried)[key] = _answer(entry)
    return {key: answer for key, answer in {**carried, **exact}.items() if answer}


def _is_of_a_sentence(entry):
    """Whether an entry is about a dismissal of words that are long enough to be known again."""
    details = entry.details
    return details.get("kind") == DISMISSAL and len(details.get("quote", "").split()) >= FEWEST_QUOTED


def _answer(entry):
    if entry.event == Event.REOPENED:
        return None
    return Answer(entry.details["kind"], entry.person_name, entry.role, entry.comment, entry.at)


def holds(answer, finding):
    """Tell whether an answer counts for a finding as its check stands today."""
    check = get(finding.code)
    if check is None or finding.severity == Severity.HARD:
        return False
    if answer.kind == DISMISSAL:
        return is_dismissible(finding, check)
    return answer.role in check.waived_by


def is_dismissible(finding, check=None):
    """Tell whether whoever writes may dismiss a finding: all warnings, and errors whose check says so."""
    check = check or get(finding.code)
    if finding.severity == Severity.ERROR:
        return check is not None and check.writers_dismiss
    return finding.severity == Severity.WARNING and not (check and check.waived_by)


def offer(finding, user, writers=frozenset()):
    """Return which answer a person may give to a finding: a waiver, a dismissal, or nothing (an empty text).

    `writers`: keys of the users who wrote the words; none of them waives an error in them.
    """
    check = get(finding.code)
    if check is None or finding.severity in (Severity.HARD, Severity.HINT):
        return ""
    is_own = finding.severity == Severity.ERROR and user.pk in writers
    if not is_own and any(roles.has_role(user, role) for role in check.waived_by):
        return WAIVER
    return DISMISSAL if is_dismissible(finding, check) else ""


def give(report, content, key, user, reason, *, writers, revision=None):
    """Waive or dismiss the finding with this key, and return the ledger's entry. Raises PublicationRefused.

    `report`: on the words as they stand; `writers`: keys of the users who wrote them. The caller has seen to it that
    the person may edit or review them.
    """
    finding = next((each for each in report.open if each.key == key), None)
    if finding is None:
        raise PublicationRefused([Refusal("gone", _("This finding is no longer there, or it was answered before."))])
    kind = offer(finding, user, writers)
    if not kind:
        raise PublicationRefused([Refusal("not_allowed", not_allowed(finding, user, writers))])
    reason = " ".join(reason.split())
    if len(reason.split()) < FEWEST_WORDS:
        raise PublicationRefused([Refusal("no_reason", _("Give the reason in a sentence: colleagues will read it."))])
    check = get(finding.code)
    role = next((each for each in check.waived_by if roles.has_role(user, each)), "") if kind == WAIVER else ""
    return ledger.append(
        Event.WAIVED,
        content,
        report.fingerprint,
        by=Signatory.of(user, role=role),
        revision=revision,
        comment=reason,
        details={"kind": kind, "code": finding.code, "key": key, "quote": finding.quote},
    )


def may_take_back(answer, finding, user):
    """Tell whether a person may open a finding again: whoever may give such an answer, wherever the words come from."""
    kind = offer(finding, user)
    return bool(kind) and (kind == WAIVER or answer.kind == DISMISSAL)


def take_back(report, content, key, user, *, is_public, revision=None):
    """Open the finding with this key again, and return the ledger's entry. Raises PublicationRefused.

    `report`: on the words as they stand; `is_public`: whether readers see exactly these words, which the answer let
    through. The caller has seen to it that the person may edit or review them.
    """
    finding = next((each for each in report.findings if each.key == key), None)
    answer = report.answer_to(finding) if finding else None
    if answer is None:
        raise PublicationRefused([Refusal("gone", _("There is no such answer any more: the finding is open."))])
    if not may_take_back(answer, finding, user):
        raise PublicationRefused([Refusal("not_allowed", _("Only those who may give this answer may take it back."))])
    if is_public:
        raise PublicationRefused([Refusal("public", IS_PUBLIC)])
    role = next((each for each in get(finding.code).waived_by if roles.has_role(user, each)), "")
    return ledger.append(
        Event.REOPENED,
        content,
        report.fingerprint,
        by=Signatory.of(user, role=role if answer.kind == WAIVER else ""),
        revision=revision,
        details={"kind": answer.kind, "code": finding.code, "key": key, "quote": finding.quote},
    )


def not_allowed(finding, user, writers=frozenset()):
    """Say why a person may not answer a finding."""
    check = get(finding.code)
    if finding.severity == Severity.HARD or check is None:
        return _("This must be mended: nobody can waive it.")
    if not check.waived_by:
        return _("Nobody can waive this.")
    who = {"who": ", ".join(check.waived_by)}
    if user.pk in writers and any(roles.has_role(user, role) for role in check.waived_by):
        return _("You wrote some of these words, so somebody else must waive it: %(who)s.") % who
    return _("This can be waived by: %(who)s.") % who
