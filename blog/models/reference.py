"""References: one record for each source, cited from many pages."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from editorial.forms import SharedRecordForm


def plain_doi(text):
    """Return a DOI in its usual form: lower case, without the resolver's address or a "doi:" before it."""
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)", "", text.strip().lower()).strip()


class Reference(index.Indexed, models.Model):
    """A paper, label, guideline or official page."""

    class StudyType(models.TextChoices):
        """What kind of evidence the source is."""

        RCT = "rct", _("Randomised controlled trial")
        SYSTEMATIC_REVIEW = "systematic_review", _("Systematic review")
        GUIDELINE = "guideline", _("Guideline or consensus statement")
        REGULATOR_LABEL = "regulator_label", _("Approved label")
        REGULATOR_NOTICE = "regulator_notice", _("Notice of a regulator")
        OBSERVATIONAL = "observational", _("Observational study")
        CASE_SERIES = "case_series", _("Case series")
        ANIMAL = "animal", _("Animal study")
        IN_VITRO = "in_vitro", _("Laboratory study")
        REVIEW = "review", _("Narrative review")
        LEGAL = "legal", _("Law or regulation")
        REGISTER = "register", _("Trial register")
        NEWS = "news", _("News or company statement")
        PREPRINT = "preprint", _("Preprint")
        HISTORICAL = "historical", _("Historical source")

    key = models.SlugField(_("key"), unique=True, help_text=_("Short name for citing: zarate2006."))
    study_type = models.CharField(_("type of source"), max_length=20, choices=StudyType)
    authors_text = models.CharField(
        _("authors"), max_length=400, blank=True, help_text=_("Surname and initials, separated by commas.")
    )
    title = models.CharField(_("title"), max_length=400)
    journal = models.CharField(_("journal or publisher"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    volume = models.CharField(_("volume"), max_length=30, blank=True)
    issue = models.CharField(_("issue"), max_length=30, blank=True)
    pages = models.CharField(_("pages"), max_length=40, blank=True)
    doi = models.CharField(
        "DOI",
        max_length=200,
        blank=True,
        validators=[
            RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI starts with 10. and has a slash: 10.1001/jama.2023.14530."))
        ],
    )
    pmid = models.CharField(
        "PMID",
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^[1-9]\d{0,7}$", _("A PMID has one to eight digits."))],
    )
    pmcid = models.CharField("PMCID", max_length=15, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    accessed_on = models.DateField(_("checked on"), null=True, blank=True)
    is_retracted = models.BooleanField(_("retracted"), default=False)

    # Approved with each page that cites the source. A retraction, and the day of the last check, show at once.
    shown_to_readers = (
        "study_type",
        "authors_text",
        "title",
        "journal",
        "year",
        "volume",
        "issue",
        "pages",
        "doi",
        "pmid",
        "pmcid",
        "url",
    )
    base_form_class = SharedRecordForm

    panels = [
        FieldPanel("title"),
        FieldPanel("authors_text"),
        FieldRowPanel([FieldPanel("study_type"), FieldPanel("key")]),
        MultiFieldPanel(
            [
                FieldPanel("journal"),
                FieldRowPanel([FieldPanel("year"), FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")]),
            ],
            _("Where it appeared"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid"), FieldPanel("pmcid")]),
                FieldRowPanel([FieldPanel("url"), FieldPanel("accessed_on")]),
            ],
            _("Where to find it"),
        ),
        FieldPanel("is_retracted"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("authors_text"),
        index.AutocompleteField("authors_text"),
        index.SearchField("doi"),
        index.SearchField("pmid"),
        index.AutocompleteField("key"),
        index.FilterField("study_type"),
        index.FilterField("year"),
    ]

    class Meta:
        ordering = ["authors_text", "year", "title"]
        constraints = [
            models.UniqueConstraint(fields=["doi"], condition=~models.Q(doi=""), name="reference_unique_doi"),
            models.UniqueConstraint(fields=["pmid"], condition=~models.Q(pmid=""), name="reference_unique_pmid"),
        ]
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self):
        start = self.authors_text.split(",")[0] or self.journal
        return f"{start} {self.year or ''}: {self.title}".strip()

    def clean(self):
        """Write the DOI in its usual form."""
        self.doi = plain_doi(self.doi)

    @property
    def study_type_label(self):
        """The kind of evidence in words."""
        return self.get_study_type_display()

    @property
    def doi_url(self):
        """The address that resolves the DOI, or an empty text."""
        return f"https://doi.org/{self.doi}" if self.doi else ""

    @property
    def pmid_url(self):
        """The record in PubMed, or an empty text."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""

    @property
    def where(self):
        """Journal, year, volume, issue and pages in Vancouver style: "JAMA. 2023;330(9):843–853"."""
        volume = f"{self.volume}({self.issue})" if self.volume and self.issue else self.volume
        place = f"{volume}:{self.pages}" if volume and self.pages else volume or self.pages
        when = f"{self.year};{place}" if self.year and place else f"{self.year or place or ''}"
        return ". ".join(part for part in (self.journal.rstrip("."), when) if part)

    @property
    def citation_html(self):
        """The citation in Vancouver style as safe HTML, with links to where the source can be read."""
        parts = [part for part in (self.authors_text, self.title, self.where) if part]
        sentences = [part if part.endswith(("?", "!")) else f"{part.rstrip('.')}." for part in parts]
        links = [(url, label) for url, label in self._addresses() if url]
        return format_html(
            "{} {}",
            " ".join(sentences),
            format_html_join(" ", '<a href="{}" rel="noopener">{}</a>', links),
        )

    def _addresses(self):
        yield self.doi_url, f"doi:{self.doi}"
        yield self.pmid_url, f"PMID {self.pmid}"
        if not self.doi and not self.pmid and self.url.startswith(("https://", "http://")):
            yield self.url, _("Read the source")
