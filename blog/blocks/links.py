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
    """The chosen clinic, or story about one."""

    @property
    def published(self):
        """The page, of its own type, if any reader may see it, else None. `blog.bodies` loads many at once."""
        if not hasattr(self, "loaded"):
            chosen = self.get("clinic")
            found = published_pages().filter(pk=chosen.pk).first() if chosen else None
            self.loaded = found.specific if found else None
        return self.loaded


class ClinicPromotionBlock(blocks.StructBlock):
    """A labelled pointer to a clinic, or to the story about one."""

    clinic = blocks.PageChooserBlock(["blog.Clinic", "blog.ClinicSpotlight"], label=_("Clinic or clinic spotlight"))

    def get_preview_value(self):
        """Show the newest published clinic."""
        clinic = self.child_blocks["clinic"].target_models[0]
        return self.to_python(
            {"clinic": clinic.objects.published().newest_first().values_list("pk", flat=True).first()}
        )

    class Meta:
        icon = "home"
        label = _("Clinic promotion")
        group = _("Sources")
        description = _("Points to a clinic or its spotlight. The label for readers is written by the platform.")
        template = "blog/blocks/clinic_promotion.html"
        value_class = ClinicPromotionValue
