"""Retracted papers: the Retraction Watch data of Crossref, as last loaded by `manage.py load_retractions`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RetractedPaper(models.Model):
    """One record: what happened to which paper, and when. A paper may have several."""

    class Nature(models.TextChoices):
        """What happened."""

        RETRACTION = "retraction", _("Retraction")
        CONCERN = "concern", _("Expression of concern")
        CORRECTION = "correction", _("Correction")
        REINSTATEMENT = "reinstatement", _("Reinstatement")

    record_id = models.PositiveIntegerField(unique=True)
    doi = models.CharField(max_length=200, blank=True, db_index=True)
    pmid = models.CharField(max_length=8, blank=True, db_index=True)
    title = models.CharField(max_length=400, blank=True)
    nature = models.CharField(max_length=20, choices=Nature)
    date = models.DateField(null=True)
    reasons = models.CharField(max_length=500, blank=True)
    notice_doi = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("retracted paper")
        verbose_name_plural = _("retracted papers")

    def __str__(self):
        return f"{self.get_nature_display()}: {self.title or self.doi or self.pmid}"


def standing_of(records):
    """Return the RetractedPaper that says how a paper stands now, or None for one in good standing.

    The latest retraction counts until a reinstatement; without one, the latest expression of concern or correction.
    """
    nature = RetractedPaper.Nature
    standing = None
    for record in sorted(records, key=lambda each: (str(each.date or ""), each.record_id)):
        if record.nature == nature.REINSTATEMENT:
            standing = None
        elif record.nature == nature.RETRACTION or standing is None or standing.nature != nature.RETRACTION:
            standing = record
    return standing
