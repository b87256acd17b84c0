"""The publication record: what the workflow established about a page, apart from the page's own content."""

from datetime import date

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

    A summary for questions across pages; the ledger is the evidence. Names and credentials are kept as they stood on
    the day, so that a later change of the profile does not rewrite history.
    """

    class Answer(models.IntegerChoices):
        """What readers of a withdrawn page get."""

        GONE = 410, _("410: gone for good")
        CHECKED_AGAIN = 503, _("503: being checked again")

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="publication_record", verbose_name=_("page")
    )
    published_at = models.DateTimeField(_("last published"), null=True, blank=True, db_index=True)
    live_fingerprint = models.CharField(_("fingerprint of the public words"), max_length=64, blank=True)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    writer_name = models.CharField(_("writer"), max_length=500, blank=True)
    editor_name = models.CharField(_("editor"), max_length=200, blank=True)
    reviewer_name = models.CharField(_("reviewer"), max_length=200, blank=True)
    reviewer_credential = models.CharField(_("credential"), max_length=500, blank=True)
    last_reviewed = models.DateField(_("last reviewed"), null=True, blank=True, db_index=True)
    review_due = models.DateField(_("review due"), null=True, blank=True, db_index=True)
    reminded = models.SmallIntegerField(_("days before the review at which people were last reminded"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("reason for the withdrawal"), blank=True)
    withdrawn_answer = models.PositiveSmallIntegerField(_("answer to readers"), choices=Answer, null=True, blank=True)
    corrections = models.JSONField(_("corrections"), default=list, blank=True)
    emergency_until = models.DateTimeField(_("public without full approval until"), null=True, blank=True)

    objects = PublicationRecordQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("publication record")
        verbose_name_plural = _("publication records")

    def __str__(self):
        return _("Record of page %(page)s") % {"page": self.page_id}

    @property
    def is_overdue(self):
        """Whether the day of the next review has passed."""
        return self.review_due is not None and self.review_due < timezone.localdate()

    @property
    def notices(self):
        """The corrections for readers, the newest first: [{"date": date, "text": "…"}]."""
        parsed = ({**notice, "date": date.fromisoformat(notice["date"])} for notice in self.corrections)
        return sorted(parsed, key=lambda notice: notice["date"], reverse=True)

    @property
    def is_withdrawn(self):
        """Whether the page was taken down and has not come back."""
        return self.withdrawn_at is not None

    @property
    def reviewer_url(self):
        """The address of the reviewer's public profile, or an empty text."""
        profile = getattr(self.reviewer, "author_profile", None) if self.reviewer_id else None
        return profile.url if profile and profile.live else ""
