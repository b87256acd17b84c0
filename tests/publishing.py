"""Makes content public for tests that are about something else: entered in the ledger, sealed, without workflow."""

from contextlib import contextmanager
from unittest import mock

from django.db import transaction

from wagtail.models import Page, Task
from wagtail.search.index import insert_or_update_object

from editorial import gate, guards, installation, ledger, routes
from editorial.fingerprint import fingerprint, row_digest
from editorial.ledger import Event
from editorial.models import GatePass, PublicationRecord
from editorial.models.ledger import content_label

# Called with each page that is made public; the tests of the search have it indexed for readers.
listeners = []


def put_live(content):
    """Make a saved draft public in its present words and return it, read again."""
    content = type(content)._base_manager.get(pk=content.pk)
    current = fingerprint(content)
    with gate.opened_for(content):
        if current != gate.live_fingerprint(content):
            ledger.append(Event.INSTALLED, content, current)
        type(content)._base_manager.filter(pk=content.pk).update(live=True, seal=row_digest(content))
    content = type(content)._base_manager.get(pk=content.pk)
    if isinstance(content, Page):
        PublicationRecord.objects.update_or_create(
            page_id=content.pk,
            defaults={"live_fingerprint": current, "published_at": content.last_published_at},
        )
        insert_or_update_object(content)
        for listen in listeners:
            listen(content)
    return content


@contextmanager
def unguarded():
    """Set up or change public content in the block as if everything in it had been approved, then enter it so.

    For tests that are about something else than the gate. The product has no such switch: this one opens the gate for
    every content there is, looks away in Python, and adopts the result.
    """
    contents = {content_label(model): model for model in guards.gated_models()}
    every_task = set(Task.objects.values_list("pk", flat=True))
    with (
        transaction.atomic(),
        mock.patch.object(gate, "require"),
        mock.patch.object(routes, "approved_tasks", return_value=every_task),
    ):
        passes = [
            GatePass(content=label, object_id=str(key))
            for label, model in contents.items()
            for key in _base(model)._base_manager.values_list("pk", flat=True)
        ]
        GatePass.objects.bulk_create(passes, ignore_conflicts=True)
        yield
        GatePass.objects.all().delete()
        installation.adopt("Changed by a test.")


def _base(model):
    return Page if issubclass(model, Page) else model
