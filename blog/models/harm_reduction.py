"""Harm reduction: what makes harm less likely for people who use a drug outside medicine, kept once a treatment."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from blog.models.central import RICH, CentralText
from pages.models import BodyField


class HarmReduction(CentralText):
    """The harm-reduction information of one treatment."""

    title = models.CharField(_("title"), max_length=120)
    treatment = models.ForeignKey(
        "blog.Topic", on_delete=models.PROTECT, related_name="harm_reduction", verbose_name=_("treatment")
    )
    introduction = RichTextField(_("introduction"), features=RICH, blank=True)
    points = BodyField(
        [("point", blocks.RichTextBlock(label=_("Point"), features=RICH, icon="list-ul"))], verbose_name=_("points")
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("treatment"),
        FieldPanel("introduction"),
        FieldPanel("points"),
        FieldPanel("as_of"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("introduction"),
        index.SearchField("points"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("harm reduction")
        verbose_name_plural = _("harm reduction")

    def __str__(self):
        return self.title

    def review_topics(self):
        """The treatment is what a reviewer's scope must cover."""
        return frozenset({self.treatment_id})
