"""The readers' index: one row for each page that readers may see, with what they see of it.

Wagtail's own index holds drafts too and serves the admin; this one holds public words only. Two columns are the
database's own and unknown to Django: see the migration `0102_full_text`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page


class Facet(models.Model):
    """A choice by which results are narrowed: `name` as in “topic”, `value` as in an address, `label` for readers.

    `page`: the page that it names, such as a topic's hub.
    """

    name = models.CharField(max_length=30)
    value = models.CharField(max_length=100)
    label = models.CharField(max_length=255)
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "value"], name="search_facet_once")]
        verbose_name = _("search facet")
        verbose_name_plural = _("search facets")

    def __str__(self):
        return f"{self.name}: {self.label}"


class Document(models.Model):
    """A page as readers find it. The columns that end in `_stems` are what the full-text index reads.

    `title_stems` has a line for the title and one for each other name; `title_key` is the first, to be looked up whole.
    `sections`: [{"anchor", "heading", "text"}]. `heading_stems` and `body_stems` have one line for each section.
    `folded`: all words as typed but folded, line by line, for words in quotation marks; each line starts and ends
    with a space. `words`: how many the page has. `revision`: the revision that was read.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, primary_key=True, related_name="search_document", verbose_name=_("page")
    )
    kind = models.CharField(max_length=50, db_index=True)
    genre = models.CharField(max_length=50, blank=True, db_index=True)
    title = models.CharField(max_length=255)
    summary = models.TextField(blank=True)
    sections = models.JSONField(default=list)
    title_key = models.CharField(max_length=255, blank=True, db_index=True)
    title_stems = models.TextField(blank=True)
    keyword_stems = models.TextField(blank=True)
    heading_stems = models.TextField(blank=True)
    summary_stems = models.TextField(blank=True)
    body_stems = models.TextField(blank=True)
    folded = models.TextField(blank=True)
    words = models.PositiveIntegerField(default=0, db_index=True)  # the index alone answers how long pages are
    language = models.CharField(max_length=12)
    first_published = models.DateTimeField(null=True, db_index=True)
    last_reviewed = models.DateField(null=True)
    review_due = models.DateField(null=True)
    commercial_label = models.CharField(max_length=255, blank=True)
    fresh_until = models.DateField(null=True, db_index=True)
    revision = models.PositiveBigIntegerField(null=True)
    indexed_at = models.DateTimeField(auto_now=True)
    facets = models.ManyToManyField(Facet, through="search.DocumentFacet", related_name="documents")

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["page", "last_reviewed"], name="search_document_reviewed")]
        verbose_name = _("page in the search")
        verbose_name_plural = _("pages in the search")

    def __str__(self):
        return self.title


class DocumentFacet(models.Model):
    """A facet's value that a page has: results are counted and narrowed in SQL by it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="document_facets")
    facet = models.ForeignKey(Facet, on_delete=models.CASCADE, related_name="document_facets", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "facet"], name="search_document_facet_once")]
        indexes = [models.Index(fields=["facet", "document"], name="search_facet_documents")]
        verbose_name = _("facet of a page in the search")
        verbose_name_plural = _("facets of pages in the search")

    def __str__(self):
        return f"{self.document_id}: {self.facet_id}"


class IndexRun(models.Model):
    """A walk of `update_index` over all pages: how far it came, so that the next one goes on after an interruption."""

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)
    last_page = models.PositiveBigIntegerField(default=0)
    indexed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("walk over the search index")
        verbose_name_plural = _("walks over the search index")

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"
