"""What happens around `migrate`: the guards step aside, come back, and the first pages are entered in the ledger."""

import logging

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from wagtail.models import Page

from editorial import gate, guards, ledger, triggers
from editorial.fingerprint import fingerprint, row_digest
from editorial.ledger import Event
from editorial.models import LedgerEntry, PublicationRecord
from editorial.publication import forget_people

logger = logging.getLogger(__name__)


def before_migrate(sender, using, **kwargs):
    """Take the triggers away, so that migrations may rebuild tables and move data."""
    triggers.drop(using)


def after_migrate(sender, using, **kwargs):
    """Put the triggers back and adopt what the migrations published; only on a database that is fully migrated."""
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        logger.warning("Migrations are pending: the database does not guard public pages until they are applied.")
        return
    if using == "default" and not LedgerEntry.objects.exists():
        adopt("Came with the installation.")
    triggers.create(using)


def adopt(reason):
    """Enter every live content that the ledger does not know in its present words; return how many.

    For an installation's first pages, for a site that moves to Imprimatur, and after a release that changes what counts
    as content. It is not an approval: the entry says so, and proofs show it.
    """
    adopted = 0
    for content in live_contents():
        current = fingerprint(content)
        if gate.live_fingerprint(content) == current and content.seal == row_digest(content):
            continue
        with gate.opened_for(content):
            if gate.live_fingerprint(content) != current:
                ledger.append(Event.INSTALLED, content, current, comment=reason)
                if isinstance(content, Page):
                    _note_adoption(content, current)
            type(content)._base_manager.filter(pk=content.pk).update(seal=row_digest(content))
        adopted += 1
    return adopted


def _note_adoption(page, current):
    """Bring the record in step: nobody approved these words, so it names nobody."""
    record, _created = PublicationRecord.objects.get_or_create(page_id=page.pk)
    forget_people(record)
    record.live_fingerprint, record.published_at = current, page.last_published_at
    record.corrections = page.correction_notices()
    record.save()


def live_contents():
    """Yield every live content behind the gate, of its own type, a few hundred at a time."""
    for model in guards.gated_models():
        yield from model._base_manager.filter(live=True).order_by("pk").iterator(chunk_size=200)
