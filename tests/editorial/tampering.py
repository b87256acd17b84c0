"""Random single changes to a ledger and to public content, as somebody with the database's password makes them."""

import json
import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import models

from editorial import installation
from editorial.content_fields import child_fields, content_fields, content_relations
from editorial.models import LedgerEntry

# The key of a row is no part of what was said; the sequence number is.
LEDGER_FIELDS = [field for field in LedgerEntry._meta.concrete_fields if not field.primary_key]


def rows(model):
    """Return a plain queryset, past what a model's own manager refuses."""
    return models.QuerySet(model)


def other(value, field, dice):
    """Return another value that the field can hold."""
    if isinstance(field, models.JSONField):
        return {**value, f"k{dice.randrange(99)}": 1} if isinstance(value, dict) else [*(value or []), "zz"]
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.ForeignKey):
        return _other_key(value, field, dice)
    if isinstance(value, datetime | date) or isinstance(field, models.DateField):
        return (value or date(2020, 1, 1)) + timedelta(days=dice.randint(1, 400))
    if isinstance(field, models.TimeField):
        return (datetime.combine(date(2020, 1, 1), value) + timedelta(minutes=dice.randint(1, 50))).time()
    if isinstance(field, models.DecimalField):
        return (value or Decimal(0)) + Decimal("0.01")
    if isinstance(field, models.IntegerField):
        return (value or 0) + dice.randint(1, 1000)
    return _other_text(value or "", field.max_length, dice)


def _other_key(value, field, dice):
    keys = field.remote_field.model._base_manager.exclude(pk=value).values_list("pk", flat=True)
    keys = [*keys, *([None] if field.null and value is not None else [])]
    return dice.choice(keys) if keys else value


def _other_text(text, longest, dice):
    letter = dice.choice("xyz0")
    place = dice.randrange(len(text) + 1)
    if longest and len(text) >= longest:
        place = min(place, len(text) - 1)
        return text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]
    return text[:place] + letter + text[place:]


def _children(relation, content):
    return relation.related_model._base_manager.filter(**{relation.field.name: content.pk}).order_by("pk")


class Tamperer:
    """Makes one change at a time. `dice`: the seeded generator that chooses; each method returns what it did."""

    def __init__(self, seed):
        self.dice = random.Random(seed)  # noqa: S311 - not for secrets

    def ledger(self):
        """Change the ledger in one of six ways."""
        return self.dice.choice([self.column, self.column, self.swap, self.delete, self.insert, self.truncate])()

    def _entries(self):
        return list(LedgerEntry.objects.order_by("sequence"))

    def column(self):
        """Change one column of one entry."""
        entry, field = self.dice.choice(self._entries()), self.dice.choice(LEDGER_FIELDS)
        value = other(getattr(entry, field.attname), field, self.dice)
        if field.unique and isinstance(value, int):
            value += 10_000
        rows(LedgerEntry).filter(pk=entry.pk).update(**{field.name: value})
        return f"column {field.name} of {entry.sequence}"

    def swap(self):
        """Exchange the numbers of two entries."""
        first, second = self.dice.sample(self._entries(), 2)
        for key, number in ((first.pk, 0), (second.pk, first.sequence), (first.pk, second.sequence)):
            rows(LedgerEntry).filter(pk=key).update(sequence=number)
        return f"order of {first.sequence} and {second.sequence}"

    def delete(self):
        """Take one entry out."""
        entry = self.dice.choice(self._entries())
        rows(LedgerEntry).filter(pk=entry.pk).delete()
        return f"deletion of {entry.sequence}"

    def truncate(self):
        """Take the last entries away; the head says otherwise."""
        entries = self._entries()
        keys = [entry.pk for entry in entries[-self.dice.randint(1, 5) :]]
        rows(LedgerEntry).filter(pk__in=keys).delete()
        return f"truncation by {len(keys)}"

    def insert(self):
        """Add an entry: a copy of one, chained to the last, with a hash that fits or one that does not."""
        entries = self._entries()
        entry = self.dice.choice(entries)
        entry.pk, entry.sequence, entry.previous_hash = None, entries[-1].sequence + 1, entries[-1].hash
        if self.dice.random() < 0.5:
            entry.sequence = self.dice.randint(5000, 9000)
        entry.hash = entry.compute_hash() if self.dice.random() < 0.5 else f"{self.dice.getrandbits(256):064x}"
        rows(LedgerEntry).bulk_create([entry])
        return f"insertion of {entry.sequence}"

    def content(self):
        """Change what is public: a column of its row, or a child row."""
        content = self.dice.choice(list(installation.live_contents()))
        return (self._child if self.dice.random() < 0.4 else self._own)(content)

    def _own(self, content):
        field = self.dice.choice(content_fields(type(content)))
        value = field.value_from_object(content)
        new = self._stream(value) if hasattr(value, "stream_block") else other(value, field, self.dice)
        if new == value:
            return ""
        rows(field.model).filter(pk=content.pk).update(**{field.name: new})
        return f"{field.name} of {content}"

    def _stream(self, value):
        """Return a body with a paragraph more; where there are no paragraphs, with its last block gone."""
        raw = value.get_prep_value()
        paragraph = {"type": "paragraph", "value": f"<p>{self.dice.random()}</p>"}
        return json.dumps([*raw, paragraph] if "paragraph" in value.stream_block.child_blocks else raw[:-1])

    def _child(self, content):
        relations = [each for each in content_relations(type(content)) if _children(each, content).exists()]
        if not relations:
            return self._own(content)
        relation = self.dice.choice(relations)
        model, parent = relation.related_model, relation.field.name
        child = self.dice.choice(list(_children(relation, content)))
        if self.dice.random() < 0.3:
            rows(model).filter(pk=child.pk).delete()
            return f"deletion of {child!r}"
        field = self.dice.choice(child_fields(model, parent))
        value = other(getattr(child, field.attname), field, self.dice)
        if value == getattr(child, field.attname):
            return ""
        rows(model).filter(pk=child.pk).update(**{field.attname: value})
        return f"{field.name} of {child!r}"
