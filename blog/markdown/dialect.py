"""The Markdown dialect: CommonMark with tables, front matter and `::: name` containers."""

from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

CONTAINERS = (
    "key_points",
    "quote",
    "safety_information",
    "regulatory_status",
    "harm_reduction",
    "urgent_help",
    "questions_for_clinician",
    "faq",
    "references",
    "clinic_promotion",
)


class MarkdownError(ValueError):
    """A text that cannot be read, with the number of the line."""

    def __init__(self, message, line=None):
        """Put the line in front of the message."""
        super().__init__(f"Line {line}: {message}" if line else message)
        self.line = line


def parser():
    """Return a parser for the dialect. HTML in the text is taken as text."""
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
    markdown.use(front_matter_plugin)
    for name in CONTAINERS:
        markdown.use(container_plugin, name=name)
    return markdown
