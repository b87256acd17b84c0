"""Running the checks on a content: what they find, and what of it people have waived or dismissed."""

from dataclasses import dataclass, field

from editorial.checks import waivers
from editorial.checks.current import current_rules
from editorial.checks.documents import basis_of, document_of
from editorial.checks.registry import Finding, Severity, run
from editorial.fingerprint import fingerprint as fingerprint_of
from editorial.models.check_run import CheckRun
from editorial.models.ledger import content_label
from editorial.refusals import Refusal

KEPT = 10  # runs for each content


@dataclass
class Report:
    """The findings on exactly these words. `answers`: {key of a finding: the Answer that somebody gave to it}."""

    fingerprint: str
    rules: str
    findings: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)

    def answer_to(self, finding):
        """Return the Answer that holds for a finding, or None while it is open."""
        answer = self.answers.get(finding.key)
        return answer if answer and waivers.holds(answer, finding) else None

    @property
    def open(self):
        """The findings that nobody waived or dismissed."""
        return [finding for finding in self.findings if self.answer_to(finding) is None]

    @property
    def blocking(self):
        """The open findings with which nothing is submitted, approved or published."""
        return [finding for finding in self.open if finding.blocks]

    def count(self, severity):
        """Return how many open findings weigh so much."""
        return sum(finding.severity == severity for finding in self.open)

    def refusals(self):
        """Return the blocking findings as Refusal objects."""
        return [Refusal("checks", f"{finding.code}: {finding.message}") for finding in self.blocking]

    def counts(self):
        """Return {weight: how many are open}."""
        return {severity: self.count(severity) for severity in Severity}


def check_content(content, fingerprint="", rules=None):
    """Return the Report on a page or snippet of its specific type; nothing for what has no document.

    Worked out once for the same words, blocks, facts and rules.
    """
    fingerprint, rules = fingerprint or fingerprint_of(content), rules or current_rules()
    document = document_of(content)
    if document is None:
        return Report(fingerprint, rules.version)
    found = _found(content, fingerprint, document, rules)
    answers = waivers.answers(content, fingerprint) if found else {}
    return Report(fingerprint, rules.version, found, answers)


def _found(content, fingerprint, document, rules):
    about = {"content": content_label(content), "object_id": str(content.pk)}
    key = {**about, "fingerprint": fingerprint, "basis": basis_of(document, fingerprint, rules)}
    known = CheckRun.objects.filter(**key).first() if content.pk else None
    if known is not None:
        return [Finding.from_dict(plain) for plain in known.findings]
    findings = run(document, rules)
    if content.pk:
        plain = [finding.as_dict() for finding in findings]
        _run, is_new = CheckRun.objects.get_or_create(**key, defaults={"rules": rules.version, "findings": plain})
        if is_new:
            prune(CheckRun.objects.filter(**about))
    return findings


def prune(runs, keep=KEPT):
    """Delete all but the newest of one content's runs."""
    kept = list(runs.order_by("-pk").values_list("pk", flat=True)[: keep + 1])
    if len(kept) > keep:
        runs.filter(pk__lte=kept[-1]).delete()
