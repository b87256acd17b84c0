"""Blocks that show something: pictures and tables."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from blog.blocks.rich_text import CitedTextBlock
from blog.blocks.text import LINE_FEATURES


class FigureBlock(blocks.StructBlock):
    """A picture within the text."""

    image = ImageBlock(label=_("Picture"))
    caption = CitedTextBlock(label=_("Caption"), features=LINE_FEATURES, required=False)
    long_description = blocks.TextBlock(
        label=_("Long description"),
        required=False,
        max_length=3000,
        rows=4,
        help_text=_(
            "For charts and diagrams: what they say, in words and numbers. Readers find it beside the picture."
            " Empty: the one of the picture library, if there is one."
        ),
    )

    def get_preview_value(self):
        """Show the newest picture of the library."""
        picture = get_image_model().objects.order_by("-pk").values("pk", "description").first()
        value = {"image": picture["pk"], "alt_text": picture["description"]} if picture else None
        return self.to_python({"image": value, "caption": "<p>What the picture shows, in a sentence.</p>"})

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Pictures and tables")
        description = _("A picture with a caption. Its credit comes from the picture library.")
        template = "blog/blocks/image.html"
        form_layout = BlockGroup(children=["image", "caption"], settings=["long_description"])


class TableValue(blocks.StructValue):
    """A table with its caption within reach."""

    @property
    def caption(self):
        """The caption typed into the table."""
        table = self.get("table")
        return table.caption if table else ""


class TableBlock(blocks.StructBlock):
    """A table whose columns have types."""

    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(required=False, label=_("Text"))),
            ("number", blocks.FloatBlock(required=False, label=_("Number"))),
            ("rich_text", CitedTextBlock(required=False, features=LINE_FEATURES, label=_("Text with links"))),
        ],
        label=_("Table"),
    )
    first_column_is_header = blocks.BooleanBlock(
        required=False,
        default=True,
        label=_("The first column names the rows"),
        help_text=_("Read out before each cell."),
    )

    def get_preview_value(self):
        """Show a small table."""
        return self.to_python(
            {
                "table": {
                    "columns": [{"type": "text", "heading": "Visit"}, {"type": "number", "heading": "Minutes"}],
                    "rows": [{"values": ["First conversation", 60]}, {"values": ["Session", 120]}],
                    "caption": "How long each visit takes",
                },
                "first_column_is_header": True,
            }
        )

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Pictures and tables")
        description = _("Figures side by side. Give a caption that says what is compared.")
        template = "blog/blocks/table.html"
        form_layout = BlockGroup(children=["table"], settings=["first_column_is_header"])
        value_class = TableValue
