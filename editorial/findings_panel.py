"""The editor's side panel on the automatic checks: what they found in the draft, and what may be done about it."""

from dataclasses import dataclass

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext_lazy

from wagtail.admin.ui.side_panels import BaseSidePanel

from editorial import gate
from editorial.checks import waivers
from editorial.checks.registry import Finding, Severity, get
from editorial.checks.running import check_content
from editorial.models.approval import latest_content
from editorial.models.ledger import content_label

EMPTY = "0"  # stands for the key of a content that is not saved yet


@dataclass
class Line:
    """One finding as the panel shows it. `offer`: "waiver", "dismissal" or nothing; `refused`: why nothing."""

    finding: Finding
    title: str
    why_url: str
    offer: str = ""
    refused: str = ""
    answer: object = None
    may_take_back: bool = False
    typed: str = ""
    error: str = ""

    @property
    def anchor(self):
        """The id of what the finding is about in the editor's form."""
        if self.finding.block_id:
            return f"block-{self.finding.block_id}-section"
        return f"panel-child-content-{self.finding.place}-section" if self.finding.place else ""


@dataclass
class Group:
    """The open findings of one weight."""

    severity: Severity
    lines: list


def panel_context(content, request, key="", typed="", error=""):
    """Return what the panel shows of a content's draft. `key`, `typed`, `error`: of an answer that was not taken."""
    standing = gate.standing(content)
    report = check_content(content, standing.fingerprint)
    is_public = standing.live_fingerprint == standing.fingerprint
    groups = [Group(severity, []) for severity in Severity]
    answered = []
    for finding in report.findings:
        line = _line(finding, report, request.user, standing.writers)
        line.may_take_back = bool(
            line.answer and not is_public and waivers.may_take_back(line.answer, finding, request.user)
        )
        if finding.key == key:
            line.typed, line.error = typed, error
        (answered if line.answer else groups[finding.severity.rank].lines).append(line)
    return {
        "groups": [group for group in groups if group.lines],
        "answered": answered,
        "blocking": len(report.blocking),
        "fingerprint": report.fingerprint,
        "answer_url": reverse("editorial_checks_answer", args=[content_label(content), content.pk]),
        "csrf_token": get_token(request),
        "is_public": is_public,
        "is_answered": any(line.error for line in answered),
    }


def _line(finding, report, user, writers):
    check = get(finding.code)
    line = Line(
        finding,
        str(check.title) if check else finding.code,
        reverse("editorial_check", args=[finding.code]) if check else "",
        answer=report.answer_to(finding),
    )
    if not line.answer and finding.severity in (Severity.ERROR, Severity.WARNING):
        line.offer = waivers.offer(finding, user, writers)
        line.refused = "" if line.offer else waivers.not_allowed(finding, user, writers)
    return line


class FindingsSidePanel(BaseSidePanel):
    """Lists the findings on the latest draft; a script brings them up to date as the draft is saved."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button, with the number of findings that block."""

        aria_label = gettext_lazy("Toggle editorial checks")
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context):
            """Count what blocks."""
            return {**super().get_context_data(parent_context), "count": self.panel.found.get("blocking", 0)}

    name = "findings"
    title = gettext_lazy("Editorial checks")
    template_name = "editorial/checks/panel.html"
    order = 140

    def __init__(self, object, request):  # noqa: A002 - Wagtail's name
        """Look for findings once; a content that is not saved yet has none."""
        super().__init__(object, request)
        self.found = panel_context(latest_content(object), request) if object.pk else {}

    def get_context_data(self, parent_context):
        """Add the findings and where to ask for them again."""
        label, key = content_label(self.object), self.object.pk or EMPTY
        url = reverse("editorial_checks_panel", args=[label, key])
        return {
            **super().get_context_data(parent_context),
            **self.found,
            "panel_url": url,
            "is_saved": bool(self.found),
        }
