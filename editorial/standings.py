"""Where many contents stand, in a number of queries that does not grow with them: for lists, never for decisions.

A content is named as in the ledger, by the pair of its label and key: ("wagtailcore.page", "12").
"""

from collections import defaultdict

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Max

from editorial import gate
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
    public = {key: entry.fingerprint for key, entry in public_entries(keys).items()}
    found = defaultdict(set)
    for key in keys - set(public):
        found[key] = set()
    rows = Contribution.objects.filter(object_id__in={object_id for _label, object_id in keys}).order_by("id")
    for label, object_id, user, fingerprint in rows.values_list("content", "object_id", "user", "fingerprint"):
        key = (label, object_id)
        if fingerprint == public.get(key):
            found[key].clear()
        elif user is not None:
            found[key].add(user)
    for key, owner in _owners(keys - set(public)):
        found[key].add(owner)
    return {key: found[key] for key in keys}


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
