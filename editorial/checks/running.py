"""Running the checks on a content."""

from editorial.checks.documents import document_of
from editorial.checks.registry import run


def check_content(content):
    """Return the findings of all checks on a page or snippet; none for what nobody builds a document of."""
    document = document_of(content)
    return run(document) if document is not None else []
