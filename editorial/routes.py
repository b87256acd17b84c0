"""Routes to the public, or away from it, that Wagtail announces by signals and hooks."""

from django.utils.translation import gettext as _

from wagtail.models import Page, WorkflowState

from editorial import gate, ledger
from editorial.alarm import sound
from editorial.fingerprint import fingerprint_at, row_digest
from editorial.ledger import Event
from editorial.models import PublicationRecord
from editorial.people import tell
from editorial.publication import note_publication
from editorial.refusals import PublicationRefused, Refusal


def approved_tasks(content):
    """Return the keys of the tasks whose approvals stand behind what is public of a content."""
    entry = gate.public_entry(content)
    return {approval["task"] for approval in entry.details.get("approvals", [])} if entry else set()


def alias_is_covered(alias, source):
    """Tell whether an alias may be public: its source is, the words are the same, its place asks for nothing more."""
    if not source.live or fingerprint_at(alias, source.slug) != gate.live_fingerprint(source):
        return False
    return {task.pk for task in gate.tasks_of(alias)} <= approved_tasks(source)


def refuse_uncovered_move(sender, instance, parent_page_before, parent_page_after, **kwargs):
    """Refuse to move public pages to a place whose workflow asks for approvals that they do not have."""
    before, after = parent_page_before.get_workflow(), parent_page_after.get_workflow()
    if before == after:
        return
    wanted = {task.pk for task in after.tasks.filter(active=True)} if after else None
    for page in instance.get_descendants(inclusive=True).filter(live=True).specific():
        if page.get_workflow() != before or (
            wanted is not None and wanted - _not_applying(after, page) <= approved_tasks(page)
        ):
            continue  # it brings its own workflow along, or has every approval that the new place asks for
        raise PublicationRefused(
            [
                Refusal(
                    "move",
                    _(
                        "“%(page)s” is public, and the new place asks for approvals that it does not have."
                        " Take it down first, then move it."
                    )
                    % {"page": page.title},
                )
            ]
        )


def _not_applying(workflow, page):
    tasks = workflow.tasks.filter(active=True).specific()
    return {task.pk for task in tasks if not getattr(task, "applies_to", lambda _page: True)(page)}


def note_page_published(sender, instance, **kwargs):
    """Keep the record in step. Wagtail sends the signal for a scheduled page too, which is not live yet."""
    if instance.live:
        note_publication(instance)


def note_gone(content):
    """Enter in the ledger that public words are about to be deleted."""
    public = gate.live_fingerprint(content)
    if public:
        ledger.append(Event.WITHDRAWN, content, public, details={"route": "deleted"})


def note_unpublished(sender, instance, **kwargs):
    """Enter it in the ledger when something is taken down, by whatever route: approvals from before are used up."""
    public = gate.live_fingerprint(instance)
    if not public:
        return
    withdrawal = getattr(instance, "withdrawal", None)
    ledger.append(
        Event.WITHDRAWN,
        instance,
        public,
        by=withdrawal.by if withdrawal else None,
        comment=withdrawal.reason if withdrawal else "",
    )
    if isinstance(instance, Page):
        PublicationRecord.objects.filter(page_id=instance.pk).update(live_fingerprint="", emergency_until=None)
    _end_review(instance, withdrawal.by.user if withdrawal else None)


def _end_review(content, user):
    """End a review that is running: it could never be finished, because the approvals given in it are used up."""
    for state in WorkflowState.objects.for_instance(content).active():
        state.cancel(user=user)
        tell(
            [state.requested_by_id],
            _("Review ended: “%(title)s”") % {"title": content},
            _("It was taken down while your changes were in review. Please submit it again: every approval is new."),
            content if isinstance(content, Page) else None,
        )


def stop_what_was_not_let_through(page, request, serve_args, serve_kwargs):
    """Serve only rows that are sealed: words that changed behind the gate's back are reported, not shown.

    A page that is not live shows no words at its address: readers are told that it was taken down.
    """
    if page.live and getattr(page, "seal", None) is not None and page.seal != row_digest(page):
        return sound(page, request)
    return None
