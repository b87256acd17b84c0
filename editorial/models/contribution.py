"""Who wrote which words: one row each time somebody saved a draft that reads differently than before."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Contribution(models.Model):
    """A change of words. Revisions cannot tell: autosave rewrites them in place, and they can be purged."""

    content = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    # The ledger's last entry at that moment: clocks jump, the ledger's order does not.
    after = models.PositiveBigIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["content", "object_id", "id"], name="contribution_about_content")]
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")

    def __str__(self):
        return f"{self.user_id} on {self.content} {self.object_id}"
