"""Regulatory status: what a treatment is approved for, in which country and by which route, kept once."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from blog import flags
from blog.blocks.central import JURISDICTIONS
from blog.clinic_choices import Route
from blog.models.central import CentralText

ROUTES = [("any", gettext_lazy("Any route")), *((value, label) for value, label in Route.choices if value != "none")]
# What readers act on: when one of these changes, every page that shows the row is to be read again.
TOLD = ("treatment_id", "condition_id", "other_use", "country", "route", "status", "sentence")


class RegulatoryStatus(CentralText):
    """The status of one treatment for one use in one country by one route."""

    class Status(models.TextChoices):
        """How a regulator sees the use, from the best to the worst."""

        APPROVED = "approved", gettext_lazy("Approved")
        CONDITIONAL = "conditional", gettext_lazy("Approved with conditions")
        OFF_LABEL = "off_label", gettext_lazy("Off-label: approved for something else")
        INVESTIGATIONAL = "investigational", gettext_lazy("In trials only")
        NOT_APPROVED = "not_approved", gettext_lazy("Not approved")
        ILLEGAL = "illegal", gettext_lazy("Illegal outside trials")

    treatment = models.ForeignKey(
        "blog.Topic", on_delete=models.PROTECT, related_name="regulatory_status", verbose_name=gettext_lazy("treatment")
    )
    condition = models.ForeignKey(
        "blog.Topic",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("condition"),
    )
    other_use = models.CharField(
        gettext_lazy("or another use"),
        max_length=120,
        blank=True,
        help_text=gettext_lazy(
            "In words, where no topic fits: “anaesthesia”. Leave both empty for every use that has no row of its own."
        ),
    )
    country = models.CharField(gettext_lazy("country"), max_length=2, choices=JURISDICTIONS, default="US")
    route = models.CharField(gettext_lazy("route"), max_length=20, choices=ROUTES, default="any")
    status = models.CharField(gettext_lazy("status"), max_length=20, choices=Status)
    sentence = models.CharField(
        gettext_lazy("in a sentence"),
        max_length=300,
        help_text=gettext_lazy("As readers see it: “Approved only together with an antidepressant by mouth.”"),
    )
    source = models.ForeignKey(
        "blog.Reference",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=gettext_lazy("source"),
    )
    source_url = models.URLField(gettext_lazy("or address of the source"), max_length=500, blank=True)
    review_due = models.DateField(gettext_lazy("to be looked up again by"), db_index=True)
    # The last of the marks (30, 7, 0 days, or -1 for overdue) of which people were told.
    reminded = models.SmallIntegerField(null=True, editable=False)

    spoken_fields = ("sentence",)

    panels = [
        FieldPanel("treatment"),
        MultiFieldPanel([FieldPanel("condition"), FieldPanel("other_use")], gettext_lazy("For which use")),
        FieldRowPanel([FieldPanel("country"), FieldPanel("route")]),
        MultiFieldPanel([FieldPanel("status"), FieldPanel("sentence")], gettext_lazy("Status")),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_url")], gettext_lazy("Where it says so")),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("review_due")]),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("sentence"),
        index.SearchField("other_use"),
        index.AutocompleteField("other_use"),
        index.RelatedFields("treatment", [index.SearchField("title"), index.AutocompleteField("title")]),
    ]

    class Meta:
        ordering = ["treatment", "country", "condition", "other_use", "route"]
        constraints = [
            models.UniqueConstraint(
                fields=["treatment", "condition", "country", "route"],
                condition=models.Q(condition__isnull=False),
                name="regulatory_once_a_condition",
                violation_error_message=gettext_lazy("There is a status for this use, country and route already."),
            ),
            models.UniqueConstraint(
                fields=["treatment", "other_use", "country", "route"],
                condition=models.Q(condition__isnull=True),
                name="regulatory_once_a_use",
                violation_error_message=gettext_lazy("There is a status for this use, country and route already."),
            ),
        ]
        verbose_name = gettext_lazy("regulatory status")
        verbose_name_plural = gettext_lazy("regulatory status")

    def __str__(self):
        return _("%(treatment)s for %(use)s, %(country)s, %(route)s") % {
            "treatment": self.treatment if self.treatment_id else "–",
            "use": self.use_label,
            "country": self.get_country_display(),
            "route": self.get_route_display().lower(),
        }

    @property
    def use_label(self):
        """The use in words."""
        return self.condition.title if self.condition_id else self.other_use or _("any other use")

    @property
    def source_link(self):
        """Where the status can be read, or an empty text."""
        return self.source_url or (
            self.source.doi_url or self.source.pmid_url or self.source.url if self.source else ""
        )

    @property
    def source_title(self):
        """What the source is called."""
        return self.source.title if self.source_id else _("Source")

    def review_topics(self):
        """A reviewer's scope must cover the treatment or the condition."""
        return frozenset({self.treatment_id, self.condition_id} - {None})

    def clean(self):
        """Ask for one use and for a source."""
        super().clean()
        if self.condition_id and self.other_use:
            raise ValidationError({"other_use": _("Choose a condition or write another use, not both.")})
        if not self.source_id and not self.source_url:
            raise ValidationError({"source": _("Choose a source, or give the address of one.")})

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save; where readers are told something else than before, flag the pages that show it."""
        stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        before = stored if stored and stored.live else None
        if stored is not None:
            # Whoever looked it up again is reminded anew.
            self.reminded = stored.reminded if stored.review_due == self.review_due else None
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "reminded"}
        result = super().save(*args, **kwargs)
        if before is not None and (not self.live or any(getattr(before, name) != getattr(self, name) for name in TOLD)):
            self._flag_pages(before)
        return result

    def _flag_pages(self, before):
        """Flag the public pages that showed the row as it was, or show it now."""
        if not self.live:
            message = _("“%(status)s” is no longer public. Read the page again.") % {"status": before}
        else:
            message = _("The status of “%(name)s” changed from “%(before)s” to “%(after)s”. Read the page again.") % {
                "name": self,
                "before": f"{before.get_status_display()}: {before.sentence}",
                "after": f"{self.get_status_display()}: {self.sentence}",
            }
        pages = {page.pk: page for row in (before, self) for page in pages_showing([row]).get(row.pk, ())}
        flags.put(pages.values(), "M3", f"status:{self.pk}:{timezone.now().isoformat(timespec='seconds')}", message)


def pages_showing(rows):
    """Return {key of a RegulatoryStatus row: the public pages with a block that shows it}.

    The number of queries depends on the types of pages, not on how many rows, pages or blocks there are.
    """
    topic = RegulatoryStatus.treatment.field.related_model
    keys = flags.public_page_keys({row.treatment_id for row in rows}, topic)
    found = {}
    for page in Page.objects.filter(pk__in=set().union(*keys.values())).order_by("title").specific():
        for row in rows:
            if any(_shows(value, row) for value in _status_blocks(page)):
                found.setdefault(row.pk, []).append(page)
    return found


def _status_blocks(page):
    """Yield the stored values of a page's blocks, without the queries that reading them as values would take."""
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            blocks = getattr(page, field.name).raw_data
            yield from (block["value"] for block in blocks if block["type"] == "regulatory_status")


def _shows(value, row):
    condition, countries = value.get("condition"), value.get("countries") or ()
    return (
        value.get("treatment") == row.treatment_id
        and (condition is None or condition == row.condition_id)
        and (not countries or row.country in countries)
    )
