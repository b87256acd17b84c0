"""Blocks that point elsewhere: to sources and to clinics."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class ReferencesBlock(blocks.StructBlock):
    """The list of sources."""

    references = blocks.ListBlock(SnippetChooserBlock("blog.Reference"), label=_("References"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("References")
        group = _("Sources")
        description = _("The sources of the page, in the order in which they are listed.")
        template = "blog/blocks/references.html"


class ClinicPromotionValue(blocks.StructValue):
    """The chosen clinic spotlight."""

    @property
    def published(self):
        """The spotlight if any reader may see it, else None."""
        clinic = self.get("clinic")
        return clinic if clinic and clinic.live and not clinic.get_view_restrictions() else None


class ClinicPromotionBlock(blocks.StructBlock):
    """A labelled pointer to a clinic spotlight."""

    clinic = blocks.PageChooserBlock("blog.ClinicSpotlight", label=_("Clinic spotlight"))

    class Meta:
        icon = "home"
        label = _("Clinic promotion")
        group = _("Sources")
        description = _("Points to a clinic spotlight. The label for readers is written by the platform.")
        template = "blog/blocks/clinic_promotion.html"
        value_class = ClinicPromotionValue
