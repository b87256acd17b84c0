"""Emergency publication: breaking the glass takes two managing editors and a reason, and never lasts."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import roles
from editorial.models.ledger import LedgerEntry, content_label


class EmergencyRequest(models.Model):
    """A managing editor's request to publish certain words at once; a second one must confirm it within hours."""

    content = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField(max_length=64)
    reason = models.TextField(_("reason"))
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("emergency request")
        verbose_name_plural = _("emergency requests")

    def __str__(self):
        return f"{self.content} {self.object_id}: {self.reason[:50]}"

    def covers(self, content, fingerprint):
        """Tell whether two managing editors confirmed these words, and they were not published by it before.

        Asks the database: what somebody has in memory is no request.
        """
        made = type(self).objects.filter(
            pk=self.pk,
            content=content_label(content),
            object_id=str(content.pk),
            fingerprint=fingerprint,
            cancelled_at=None,
        )
        made = made.exclude(confirmed_at=None).select_related("requested_by", "confirmed_by").first()
        if made is None:
            return False
        people = {made.requested_by, made.confirmed_by} - {None}
        used = LedgerEntry.objects.about(content).filter(event=LedgerEntry.Event.EMERGENCY, details__request=self.pk)
        managing = all(roles.has_role(person, roles.MANAGING_EDITORS) for person in people)
        return len(people) == 2 and managing and not used.exists()
