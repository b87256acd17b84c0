"""The state of one of our tasks on one piece of content."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import TaskState


class ChecksTaskState(TaskState):
    """What the automatic checks found."""

    findings = models.JSONField(default=list)

    class Meta:
        verbose_name = _("state of automatic checks")


class ApprovalTaskState(TaskState):
    """An approval that is asked of people: of whom, by when, and for which words."""

    fingerprint = models.CharField(max_length=64, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="assigned_tasks"
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True, db_index=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("state of an approval")

    @property
    def is_overdue(self):
        """Whether the task waits longer than it should."""
        return self.status == self.STATUS_IN_PROGRESS and self.due_at is not None and self.due_at < timezone.now()
