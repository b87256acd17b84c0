"""Pages that editors put first for a query."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.models import Page

from places import folding

LONGEST = 120  # characters of a query


def key_of(query):
    """Return the folded words of a query with one space between them: what promotions are looked up by."""
    return " ".join(word.key for word in folding.words(query))[:LONGEST]


class PromotionQuerySet(models.QuerySet):
    """Promotions asked for in the words of the search."""

    def current(self):
        """Those whose last day has not passed, in order."""
        today = timezone.localdate()
        return self.filter(models.Q(until=None) | models.Q(until__gte=today)).order_by("position", "pk")

    def for_query(self, query):
        """Those for a query, however it is spelt in accents, capitals and hyphens."""
        return self.current().filter(occasion=Promotion.Occasion.WORDS, key=key_of(query))

    def for_crisis(self):
        """Those for every query that speaks of a crisis."""
        return self.current().filter(occasion=Promotion.Occasion.CRISIS)


class Promotion(models.Model):
    """A page that stands first, marked as chosen by the editors; readers see the page's own approved words."""

    class Occasion(models.TextChoices):
        """For which searches."""

        WORDS = "words", gettext_lazy("Readers search for these words")
        CRISIS = "crisis", gettext_lazy("A search speaks of a crisis, in whatever words")

    occasion = models.CharField(gettext_lazy("when"), max_length=10, choices=Occasion.choices, default=Occasion.WORDS)
    query = models.CharField(
        gettext_lazy("words"),
        max_length=LONGEST,
        blank=True,
        help_text=gettext_lazy("The whole query as readers type it. Capitals, accents and hyphens do not matter."),
    )
    key = models.CharField(max_length=LONGEST, blank=True, editable=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=gettext_lazy("page"))
    position = models.PositiveSmallIntegerField(
        gettext_lazy("position"), default=1, help_text=gettext_lazy("Of several for one query, the lowest is first.")
    )
    until = models.DateField(gettext_lazy("last day"), null=True, blank=True)
    note = models.CharField(
        gettext_lazy("note"),
        max_length=255,
        blank=True,
        help_text=gettext_lazy("For colleagues; readers do not see it."),
    )

    objects = PromotionQuerySet.as_manager()

    panels = [
        FieldPanel("occasion"),
        FieldPanel("query"),
        FieldPanel("page"),
        FieldRowPanel([FieldPanel("position"), FieldPanel("until")]),
        FieldPanel("note"),
        HelpPanel(
            content=gettext_lazy("Results show the page's own title and summary. What is not public is not shown.")
        ),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occasion", "key", "page"], name="search_promotion_once")]
        indexes = [models.Index(fields=["key"], name="search_promotion_key")]
        verbose_name = gettext_lazy("promotion")
        verbose_name_plural = gettext_lazy("promotions")

    def __str__(self):
        return self.query or str(self.get_occasion_display())

    def clean(self):
        """Ask for words where words decide, and refuse advertising and what is there already."""
        super().clean()
        errors = {}
        self.key = key_of(self.query) if self.occasion == self.Occasion.WORDS else ""
        if self.occasion == self.Occasion.WORDS and not self.key:
            errors["query"] = _("Please type the words that readers search for.")
        if self.occasion == self.Occasion.CRISIS and self.query:
            errors["query"] = _("Leave this empty: the page is shown for every search that speaks of a crisis.")
        if self.page_id and getattr(self.page.specific, "commercial_label", ""):
            errors["page"] = _("Somebody pays for this page or its clinic, so it cannot be put first.")
        elif self.page_id and self._is_there():
            errors["page"] = _("This page is already put first there.")
        if errors:
            raise ValidationError(errors)

    def _is_there(self):
        same = Promotion.objects.filter(occasion=self.occasion, key=self.key, page=self.page_id)
        return same.exclude(pk=self.pk).exists()
