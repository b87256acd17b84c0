"""Blocks of running text: headings, paragraphs, key points, quotes."""

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from blog.blocks.rich_text import CitedTextBlock

TEXT_FEATURES = ["bold", "italic", "superscript", "subscript", "link", "citation", "fact", "ul", "ol"]
LINE_FEATURES = ["bold", "italic", "link", "citation", "fact"]


class HeadingValue(blocks.StructValue):
    """A heading with the anchor that the contents list links to."""

    @property
    def slug(self):
        """The words of the heading as they may stand in an address."""
        return slugify(self.get("text") or "")[:60] or "section"

    @property
    def anchor(self):
        """The id of the heading in the page: its words, made unique by `blog.contents` where words repeat."""
        return getattr(self, "unique_anchor", "") or self.slug


class HeadingBlock(blocks.StructBlock):
    """A section's heading."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120)
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("h2", _("Section")), ("h3", _("Subsection"))], default="h2", search_index=False
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        description = _("Starts a section or subsection. Sections appear in the list of contents.")
        template = "blog/blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What the trials found", "level": "h2"}
        label_format = "{text}"


class ParagraphBlock(CitedTextBlock):
    """Running text."""

    def __init__(self, **kwargs):
        """Limit the features to those that every medium can show."""
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Paragraph")
        group = _("Text")
        description = _("Running text with links and lists.")
        template = "blog/blocks/paragraph.html"
        preview_value = (
            "<p>In a trial with <b>403 people</b>, about half of those who received ketamine felt clearly better"
            " after three weeks.</p>"
        )


class KeyPointsBlock(blocks.StructBlock):
    """The few sentences to take away."""

    points = blocks.ListBlock(
        CitedTextBlock(features=LINE_FEATURES, max_length=300, label=_("Point")),
        label=_("Points"),
        min_num=1,
        max_num=8,
    )

    class Meta:
        icon = "list-ul"
        label = _("Key points")
        group = _("Text")
        description = _("Two to six short sentences that a reader in a hurry should take away.")
        template = "blog/blocks/key_points.html"
        preview_value = {
            "points": ["<p>Ketamine is approved as an anaesthetic.</p>", "<p>Its use for depression is off-label.</p>"]
        }


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Quote"), rows=3)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False, max_length=200)
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = _("Text")
        description = _("The exact words of a person or a document, with where they come from.")
        template = "blog/blocks/quote.html"
        form_layout = BlockGroup(children=["text", "attribution"], settings=["source_url"])
        preview_value = {
            "text": "Prevention of suicide has not been demonstrated.",
            "attribution": "From a medicine's label",
            "source_url": "",
        }
