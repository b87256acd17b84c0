"""Automatic checks: the first task of every workflow, which decides itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import Task

from editorial import ledger
from editorial.checks.running import check_content
from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from editorial.models.task_states import ChecksTaskState
from editorial.refusals import PublicationRefused
from editorial.submission import note_submission, refuses_to_start


class ChecksTask(Task):
    """Runs the registered checks; what blocks sends the draft back with the list of findings."""

    task_state_class = ChecksTaskState
    asks_a_person = False

    class Meta:
        verbose_name = gettext_lazy("automatic checks")
        verbose_name_plural = gettext_lazy("automatic checks")

    def start(self, workflow_state, user=None):
        """Check the submitted words and decide at once. Wagtail goes on with the next task where this one approves.

        Raises PublicationRefused where the editor's form asked: then nothing has been submitted.
        """
        task_state = super().start(workflow_state, user=user)
        content = task_state.revision.as_object()
        current = fingerprint(content)
        report = check_content(content, current)
        if report.blocking and refuses_to_start():
            raise PublicationRefused(report.refusals())
        note_submission(workflow_state, user, content, current, task_state.revision)
        task_state.findings = [finding.as_dict() for finding in report.open]
        task_state.save(update_fields=["findings"])
        if report.blocking:
            comment = "\n".join(str(refusal) for refusal in report.refusals())
            ledger.append(
                Event.CHANGES_REQUESTED, content, current, revision=task_state.revision, task=self, comment=comment
            )
            task_state.reject(user=None, update=False, comment=comment)
        else:
            ledger.append(Event.APPROVED, content, current, revision=task_state.revision, task=self)
            task_state.approve(user=None, update=False, comment=_("The automatic checks found nothing that blocks."))
        return task_state

    @classmethod
    def get_description(cls):
        """What the administrator reads when choosing the type of a task."""
        return gettext_lazy("The platform checks the text itself, and sends it back with a list of what is wrong.")
