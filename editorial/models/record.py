"""The publication record: what the workflow established about a page, apart from the page's own content."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page


class PublicationRecordQuerySet(models.QuerySet):
    """Questions that cross page types."""

    def overdue_for_review(self, on=None):
        """Records whose review is due before the day `on` (default: today)."""
        return self.filter(review_due__lt=on or timezone.localdate())

    def reviewed_by(self, user):
        """Records of pages whose last medical review this user gave."""
        return self.filter(reviewer=user)

    def published_between(self, start, end):
        """Records of pages that went live from day `start` to day `end`, both included."""
        return self.filter(published_at__date__range=(start, end))


class PublicationRecord(models.Model):
    """One row for each page that has ever been published.

    The reviewer's name and credential are kept as they stood on the day of the review, so that a later change of the
    profile does not rewrite history.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="publication_record", verbose_name=_("page")
    )
    published_at = models.DateTimeField(_("last published"), null=True, blank=True, db_index=True)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewer_name = models.CharField(_("reviewer"), max_length=200, blank=True)
    reviewer_credential = models.CharField(_("credential"), max_length=300, blank=True)
    last_reviewed = models.DateField(_("last reviewed"), null=True, blank=True, db_index=True)
    review_due = models.DateField(_("review due"), null=True, blank=True, db_index=True)

    objects = PublicationRecordQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("publication record")
        verbose_name_plural = _("publication records")

    def __str__(self):
        return _("Record of page %(page)s") % {"page": self.page_id}
