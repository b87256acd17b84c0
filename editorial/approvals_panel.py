"""The editor's side panel on approvals: who gave them, who still must, and why not yet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.ui.side_panels import BaseSidePanel

from editorial import gate
from editorial.models.approval import latest_content
from editorial.views.timeline import timeline_url


@dataclass
class Line:
    """One task: its name, whether it is done, and a sentence."""

    task: str
    state: str
    note: str


class ApprovalsSidePanel(BaseSidePanel):
    """Shows every task of the workflow with its approval of exactly these words, or what is missing."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button, with the number of approvals that are missing."""

        aria_label = gettext_lazy("Toggle approvals")
        icon_name = "clipboard-list"

        def get_context_data(self, parent_context):
            """Count what is missing."""
            context = super().get_context_data(parent_context)
            context["count"] = sum(1 for line in self.panel.lines if line.state != "done")
            return context

    name = "approvals"
    title = gettext_lazy("Approvals")
    template_name = "editorial/approvals_panel.html"
    order = 150

    def __init__(self, object, request):  # noqa: A002 - Wagtail's name
        """Find out once where the approvals stand."""
        super().__init__(object, request)
        content = latest_content(object)
        self.standing = gate.standing(content)
        self.lines = lines_for(content, self.standing)

    def get_context_data(self, parent_context):
        """Add the lines and what else stands in the way."""
        context = super().get_context_data(parent_context)
        shown = {"not_approved"}
        return {
            **context,
            "lines": self.lines,
            "is_public": self.standing.live_fingerprint == self.standing.fingerprint,
            "obstacles": [refusal for refusal in self.standing.refusals if refusal.code not in shown],
            "fingerprint": self.standing.fingerprint,
            "timeline_url": timeline_url(self.object),
        }


def lines_for(content, standing):
    """Return a Line for every task of the content's workflow, in order."""
    lines = []
    for task in gate.tasks_of(content):
        entry = standing.approvals.get(task.pk)
        if entry is not None and entry.person:
            note = _("Approved by %(person)s on %(day)s.") % {
                "person": entry.person_name,
                "day": f"{entry.at:%-d %B %Y}",
            }
            lines.append(Line(task.name, "done", note))
        elif entry is not None:
            lines.append(Line(task.name, "done", _("Passed on %(day)s.") % {"day": f"{entry.at:%-d %B %Y}"}))
        elif hasattr(task, "who_can"):
            lines.append(Line(task.name, "missing", _("Still to be given, by: %(who)s.") % {"who": task.who_can()}))
        else:
            lines.append(Line(task.name, "missing", _("Runs when the draft is submitted.")))
    return lines
