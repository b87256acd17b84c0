"""Documents of everything that is published here: pages of every type, and the texts that are kept centrally."""

from django.db import models

from wagtail.fields import RichTextField, StreamField

from blog.checks.facts import facts_of
from blog.models import SafetyInformation
from blog.models.central import CentralText
from editorial.checks.document import Document, Passage
from editorial.checks.documents import builds_documents
from editorial.checks.reading import read_body, read_image, read_rich_text
from editorial.content_fields import content_fields
from pages.models import PublicationPage

# Fields of words that no reader reads as text: addresses, names, values that are chosen.
NOT_PROSE = frozenset({"title", "slug", "seal", "key"})
TITLES = ("title", "name")


@builds_documents(PublicationPage)
@builds_documents(SafetyInformation)
@builds_documents(CentralText)
def build(content):
    """Return the Document of a page or snippet of its specific type. Its length does not change the queries."""
    passages, blocks, images, fields = [], [], [], {}
    for field in content_fields(type(content)):
        value = getattr(content, field.attname)
        if isinstance(field, StreamField):
            found = read_body(value)
            passages, blocks, images = passages + found[0], blocks + found[1], images + found[2]
        elif isinstance(field, RichTextField):
            passages += _named(read_rich_text(value), field.name)
        elif field.name in getattr(content, "spoken_fields", ()):
            passages.append(Passage(value or "", "words", field.name))
        elif _is_prose(field):
            fields[field.name] = value or ""
    picture = getattr(content, "picture", None)
    if picture is not None:
        images.insert(0, read_image(picture))
    return Document(
        type=type(content)._meta.label_lower,
        title=next((getattr(content, name) for name in TITLES if getattr(content, name, "")), str(content)),
        fields=fields,
        passages=passages,
        blocks=blocks,
        images=images,
        facts=facts_of(content, passages, blocks),
    )


def _is_prose(field):
    plain = isinstance(field, models.CharField | models.TextField)
    special = isinstance(field, models.URLField | models.EmailField | models.SlugField)
    return plain and not special and not field.choices and field.name not in NOT_PROSE


def _named(passages, name) -> list[Passage]:
    for passage in passages:
        passage.name = name
    return passages
