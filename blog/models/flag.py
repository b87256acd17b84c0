"""Flags: what happened outside of a public page that its people must look at, until somebody says what was done."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ContentFlag(models.Model):
    """A task on a page: read it again, because something it stands on has changed. Open until it is resolved."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="content_flags", verbose_name=_("page")
    )
    code = models.CharField(_("check"), max_length=10, help_text=_("The check that has to do with it."))
    subject = models.CharField(max_length=120, help_text=_("What it is about, so that it is raised once."))
    message = models.TextField(_("what happened"))
    since = models.DateTimeField(_("since"), default=timezone.now, db_index=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("resolved by"),
    )
    note = models.TextField(_("what was done"), blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [models.UniqueConstraint(fields=["page", "code", "subject"], name="flag_once")]
        indexes = [models.Index(fields=["page"], condition=Q(resolved_at__isnull=True), name="flag_open")]
        verbose_name = _("flag")
        verbose_name_plural = _("flags")

    def __str__(self):
        return f"{self.code}: {self.message}"

    def resolve(self, user, note):
        """Close the flag with a note of what was done."""
        self.resolved_at, self.resolved_by, self.note = timezone.now(), user, note.strip()
        self.save(update_fields=["resolved_at", "resolved_by", "note"])
