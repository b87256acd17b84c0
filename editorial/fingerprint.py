"""The fingerprint: SHA-256 over the canonical JSON of everything a reader could see of a page or snippet.

Two contents have the same fingerprint if and only if a reader would see the same. So the canonical form

* takes content fields only (`editorial.content_fields`), never keys of rows, positions in the tree, state or schedule;
* reads StreamFields as their values, not as the JSON they happen to be stored as: PostgreSQL reorders keys, old forms
  and missing defaults are read like new ones, ids of blocks are left out;
* leaves out of rich text what only the editor's keyboard needs (`data-block-key`);
* keeps the order of child rows and of blocks, because readers see it;
* leaves empty values of blocks out, so that a deploy that adds an optional field changes no fingerprint;
* names other records that go through the gate (authors, topics, safety information) by their keys: they have
  fingerprints of their own. Of shared records (pictures, references) it takes the words, because nobody approves those
  apart from a page; also of those that rich text only points to, such as the references it cites.
"""

import hashlib
import json
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID

from django.db import models

from modelcluster.fields import ParentalManyToManyField
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ListBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from editorial.content_fields import child_fields, content_fields, content_relations
from editorial.rich_texts import rich_texts
from editorial.shared_records import shown_fields, words, words_cited

VERSION = 1
EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')


def fingerprint(content):
    """Return the fingerprint of a page or snippet as 64 hexadecimal digits. `content` must be of its specific type."""
    return digest(canonical(content))


def digest(canonical_content):
    """Return the SHA-256 of a canonical form, as 64 hexadecimal digits."""
    text = json.dumps(canonical_content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(content):
    """Return the canonical form of a page or snippet: plain dicts, lists, texts and numbers."""
    model = type(content)
    form = {
        "version": VERSION,
        "type": model._meta.label_lower,
        "fields": _own_fields(content),
        "relations": _relations(content),
    }
    cited = words_cited(rich_texts(content))
    return {**form, "cited": cited} if cited else form


def fingerprint_at(content, slug):
    """Return the fingerprint that a content would have under another slug: an alias has an address of its own."""
    form = canonical(content)
    form["fields"]["slug"] = slug
    return digest(form)


def row_digest(content):
    """Return the SHA-256 of the words on the content's own row, as 64 hexadecimal digits.

    Needs no query, so it can be checked each time the row is served. Child rows and pictures are the fingerprint's.
    """
    row = {field.name: _stored(content, field) for field in content_fields(type(content))}
    return digest({name: value for name, value in row.items() if not _is_empty(value)})


def _stored(content, field):
    if isinstance(field, StreamField):
        value = getattr(content, field.name)
        return _seen(plain(value.get_prep_value())) if value is not None else None
    if isinstance(field, models.DecimalField):
        return _field(content, field)
    return plain(getattr(content, field.attname))


def _seen(value):
    """Return stored blocks without their ids and empty fields: a body that was read has more of these than its row."""
    if isinstance(value, dict):
        pairs = ((name, _seen(item)) for name, item in value.items() if name != "id")
        return {name: item for name, item in pairs if not _is_empty(item)}
    return [_seen(item) for item in value] if isinstance(value, list) else value


def _own_fields(content):
    pairs = ((field.name, _field(content, field)) for field in content_fields(type(content)))
    return {name: value for name, value in pairs if value is not None}


def _relations(content):
    found = {}
    for relation in content_relations(type(content)):
        fields = child_fields(relation.related_model, relation.field.name)
        rows = [{field.name: _field(child, field) for field in fields} for child in _ordered(content, relation)]
        if rows:
            found[relation.get_accessor_name()] = rows
    for field in type(content)._meta.many_to_many:
        if isinstance(field, ParentalManyToManyField):
            found[field.name] = sorted(str(target.pk) for target in getattr(content, field.name).all())
    return found


def _ordered(content, relation):
    children = list(getattr(content, relation.get_accessor_name()).all())
    if any(hasattr(child, "sort_order") for child in children):
        # In memory a row may have no position yet; it then keeps its place behind the others, as it will when saved.
        children.sort(key=lambda child: (child.sort_order is None, child.sort_order or 0))
    return children


def _field(instance, field):
    """Return one field's value in canonical form; None for what a reader cannot tell from nothing."""
    if isinstance(field, StreamField):
        value = getattr(instance, field.name)
        return block_value(field.stream_block, value) or None if value is not None else None
    value = getattr(instance, field.attname)
    if value is None or value == "":
        return None
    if isinstance(field, models.ForeignKey):
        return _related(instance, field, value)
    if isinstance(field, models.BooleanField):
        return value if field.null or value else None
    if isinstance(field, models.DecimalField):
        return str(Decimal(str(value)).quantize(Decimal(1).scaleb(-field.decimal_places)))
    if isinstance(field, models.JSONField):
        return value or None
    if isinstance(field, RichTextField):
        return without_keys(value) or None
    return plain(field.to_python(value))


def without_keys(source):
    """Return rich text as stored without the keys by which the editor tells its paragraphs apart; readers get none."""
    return EDITOR_KEY.sub("", source)


def _related(instance, field, value):
    if shown_fields(field.remote_field.model):
        record = getattr(instance, field.name, None)
        return {"key": str(value), "words": words(record) if record is not None else {}}
    return str(value)


def plain(value):
    """Return a Python value as JSON has it: moments in UTC, numbers without trailing zeros, texts as they are."""
    match value:
        case datetime():
            return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal():
            return format(value.normalize(), "f")
        case UUID():
            return str(value)
        case float() if value.is_integer():
            # PostgreSQL gives 1e23 back as the whole number that these digits say, and -0.0 as 0.
            return int(Decimal(repr(value)))
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def block_value(block, value):
    """Return the canonical form of a block's value: named pairs for streams, dicts without empties for structs."""
    if isinstance(block, BaseStreamBlock):
        return [[child.block_type, block_value(child.block, child.value)] for child in value or []]
    if isinstance(block, ListBlock):
        return [block_value(block.child_block, item) for item in value or []]
    if isinstance(block, BaseStructBlock) and isinstance(value, dict):
        pairs = ((name, block_value(child, _child(value, name, child))) for name, child in block.child_blocks.items())
        return {name: item for name, item in pairs if not _is_empty(item)}
    if value is None:
        return None
    return _leaf(block, value)


def _is_empty(value):
    """Tell whether a reader sees nothing of a value. A nought is something, though Python takes it for False."""
    return value is False or value in (None, "", [], {})


def _child(value, name, child):
    """Return a struct's child value; what was never given counts as its default, as it will when read back."""
    return value[name] if name in value else child.normalize(child.get_default())


def _leaf(block, value):
    prepared = plain(block.get_prep_value(value))
    if isinstance(value, RichText):
        return without_keys(value.source)
    # Choosers and image blocks both hold the record itself.
    return {"value": prepared, "words": words(value)} if shown_fields(type(value)) else prepared
