"""Makes content public for tests that are about something else: entered in the ledger, sealed, without a workflow run."""

from contextlib import contextmanager

from wagtail.models import Page
from wagtail.search.index import insert_or_update_object

from editorial import gate, ledger
from editorial.fingerprint import fingerprint, row_digest
from editorial.ledger import Event
from editorial.models import PublicationRecord


def put_live(content):
    """Make a saved draft public in its present words and return it, read again."""
    content = type(content)._base_manager.get(pk=content.pk)
    current = fingerprint(content)
    with gate.opened_for(content):
        if current != gate.live_fingerprint(content):
            ledger.append(Event.PUBLISHED, content, current)
        type(content)._base_manager.filter(pk=content.pk).update(live=True, seal=row_digest(content))
    content = type(content)._base_manager.get(pk=content.pk)
    if isinstance(content, Page):
        PublicationRecord.objects.update_or_create(
            page_id=content.pk,
            defaults={"live_fingerprint": current, "published_at": content.last_published_at},
        )
        insert_or_update_object(content)
    return content


@contextmanager
def approved_change(*contents):
    """Let the block change public contents, as if the change had been approved; their rows are sealed again after it."""
    with _all_opened(list(contents)):
        yield
    for content in contents:
        put_live(content)


@contextmanager
def _all_opened(contents):
    if not contents:
        yield
        return
    with gate.opened_for(contents[0]), _all_opened(contents[1:]):
        yield
