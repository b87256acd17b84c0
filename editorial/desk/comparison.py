"""What a person compares a draft with: the words they approved last, or else the public ones."""

from dataclasses import dataclass

from wagtail.models import Revision

from editorial.ledger import Event
from editorial.models import LedgerEntry
from editorial.models.ledger import content_label

LIVE = "live"


@dataclass(frozen=True)
class Basis:
    """The words to compare with. `revision`: a key, "live", or None where they are gone or never were."""

    revision: int | str | None
    approved: LedgerEntry | None = None
    is_gone: bool = False


def basis_for(page, user):
    """Return the Basis for a page (specific or not) and a person."""
    approved = (
        LedgerEntry.objects.about(page).filter(event=Event.APPROVED, person=str(user.pk)).order_by("-sequence").first()
    )
    if approved is None:
        return Basis(LIVE if page.live else None)
    if approved.revision and Revision.objects.filter(pk=approved.revision, object_id=str(page.pk)).exists():
        return Basis(approved.revision, approved)
    return Basis(LIVE if page.live else None, approved, is_gone=True)


def approved_by(user, contents):
    """Return the (label, key) pairs among these that the person has approved before, in one query."""
    keys = {key for _label, key in contents}
    found = LedgerEntry.objects.filter(event=Event.APPROVED, person=str(user.pk), object_id__in=keys)
    return set(contents) & set(found.order_by().values_list("content", "object_id").distinct())


def key_of(content):
    """Return the pair by which the ledger knows a content."""
    return content_label(content), str(content.pk)


def changes_between(page, before, after, request):
    """Return Wagtail's comparisons of the fields that differ between two versions of a page."""
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    compared = (comparison(before, after) for comparison in panel.get_comparison())
    return [comparison for comparison in compared if comparison.has_changed()]
