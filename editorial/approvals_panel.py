"""The editor's side panel on approvals: who gave them, who still must, and why not yet."""

from dataclasses import dataclass, field

from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.models import Page

from editorial import assignment, gate
from editorial.desk.comparison import LIVE, basis_for
from editorial.desk.items import TaskLine, task_line
from editorial.models import ApprovalTaskState, PublicationRecord
from editorial.models.approval import latest_content
from editorial.views.timeline import timeline_url


@dataclass
class Line:
    """One task: its name, whether it is done, and a sentence; for the one that waits, who has it and what one may do.

    `refusals`: why the person who looks may not decide.
    """

    task: str
    state: str
    note: str
    waiting: TaskLine | None = None
    refusals: list = field(default_factory=list)


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
        self.lines = lines_for(content, self.standing, request.user, object.current_workflow_task_state)

    def get_context_data(self, parent_context):
        """Add the lines, what else stands in the way, and what there is to compare with."""
        context = super().get_context_data(parent_context)
        shown = {"not_approved"}
        is_public = self.standing.live_fingerprint == self.standing.fingerprint
        return {
            **context,
            "lines": self.lines,
            "is_public": is_public,
            "emergency_until": self._emergency_until(),
            "obstacles": [refusal for refusal in self.standing.refusals if refusal.code not in shown],
            "fingerprint": self.standing.fingerprint,
            "comparison": "" if is_public else self._comparison(),
            "csrf_token": get_token(self.request),
            "here": self.request.get_full_path(),
            "timeline_url": timeline_url(self.object),
        }

    def _comparison(self):
        """Return the label of the link to a comparison, or an empty text where there is nothing to compare with."""
        if not isinstance(self.object, Page):
            return ""
        basis = basis_for(self.object, self.request.user)
        if basis.approved is not None and basis.approved.fingerprint == self.standing.fingerprint:
            return ""
        if basis.approved is not None:
            return _("Compare with what you approved last")
        return _("Compare with the public words") if basis.revision == LIVE else ""

    def _emergency_until(self):
        if not isinstance(self.object, Page):
            return ""
        until = (
            PublicationRecord.objects.filter(page_id=self.object.pk, emergency_until__gt=timezone.now())
            .values_list("emergency_until", flat=True)
            .first()
        )
        return date_format(timezone.localtime(until), "j F Y, H:i") if until else ""


def lines_for(content, standing, user, task_state=None):
    """Return a Line for every task of the content's workflow, in order. `task_state`: of the task that waits now."""
    ours = task_state.specific if task_state is not None else None
    lines = []
    for task in gate.tasks_of(content):
        entry = standing.approvals.get(task.pk)
        if entry is not None:
            lines.append(_given(task, entry))
        elif isinstance(ours, ApprovalTaskState) and ours.task_id == task.pk:
            lines.append(_waiting(task, ours, content, standing, user))
        elif hasattr(task, "who_can"):
            lines.append(Line(task.name, "missing", _("Still to be given, by: %(who)s.") % {"who": task.who_can()}))
        else:
            lines.append(Line(task.name, "missing", _("Runs when the draft is submitted.")))
    return lines


def _given(task, entry):
    day = date_format(timezone.localtime(entry.at), "j F Y")
    if not entry.person:
        return Line(task.name, "done", _("Passed on %(day)s.") % {"day": day})
    return Line(task.name, "done", _("Approved by %(person)s on %(day)s.") % {"person": entry.person_name, "day": day})


def _waiting(task, state, content, standing, user):
    refusals = task.refusals_for(user, content, standing)
    line = task_line(state, user, may_claim=not refusals, may_assign=assignment.may_assign(user, task))
    note = _("Waits for: %(who)s.") % {"who": task.who_can()}
    # Somebody outside the groups needs no reasons: the note says whom it waits for.
    told = [refusal for refusal in refusals if refusal.code != "not_in_group"]
    return Line(task.name, "waiting", note, line, told)
