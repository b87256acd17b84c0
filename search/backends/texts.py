"""What is indexed of an object: the texts of its search fields, folded."""

from dataclasses import dataclass, field

from django.db.models import Manager
from django.utils.encoding import force_str

from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from search.backends.words import folded

# Bytes of title and body together; PostgreSQL refuses what makes a vector of more than a megabyte, and the worst text
# of this length makes two thirds of one.
MOST = 400_000
LONGEST_TITLE = 2_000  # characters of a field that is completed while it is typed


@dataclass
class Texts:
    """`title`, `body`: lists of (text, boost or None); `autocomplete`: a list of texts. All folded, none empty."""

    title: list = field(default_factory=list)
    body: list = field(default_factory=list)
    autocomplete: list = field(default_factory=list)
    room: int = MOST

    @property
    def title_text(self):
        """All of the title in one text."""
        return " ".join(text for text, _boost in self.title)

    @property
    def body_text(self):
        """All but the title in one text."""
        return " ".join(text for text, _boost in self.body)

    def add(self, search_field, text):
        """Keep a folded text of a field, as much of it as there is room for."""
        if isinstance(search_field, AutocompleteField):
            self.autocomplete.append(text[:LONGEST_TITLE])
            return
        kept = text.encode()[: self.room].decode(errors="ignore")
        self.room -= len(kept.encode())
        if kept:
            part = self.title if search_field.field_name == "title" else self.body
            part.append((kept, search_field.boost))


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
        text = folded(as_text(search_field.get_value(obj)))
        if text:
            texts.add(search_field, text)


def _related(value):
    if value is None:
        return []
    if isinstance(value, Manager):
        return value.all()
    return [value() if callable(value) else value]


def as_text(value):
    """Return what a search field gives as one text: lists and dictionaries joined by blanks, nothing as nothing."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return " ".join(as_text(each) for each in value)
    return "" if value is None else force_str(value)
