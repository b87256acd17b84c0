"""Volatile facts: sentences that are true for a time, kept once, used in many texts, with the day they run out."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.search import index

from blog.models.central import CentralText


class VolatileFact(CentralText):
    """A fact with an end. Writers put it into running text; readers see its published words."""

    name = models.CharField(
        gettext_lazy("name"), max_length=120, unique=True, help_text=gettext_lazy("For writers: what it is about.")
    )
    text = models.CharField(
        gettext_lazy("text"), max_length=400, help_text=gettext_lazy("As readers see it, within a sentence or as one.")
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
    valid_from = models.DateField(gettext_lazy("valid from"), null=True, blank=True)
    valid_until = models.DateField(gettext_lazy("valid until"), db_index=True)
    # The last of the marks (30, 7, 0 days, or -1 for expired) of which people were told.
    reminded = models.SmallIntegerField(null=True, editable=False)

    spoken_fields = ("text",)

    panels = [
        FieldPanel("name"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("source_url")], gettext_lazy("Where it says so")),
        FieldPanel("as_of"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("text"),
        index.FilterField("valid_until"),
    ]

    class Meta:
        ordering = ["valid_until", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_from__lte=models.F("valid_until")),
                name="volatile_fact_runs_forward",
                violation_error_message=gettext_lazy("The last valid day is before the first."),
            )
        ]
        verbose_name = gettext_lazy("volatile fact")
        verbose_name_plural = gettext_lazy("volatile facts")

    def __str__(self):
        return self.name

    @property
    def is_expired(self):
        """Whether the last valid day has passed."""
        return self.valid_until < timezone.localdate()

    def save(self, *args, **kwargs):
        """Save; a fact with another last day is one that nobody was told of yet."""
        before = type(self)._base_manager.filter(pk=self.pk).values_list("valid_until", "reminded").first()
        if before is not None:
            self.reminded = before[1] if before[0] == self.valid_until else None
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "reminded"}
        return super().save(*args, **kwargs)

    def clean(self):
        """Ask for a source."""
        super().clean()
        if not self.source_id and not self.source_url:
            raise ValidationError({"source": _("Choose a source, or give the address of one.")})
