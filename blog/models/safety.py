"""Safety information: kept once for each treatment, shown on every page about it."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from blog.blocks.rich_text import CitedTextBlock
from blog.blocks.text import LINE_FEATURES
from blog.citations import CitedText
from editorial.gated import GatedContent
from pages.models import BodyField

TOPICS = [
    ("side_effects", _("Side effects")),
    ("who_should_not", _("Who should not have it")),
    ("heart_and_blood_pressure", _("Heart and blood pressure")),
    ("dissociation_and_sedation", _("Dissociation and sedation")),
    ("monitoring", _("Monitoring")),
    ("driving", _("Driving")),
    ("bladder", _("Bladder")),
    ("dependence", _("Dependence and misuse")),
    ("psychosis_and_mania", _("Psychosis and mania")),
    ("pregnancy", _("Pregnancy and breastfeeding")),
    ("interactions", _("Other medicines, alcohol and drugs")),
    ("status", _("Approved or not")),
    ("ask_your_clinician", _("Ask your clinician")),
    ("urgent_help", _("Get help at once")),
]


class SafetyItemBlock(blocks.StructBlock):
    """What is known about one topic of safety."""

    topic = blocks.ChoiceBlock(label=_("Topic"), choices=TOPICS)
    text = CitedTextBlock(label=_("Text"), features=LINE_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Topic")
        label_format = "{topic}"


class SafetyInformation(
    GatedContent, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed, models.Model
):
    """The safety information of one treatment."""

    title = models.CharField(_("title"), max_length=120)
    treatment = models.ForeignKey(
        "blog.Topic", on_delete=models.PROTECT, related_name="safety_information", verbose_name=_("treatment")
    )
    introduction = RichTextField(_("introduction"), features=LINE_FEATURES, blank=True)
    topics = BodyField([("item", SafetyItemBlock())], verbose_name=_("topics"))
    as_of = models.DateField(_("as of"), help_text=_("The day on which the text was last held against its sources."))

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="safety_information")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="safety_information",
        for_concrete_model=False,
    )

    requires_medical_review = True

    panels = [
        FieldPanel("title"),
        FieldPanel("treatment"),
        FieldPanel("introduction"),
        FieldPanel("topics"),
        FieldPanel("as_of"),
        PublishingPanel(),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("introduction"),
        index.SearchField("topics"),
    ]

    class Meta:
        ordering = ["title"]
        verbose_name = _("safety information")
        verbose_name_plural = _("safety information")

    def __str__(self):
        return self.title

    def review_topics(self):
        """The treatment is what a reviewer's scope must cover."""
        return frozenset({self.treatment_id})

    @property
    def revisions(self):
        """The revisions of this text."""
        return self._revisions

    @cached_property
    def introduction_text(self):
        """The introduction, which may cite."""
        return CitedText(self.introduction)

    @property
    def cited_texts(self):
        """The texts whose citations a page numbers, in the order in which readers meet them."""
        return [self.introduction_text, *(item.value["text"] for item in self.topics)]

    def missing_topics(self):
        """Return the topics without words, as [(topic, label)]: readers must find every one of them (check M1)."""
        told = {item.value["topic"] for item in self.topics if strip_tags(item.value["text"].source).strip()}
        return [(topic, label) for topic, label in TOPICS if topic not in told]

    @property
    def items(self):
        """The topics in order: [{topic, topic_label, text}]."""
        labels = dict(TOPICS)
        return [
            {
                "topic": item.value["topic"],
                "topic_label": labels.get(item.value["topic"], ""),
                "text": item.value["text"],
            }
            for item in self.topics
        ]
