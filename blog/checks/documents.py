"""Documents of everything that is published here: its words, with the facts that checks hold them against."""

from blog.checks.facts import facts_of
from blog.models import SafetyInformation
from blog.models.central import CentralText
from editorial.checks.documents import builds_documents, generic_document
from pages.models import PublicationPage


@builds_documents(PublicationPage)
@builds_documents(SafetyInformation)
@builds_documents(CentralText)
def build(content):
    """Return the Document of a page or snippet of its specific type. Its length does not change the queries."""
    document = generic_document(content)
    document.facts = facts_of(content, document.body, document.blocks)
    return document
