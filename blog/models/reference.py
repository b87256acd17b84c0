"""References: one record for each source, cited from many pages."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from blog.references.duplicates import family_of, find
from blog.references.forms import ReferenceForm

INITIALS = re.compile(r"(?:\s+(?:[A-ZÀ-Þ][A-ZÀ-Þ-]{0,3}|Jr|Sr|II|III))+$")


def plain_doi(text):
    """Return a DOI in its usual form: lower case, without the resolver's address or a "doi:" before it."""
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)", "", text.strip().lower()).strip()


def title_key(title):
    """Return a title as it is compared: letters and digits only, without accents or case, at most 200 of them."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return "".join(sign for sign in plain if sign.isalnum())[:200]


def known(reference):
    """Return the sentence, with a link, that the library has a source already."""
    address = reverse(type(reference).snippet_viewset.get_url_name("edit"), args=[reference.pk])
    link = format_html('<a href="{}">{}</a>', address, str(reference))
    return format_html(gettext("The library has this source already: {}."), link)


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
    pmcid = models.CharField(
        "PMCID",
        max_length=15,
        blank=True,
        validators=[RegexValidator(r"^PMC[1-9]\d{0,11}$", _("A PMCID is PMC and a number: PMC9154276."))],
    )
    nct = models.CharField(
        _("NCT number"),
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^NCT\d{8}$", _("An NCT number is NCT and eight digits: NCT06809595."))],
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    accessed_on = models.DateField(_("checked on"), null=True, blank=True)
    is_retracted = models.BooleanField(_("retracted"), default=False)
    abstract = models.TextField(
        _("abstract"), blank=True, help_text=_("For writers and reviewers. Readers do not see it.")
    )
    notes = models.TextField(_("notes"), blank=True, help_text=_("For writers and reviewers. Readers do not see them."))
    replaces = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    title_key = models.CharField(max_length=200, editable=False, db_index=True, default="")

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
        "nct",
        "url",
    )
    base_form_class = ReferenceForm

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
                FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid")]),
                FieldRowPanel([FieldPanel("pmcid"), FieldPanel("nct")]),
                FieldRowPanel([FieldPanel("url"), FieldPanel("accessed_on")]),
            ],
            _("Where to find it"),
        ),
        FieldPanel("is_retracted"),
        MultiFieldPanel([FieldPanel("abstract"), FieldPanel("notes")], _("For the newsroom")),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("authors_text"),
        index.AutocompleteField("authors_text"),
        index.SearchField("doi"),
        index.SearchField("pmid"),
        index.SearchField("nct"),
        index.AutocompleteField("key"),
        index.FilterField("study_type"),
        index.FilterField("year"),
    ]

    class Meta:
        ordering = ["authors_text", "year", "title"]
        constraints = [
            # A corrected copy is about the same paper as the record that it replaces.
            models.UniqueConstraint(
                fields=["doi"], condition=~models.Q(doi="") & models.Q(replaces=None), name="reference_unique_doi"
            ),
            models.UniqueConstraint(
                fields=["pmid"], condition=~models.Q(pmid="") & models.Q(replaces=None), name="reference_unique_pmid"
            ),
        ]
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self):
        start = self.authors_text.split(",")[0] or self.journal
        return f"{start} {self.year or ''}: {self.title}".strip()

    def save(self, *args, **kwargs):
        """Keep the form in which titles are compared."""
        self.title_key = title_key(self.title)
        fields = kwargs.get("update_fields")
        if fields is not None and "title" in fields:
            kwargs["update_fields"] = {*fields, "title_key"}
        super().save(*args, **kwargs)

    def clean(self):
        """Write identifiers in their usual form, and refuse a source that the library has."""
        self.doi = plain_doi(self.doi)
        self.pmcid, self.nct = self.pmcid.strip().upper(), self.nct.strip().upper()
        self.title_key = title_key(self.title)
        family = family_of(self)
        for name, other in find(self):
            if other.pk not in family:
                raise ValidationError({name: known(other)})

    @property
    def label(self):
        """What stands for a citation in the editor: "Zarate 2006"."""
        first = INITIALS.sub("", self.authors_text.split(",")[0].strip()) or self.journal or self.key
        return f"{first[:40]} {self.year or ''}".strip()

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
    def nct_url(self):
        """The entry in the register ClinicalTrials.gov, or an empty text."""
        return f"https://clinicaltrials.gov/study/{self.nct}" if self.nct else ""

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
        yield self.nct_url, self.nct
        if not (self.doi or self.pmid or self.nct) and self.url.startswith(("https://", "http://")):
            yield self.url, _("Read the source")
