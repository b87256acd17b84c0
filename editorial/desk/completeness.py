"""Which public contents have less than every approval that their workflow asks for today, and why that is allowed.

Reads the ledger's summaries, not the words: whether public words are the entered ones is what `verification` checks.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from wagtail.models import Page, Task, WorkflowContentType, WorkflowPage, WorkflowTask

from editorial import guards, standings
from editorial.ledger import Event
from editorial.models.ledger import content_label

UNKNOWN, EMERGENCY, INCOMPLETE, INSTALLED = "unknown", "emergency", "incomplete", "installed"
GRAVITY = (UNKNOWN, EMERGENCY, INCOMPLETE, INSTALLED)


@dataclass
class Gap:
    """One public content without a full set: what kind of gap, what is missing, and why it is public all the same."""

    content: object
    kind: str
    missing: str
    reason: str
    since: datetime | None

    @property
    def title(self):
        """The title."""
        return str(self.content)

    @property
    def kind_label(self):
        """The kind of the gap in words."""
        return {
            UNKNOWN: _("Not in the ledger"),
            EMERGENCY: _("Emergency publication"),
            INCOMPLETE: _("Approvals are missing"),
            INSTALLED: _("Came with the installation"),
        }[self.kind]


def gaps():
    """Return every Gap, the gravest first. The number of queries depends on the types of content, not on how many."""
    entries = standings.public_entries()
    asked = _Asked()
    found = []
    for model in guards.gated_models():
        label = content_label(model)
        for content in model._base_manager.filter(live=True).order_by("pk"):
            gap = _gap(content, entries.get((label, str(content.pk))), asked)
            if gap is not None:
                found.append(gap)
    return sorted(found, key=lambda gap: (GRAVITY.index(gap.kind), gap.title.casefold()))


def _gap(content, entry, asked):
    if entry is None:
        return Gap(content, UNKNOWN, _("Everything"), _("Run verify_publications; the page is not served."), None)
    given = {approval["task"] for approval in entry.details.get("approvals", [])}
    tasks = asked.of(content)
    missing = [task.name for task in tasks if task.pk not in given]
    words = get_text_list(missing, _("and"))
    if entry.event == Event.EMERGENCY:
        who = _("%(first)s and %(second)s: %(reason)s") % {
            "first": entry.person_name,
            "second": entry.details.get("confirmed_by", ""),
            "reason": entry.comment,
        }
        return Gap(content, EMERGENCY, words, who, entry.at)
    if entry.event == Event.INSTALLED:
        return Gap(content, INSTALLED, words, entry.comment, entry.at)
    if entry.details.get("alias_of"):
        return None  # an alias is public with its source, which is judged by itself
    if not tasks:
        return Gap(content, INCOMPLETE, _("A workflow"), _("No workflow belongs to it today."), entry.at)
    if missing:
        reason = _("It went live before its workflow asked for this, or a task was replaced since.")
        return Gap(content, INCOMPLETE, words, reason, entry.at)
    return None


class _Asked:
    """Which tasks the workflows ask of a content today; looked up once for all contents."""

    def __init__(self):
        self.tasks = defaultdict(list)
        links = WorkflowTask.objects.filter(workflow__active=True, task__active=True).order_by("sort_order")
        specific = {task.pk: task for task in Task.objects.filter(active=True).specific()}
        for workflow, task in links.values_list("workflow", "task"):
            self.tasks[workflow].append(specific[task])
        self.by_path = dict(WorkflowPage.objects.filter(workflow__active=True).values_list("page__path", "workflow"))
        self.by_type = dict(
            WorkflowContentType.objects.filter(workflow__active=True).values_list("content_type", "workflow")
        )

    def of(self, content):
        """Return the tasks that apply to a content."""
        workflow = self._by_place(content.path) if isinstance(content, Page) else self._by_type(content)
        return [task for task in self.tasks[workflow] if getattr(task, "applies_to", lambda _content: True)(content)]

    def _by_place(self, path):
        places = [place for place in self.by_path if path.startswith(place)]
        return self.by_path[max(places, key=len)] if places else None

    def _by_type(self, content):
        return self.by_type.get(ContentType.objects.get_for_model(content).pk)
