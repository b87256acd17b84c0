"""How contents become documents: a room registers a builder for its models; what none is for is read by its fields."""

import hashlib
import json

from django.db import models

from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

from editorial.checks.document import Document, Passage
from editorial.checks.reading import read_body, read_image, read_rich_text
from editorial.content_fields import content_fields

_builders = {}
# Fields of words that no reader reads as text: addresses, names, values that are chosen.
NOT_PROSE = frozenset({"title", "slug", "seal", "key"})
TITLES = ("title", "name")


def builds_documents(model):
    """Register the function below as what builds a Document from an instance of a model or of its subclasses."""

    def register(function):
        _builders[model] = function
        return function

    return register


def document_of(content):
    """Return the Document of a page or snippet of its specific type."""
    builder = next((_builders[base] for base in type(content).__mro__ if base in _builders), generic_document)
    return builder(content)


def generic_document(content):
    """Return a Document by the kinds of fields: title, texts, rich text, bodies and pictures, without any facts."""
    fields, passages, blocks, images = {}, [], [], []
    for field in content_fields(type(content)):
        if isinstance(field, StreamField):
            read = read_body(getattr(content, field.name))
            for found, taken in zip((passages, blocks, images), read, strict=True):
                found.extend(taken)
        elif isinstance(field, RichTextField):
            for passage in read_rich_text(getattr(content, field.name)):
                passage.name = field.name
                passages.append(passage)
        elif field.related_model and issubclass(field.related_model, get_image_model()):
            picture = getattr(content, field.name)
            images += [read_image(picture)] if picture is not None else []
        elif field.name in getattr(content, "spoken_fields", ()):
            passages.append(Passage(getattr(content, field.name) or "", "words", field.name))
        elif _is_prose(field):
            fields[field.name] = getattr(content, field.name) or ""
    title = next((getattr(content, name) for name in TITLES if getattr(content, name, "")), str(content))
    return Document(type(content)._meta.label_lower, title, fields, passages, blocks, images)


def _is_prose(field):
    plain = isinstance(field, models.CharField | models.TextField)
    special = isinstance(field, models.URLField | models.EmailField | models.SlugField)
    return plain and not special and not field.choices and field.name not in NOT_PROSE


def text_document(text, title="", kind="blog.article"):
    """Return a Document of plain text: paragraphs divided by empty lines."""
    passages = read_rich_text("".join(f"<p>{_escaped(part)}</p>" for part in text.split("\n\n")))
    for number, passage in enumerate(passages, 1):
        passage.block_id = f"p{number}"
    return Document(kind, title, {}, passages)


def basis_of(document, fingerprint, rules):
    """Return a digest of everything that findings depend on: words, ids of blocks, facts, and rules."""
    plain = [
        fingerprint,
        rules.version,
        document.type,
        document.title,
        document.fields,
        [[p.text, p.kind, p.name, p.block_id, p.level, p.links, p.citations] for p in document.passages],
        [[block.id, block.type] for block in document.blocks],
        document.images,
        document.facts,
    ]
    return hashlib.sha256(json.dumps(plain, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value):
    return sorted(map(str, value)) if isinstance(value, set | frozenset) else str(value)


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")
