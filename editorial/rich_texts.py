"""The rich texts of a content, wherever they stand in it."""

from wagtail.blocks import BaseStreamBlock, BaseStructBlock, ListBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from editorial.content_fields import child_fields, content_fields, content_relations


def rich_texts(content):
    """Yield every rich text, as stored, of a page's or snippet's own content fields and of its child rows."""
    yield from _of_fields(content, content_fields(type(content)))
    for relation in content_relations(type(content)):
        fields = child_fields(relation.related_model, relation.field.name)
        if any(isinstance(field, RichTextField | StreamField) for field in fields):
            for child in getattr(content, relation.get_accessor_name()).all():
                yield from _of_fields(child, fields)


def _of_fields(instance, fields):
    for field in fields:
        if isinstance(field, RichTextField):
            yield getattr(instance, field.name) or ""
        elif isinstance(field, StreamField):
            yield from _of_block(field.stream_block, getattr(instance, field.name))


def _of_block(block, value):
    if isinstance(value, RichText):
        yield value.source
    for child, part in parts(block, value):
        yield from _of_block(child, part)


def parts(block, value):
    """Return [(block, value)] of what a block's value holds, in order; nothing for a value that holds no others."""
    if isinstance(value, TypedTable):
        return [(cell.block, cell.value) for row in value.rows for cell in row]
    if isinstance(block, BaseStreamBlock):
        return [(child.block, child.value) for child in value or ()]
    if isinstance(block, ListBlock):
        return [(block.child_block, item) for item in value or ()]
    if isinstance(block, BaseStructBlock) and isinstance(value, dict):
        return [(child, value.get(name)) for name, child in block.child_blocks.items()]
    return []
