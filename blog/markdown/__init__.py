"""Articles as Markdown files: the form in which content comes in from outside the admin.

See docs/markdown.md for the dialect.
"""

from blog.markdown.document import Document, MarkdownError, read

__all__ = ["Document", "MarkdownError", "read"]
