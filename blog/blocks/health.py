"""Blocks that keep readers safe or help them at their clinician's."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.snippets.blocks import SnippetChooserBlock

from blog.blocks.rich_text import CitedTextBlock
from blog.blocks.text import TEXT_FEATURES
from delivery.kept import recording
from editorial.alarm import is_sealed


class SafetyInformationValue(blocks.StructValue):
    """The chosen safety information."""

    @property
    def published(self):
        """The safety information if it is published in the words that were approved, else None."""
        safety = self.get("safety")
        return safety if safety and safety.live and is_sealed(safety) else None

    @property
    def cited_texts(self):
        """The texts that readers see of it, whose citations count to the page."""
        return self.published.cited_texts if self.published else []


class SafetyInformationBlock(blocks.StructBlock):
    """The centrally kept safety information of a treatment."""

    safety = SnippetChooserBlock("blog.SafetyInformation", label=_("Safety information"))

    def get_preview_value(self):
        """Show the first of the published texts."""
        texts = self.child_blocks["safety"].model_class.objects.filter(live=True)
        return self.to_python({"safety": texts.values_list("pk", flat=True).first()})

    class Meta:
        icon = "warning"
        label = _("Safety information")
        group = _("Health")
        description = _("Side effects, reasons not to have a treatment, when to call. Kept once for each treatment.")
        template = "blog/blocks/safety_information.html"
        value_class = SafetyInformationValue


class UrgentHelpValue(blocks.StructValue):
    """The sentence of its own that a block may have."""

    @property
    def published(self):
        """The central text if it is published in the words that were approved, else None."""
        if not hasattr(self, "text"):
            recording.shows_list("blog.urgenthelp")
            self.text = apps.get_model("blog", "UrgentHelp").objects.filter(live=True).first()
        return self.text if self.text and is_sealed(self.text) else None


class UrgentHelpBlock(blocks.StructBlock):
    """Whom to call in a crisis: the central text, or the publication's crisis lines where there is none."""

    note = blocks.CharBlock(
        label=_("Sentence above the numbers"),
        required=False,
        max_length=300,
        help_text=_("Leave empty for the usual one."),
    )

    class Meta:
        icon = "help"
        label = _("Urgent help")
        group = _("Health")
        description = _("Telephone numbers for people in a crisis. Kept once for all pages.")
        template = "blog/blocks/urgent_help.html"
        value_class = UrgentHelpValue
        form_layout = BlockGroup(children=[], settings=["note"])
        preview_value = {"note": ""}


class QuestionsBlock(blocks.StructBlock):
    """Questions to take along."""

    title = blocks.CharBlock(label=_("Title"), default=_("Questions for your clinician"), max_length=120)
    questions = blocks.ListBlock(blocks.CharBlock(max_length=300, label=_("Question")), label=_("Questions"), min_num=1)

    class Meta:
        icon = "clipboard-list"
        label = _("Questions for your clinician")
        group = _("Health")
        description = _("Questions a reader can take to an appointment.")
        template = "blog/blocks/questions_for_clinician.html"
        form_layout = BlockGroup(children=["questions"], settings=["title"])
        preview_value = {
            "title": "Questions for your clinician",
            "questions": ["Is this use approved?", "Who watches my blood pressure during the session?"],
        }


class FaqItemBlock(blocks.StructBlock):
    """One question with its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = CitedTextBlock(label=_("Answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label_format = "{question}"


class FaqBlock(blocks.StructBlock):
    """Questions with answers."""

    items = blocks.ListBlock(FaqItemBlock(), label=_("Questions and answers"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = _("Health")
        description = _("Questions readers ask, each with a short answer.")
        template = "blog/blocks/faq.html"
        preview_value = {
            "items": [
                {
                    "question": "Can I drive afterwards?",
                    "answer": "<p>No, not until the day after a good night's sleep.</p>",
                }
            ]
        }
