"""What the automatic checks found: results that need not be worked out again, and the health of what is public."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CheckRun(models.Model):
    """The findings on one draft. `basis`: digest of all that the checks read beside the fingerprint.

    A cache and no evidence: a row that is lost is made again, one that does not fit is never found.
    """

    content = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    basis = models.CharField(max_length=64)
    rules = models.CharField(max_length=16)
    findings = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content", "object_id", "fingerprint", "basis"], name="check_run_once")
        ]
        verbose_name = _("run of the checks")
        verbose_name_plural = _("runs of the checks")

    def __str__(self):
        return f"{self.content} {self.object_id}: {len(self.findings)}"


class ContentHealth(models.Model):
    """What the checks say of one public content: open findings by weight, and since when some of them would block."""

    content = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    kind = models.CharField(_("type"), max_length=100)
    title = models.CharField(_("title"), max_length=255)
    fingerprint = models.CharField(max_length=64)
    rules = models.CharField(_("rules"), max_length=16)
    hard = models.PositiveIntegerField(_("must be mended"), default=0)
    errors = models.PositiveIntegerField(_("errors"), default=0)
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    hints = models.PositiveIntegerField(_("hints"), default=0)
    findings = models.JSONField(default=list)
    since = models.DateTimeField(_("since"), null=True)
    checked_at = models.DateTimeField(_("checked"), default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content", "object_id"], name="content_health_once")]
        verbose_name = _("health of a published content")
        verbose_name_plural = _("published contents")

    def __str__(self):
        return self.title

    @property
    def blocking(self):
        """How many findings would block the words if they were submitted today."""
        return self.hard + self.errors
