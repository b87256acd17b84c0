"""Blocks that point elsewhere: to sources and to clinics."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from pages.querysets import published_pages


class ReferencesBlock(blocks.StructBlock):
    """The list of sources."""

    references = blocks.ListBlock(SnippetChooserBlock("blog.Reference"), label=_("References"), min_num=1)

    def get_preview_value(self):
        """Show the two newest sources of the library."""
        sources = self.child_blocks["references"].child_block.model_class.objects.order_by("-year", "title")
        return self.to_python({"references": list(sources.values_list("pk", flat=True)[:2])})

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
        """The spotlight if any reader may see it, else None. `blog.bodies` finds that out for many at once."""
        clinic = self.get("clinic")
        if not hasattr(self, "is_visible"):
            self.is_visible = bool(clinic) and published_pages().filter(pk=clinic.pk).exists()
        return clinic if self.is_visible else None


class ClinicPromotionBlock(blocks.StructBlock):
    """A labelled pointer to a clinic spotlight."""

    clinic = blocks.PageChooserBlock("blog.ClinicSpotlight", label=_("Clinic spotlight"))

    def get_preview_value(self):
        """Show the newest published spotlight."""
        spotlights = self.child_blocks["clinic"].target_model.objects.published().newest_first()
        return self.to_python({"clinic": spotlights.values_list("pk", flat=True).first()})

    class Meta:
        icon = "home"
        label = _("Clinic promotion")
        group = _("Sources")
        description = _("Points to a clinic spotlight. The label for readers is written by the platform.")
        template = "blog/blocks/clinic_promotion.html"
        value_class = ClinicPromotionValue
