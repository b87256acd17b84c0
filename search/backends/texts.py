"""What is indexed of an object: the texts of its search fields, folded."""

from dataclasses import dataclass, field

from django.db.models import Manager
from django.utils.encoding import force_str

from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from search.backends.words import folded


@dataclass
class Texts:
    """`title`, `body`: lists of (text, boost or None); `autocomplete`: a list of texts. All folded, none empty."""

    title: list = field(default_factory=list)
    body: list = field(default_factory=list)
    autocomplete: list = field(default_factory=list)


def texts_of(obj):
    """Return the Texts of an object that Wagtail indexes, related objects included."""
    texts = Texts()
    for each in obj.get_search_fields():
        _collect(obj, each, texts)
    return texts


def _collect(obj, search_field, texts):
    if isinstance(search_field, RelatedFields):
        for related in _related(search_field.get_value(obj)):
            for each in search_field.fields:
                _collect(related, each, texts)
    elif isinstance(search_field, SearchField | AutocompleteField):
        text = folded(_as_text(search_field.get_value(obj)))
        if not text:
            return
        if isinstance(search_field, AutocompleteField):
            texts.autocomplete.append(text)
        else:
            part = texts.title if search_field.field_name == "title" else texts.body
            part.append((text, search_field.boost))


def _related(value):
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def _as_text(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return " ".join(_as_text(each) for each in value)
    return "" if value is None else force_str(value)
