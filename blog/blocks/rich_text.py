"""Rich text that may cite references."""

from django.utils.encoding import force_str

from wagtail import blocks

from blog.citations import CitedText, without_citations


class CitedTextBlock(blocks.RichTextBlock):
    """A rich text block whose value knows its citations. What stands for them in the editor is not counted or found."""

    def to_python(self, value):
        """Read stored rich text."""
        return CitedText(value)

    def normalize(self, value):
        """Take stored rich text, or what already is a value."""
        if isinstance(value, CitedText):
            return value
        source = getattr(value, "source", value)
        return CitedText(source and force_str(source))

    def value_from_form(self, value):
        """Take what the editor posted."""
        return CitedText(value)

    def get_searchable_content(self, value):
        """Leave the marks out: they are not words of the text."""
        return super().get_searchable_content(CitedText(without_citations(force_str(value.source))))
