"""Records that many pages show and that have no workflow of their own: pictures, references.

Their words are approved together with each page that shows them, so they are part of its fingerprint; and a record that
something public shows does not change. A model says so with `shown_to_readers`, the names of the fields readers see.
Marks that must take effect at once, such as "retracted", stay out of that list.
"""

from django.db import models

from wagtail.models import Page, ReferenceIndex
from wagtail.rich_text import extract_references_from_rich_text


def shown_fields(model):
    """Return the names of the fields of a shared record that readers see; empty for every other model."""
    return tuple(getattr(model, "shown_to_readers", ()))


def words(record):
    """Return what readers see of a record: {field: text}, without empties; of a file, the digest of its content."""
    shown = {name: _word(record, name) for name in shown_fields(type(record))}
    return {name: word for name, word in shown.items() if word}


def words_cited(sources):
    """Return what readers see of the shared records that rich texts point to: {model: {key: words}}.

    `sources`: rich texts as stored. One query for each model of shared records, however often they are pointed to.
    What they point to is asked of Wagtail's link handlers; a record that is gone shows nothing.
    """
    keys = {}
    for source in sources:
        for model, key, _model_path, _content_path in extract_references_from_rich_text(source):
            if shown_fields(model):
                keys.setdefault(model, set()).add(key)
    found = {model: model._base_manager.in_bulk(wanted) for model, wanted in keys.items()}
    return {
        model._meta.label_lower: {str(key): words(record) for key, record in records.items()}
        for model, records in found.items()
        if records
    }


def changed(record):
    """Return the names of the shown fields in which a record differs from its row in the database."""
    before = type(record)._base_manager.filter(pk=record.pk).first()
    if before is None:
        return []
    return [name for name in shown_fields(type(record)) if _stored(before, name) != _stored(record, name)]


def public_users(record):
    """Return the public pages and snippets that show a record, as the reference index knows them."""
    found = []
    for source, _references in ReferenceIndex.get_grouped_references_to(record):
        content = source.specific if isinstance(source, Page) else source
        if getattr(content, "live", False):
            found.append(content)
    return found


def _word(record, name):
    field = record._meta.get_field(name)
    if isinstance(field, models.FileField):
        return record.file_hash or _hash_of_file(record)
    value = getattr(record, name)
    return "" if value is None else str(value)


def _hash_of_file(picture):
    """Return Wagtail's digest of a picture's file, and keep it: pictures that were made by code may lack it."""
    return picture.get_file_hash()


def _stored(record, name):
    value = getattr(record, name)
    return value.name if isinstance(record._meta.get_field(name), models.FileField) else value
