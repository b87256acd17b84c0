"""When what readers see of a page last really changed, as the ledger has it."""

from django.db.models import CharField, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce

from editorial.gate import CUTS
from editorial.ledger import Event
from editorial.models import LedgerEntry

FIELD = "changed_at"


def with_changed_at(pages):
    """Add `changed_at` to a queryset of pages: when their present words went live.

    Publishing the same words again, after a review that changed nothing, is no change. Pages that the ledger knows
    only as installed changed when they were last published.
    """
    words = "publication_record__live_fingerprint"
    own = LedgerEntry.objects.filter(content="wagtailcore.page", object_id=Cast(OuterRef("pk"), CharField()))
    before = (
        LedgerEntry.objects.filter(content="wagtailcore.page", object_id=OuterRef("object_id"), event__in=CUTS)
        .filter(Q(event=Event.WITHDRAWN) | ~Q(fingerprint=OuterRef("fingerprint")))
        .order_by("-sequence")
        .values("sequence")[:1]
    )
    first = (
        own.filter(event__in=[Event.PUBLISHED, Event.EMERGENCY], fingerprint=OuterRef(words))
        .filter(sequence__gt=Coalesce(Subquery(before), 0))
        .order_by("sequence")
        .values("at")[:1]
    )
    return pages.annotate(**{FIELD: Coalesce(Subquery(first), F("last_published_at"))})
