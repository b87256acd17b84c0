"""Where many contents stand, in a number of queries that does not grow with them: for lists, never for decisions.

A content is named as in the ledger, by the pair of its label and key: ("wagtailcore.page", "12").
"""

from collections import defaultdict

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Max

from editorial import contributors, gate
from editorial.ledger import Event
from editorial.models.contribution import Contribution
from editorial.models.ledger import LedgerEntry


def public_entries(keys=None):
    """Return {key: the ledger's entry by which the content is public}, for these contents or for all."""
    cuts = LedgerEntry.objects.filter(event__in=gate.CUTS)
    if keys is not None:
        cuts = cuts.filter(object_id__in={object_id for _label, object_id in keys})
    newest = cuts.order_by().values("content", "object_id").annotate(last=Max("sequence")).values("last")
    entries = LedgerEntry.objects.filter(sequence__in=newest).exclude(event=Event.WITHDRAWN)
    found = {(entry.content, entry.object_id): entry for entry in entries}
    return found if keys is None else {key: found[key] for key in keys if key in found}


def writers(keys):
    """Return {key: set of the keys of users who wrote since the public words}; as `contributors.since_publication`."""
    keys = set(keys)
    object_ids = {object_id for _label, object_id in keys}
    cuts, written = defaultdict(list), defaultdict(list)
    for entry in LedgerEntry.objects.filter(event__in=gate.CUTS, object_id__in=object_ids).order_by("sequence"):
        cuts[entry.content, entry.object_id].append(entry)
    for row in Contribution.objects.filter(object_id__in=object_ids).order_by("id"):
        written[row.content, row.object_id].append(row)
    publications = {key: gate.publications(cuts[key]) for key in keys}
    found = {key: contributors.writers_since(written[key], *publications[key]) for key in keys}
    for key, owner in _owners({key for key in keys if publications[key][0] is None}):
        found[key].add(owner)
    return found


def _owners(keys):
    by_label = defaultdict(list)
    for label, object_id in keys:
        by_label[label].append(object_id)
    for label, object_ids in by_label.items():
        model = apps.get_model(label)
        try:
            model._meta.get_field("owner")
        except FieldDoesNotExist:
            continue
        rows = model._base_manager.filter(pk__in=object_ids).exclude(owner=None)
        for key, owner in rows.values_list("pk", "owner"):
            yield (label, str(key)), owner
