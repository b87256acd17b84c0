"""Corrections: what was wrong on a page, and what it says now. Readers see them; they are approved like all words."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Correction(Orderable):
    """One correction of a page. It stays on the page for as long as the page is public."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField(_("corrected on"), default=timezone.localdate)
    was_wrong = models.TextField(
        _("what was wrong"),
        max_length=500,
        help_text=_("As a reader of the old words needs it: “The article gave the lowest age as 16 years.”"),
    )
    says_now = models.TextField(
        _("what it says now"), max_length=500, help_text=_("“The lowest age in this trial was 18 years.”")
    )

    panels = [FieldPanel("corrected_on"), FieldPanel("was_wrong"), FieldPanel("says_now")]

    class Meta(Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self):
        return f"{self.corrected_on}: {self.was_wrong[:60]}"

    def as_notice(self):
        """Return the correction as the ledger and the record keep it: {"date", "text"}."""
        day = self.corrected_on if isinstance(self.corrected_on, str) else self.corrected_on.isoformat()
        return {"date": day, "text": f"{self.was_wrong.strip()} {self.says_now.strip()}"}
