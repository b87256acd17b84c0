"""Blocks that show centrally kept texts: regulatory status and harm reduction. Urgent help stands in `health`."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.clinic_choices import COUNTRIES
from delivery.kept import recording
from editorial.alarm import is_sealed

# A country's own word is what readers look for; the European Union approves for its members.
JURISDICTIONS = [*COUNTRIES, ("EU", _("European Union"))]


class RegulatoryStatusValue(blocks.StructValue):
    """A choice of rows: a treatment, and perhaps a condition and countries."""

    @property
    def rows(self):
        """The published rows in the words that were approved. `blog.bodies` loads them for many blocks at once."""
        treatment = self.get("treatment")
        if treatment is None:
            return []
        if not hasattr(self, "candidates"):
            self.candidates = published_rows(type(treatment), [treatment.pk])
        return [row for row in self.candidates if self.shows(row) and is_sealed(row)]

    def shows(self, row):
        """Whether a RegulatoryStatus is one of those chosen."""
        treatment, condition = self.get("treatment"), self.get("condition")
        countries = self.get("countries") or ()
        return (
            treatment is not None
            and row.treatment_id == treatment.pk
            and (condition is None or row.condition_id == condition.pk)
            and (not countries or row.country in countries)
        )


def published_rows(topic_model, treatments):
    """Return the published RegulatoryStatus rows of treatments, with what they show."""
    recording.shows_list("blog.regulatorystatus")
    rows = topic_model._meta.get_field("regulatory_status").related_model.objects
    return list(
        rows.filter(live=True, treatment__in=treatments)
        .select_related("treatment", "condition", "source")
        .defer("treatment__introduction", "condition__introduction")
        .order_by("treatment__title", "country", "condition__title", "other_use", "route")
    )


class RegulatoryStatusBlock(blocks.StructBlock):
    """Where a treatment is approved and where not, from the central table."""

    treatment = blocks.PageChooserBlock("blog.Topic", label=_("Treatment"))
    condition = blocks.PageChooserBlock("blog.Topic", label=_("Only for this condition"), required=False)
    countries = blocks.MultipleChoiceBlock(
        choices=JURISDICTIONS, label=_("Only these countries"), required=False, search_index=False
    )

    def get_preview_value(self):
        """Show the first treatment that has a status."""
        topics = self.child_blocks["treatment"].target_model.objects.filter(regulatory_status__live=True)
        return self.to_python({"treatment": topics.values_list("pk", flat=True).first(), "countries": []})

    class Meta:
        icon = "globe"
        label = _("Regulatory status")
        group = _("Health")
        description = _("A table of what a treatment is approved for, country by country. Kept once for all pages.")
        template = "blog/blocks/regulatory_status.html"
        value_class = RegulatoryStatusValue
        form_layout = BlockGroup(children=["treatment", "condition"], settings=["countries"])


class HarmReductionValue(blocks.StructValue):
    """The chosen harm-reduction information."""

    @property
    def published(self):
        """The text if it is published in the words that were approved, else None."""
        text = self.get("information")
        return text if text and text.live and is_sealed(text) else None


class HarmReductionBlock(blocks.StructBlock):
    """The centrally kept harm-reduction information of a treatment."""

    information = SnippetChooserBlock("blog.HarmReduction", label=_("Harm reduction"))

    def get_preview_value(self):
        """Show the first of the published texts."""
        texts = self.child_blocks["information"].model_class.objects.filter(live=True)
        return self.to_python({"information": texts.values_list("pk", flat=True).first()})

    class Meta:
        icon = "warning"
        label = _("Harm reduction")
        group = _("Health")
        description = _("What makes harm less likely for people who use a drug outside medicine. Kept once.")
        template = "blog/blocks/harm_reduction.html"
        value_class = HarmReductionValue
