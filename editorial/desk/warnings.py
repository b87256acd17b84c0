"""What a managing editor must know at once: emergencies that are open or running, and alarms."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.models import Page

from editorial import gate
from editorial.desk.items import SHOWN, Item, Listing
from editorial.emergency import CONFIRM_WITHIN
from editorial.ledger import Event
from editorial.models import ContentHealth, EmergencyRequest, LedgerEntry, PublicationRecord


def emergencies(user, limit=SHOWN):
    """Return the Listing of requests that wait for a second managing editor, then of pages public in an emergency."""
    requests = EmergencyRequest.objects.filter(
        confirmed_at=None, cancelled_at=None, requested_at__gt=timezone.now() - CONFIRM_WITHIN
    ).select_related("requested_by")
    running = PublicationRecord.objects.filter(emergency_until__isnull=False, page__live=True).select_related("page")
    asked = list(requests.order_by("requested_at")[:limit])
    pages = Page.objects.in_bulk([int(each.object_id) for each in asked])
    items = [
        Item(
            pages[int(each.object_id)],
            _asks(each, user),
            each.requested_at,
            url=reverse("editorial_emergency_confirm", args=[each.pk]),
        )
        for each in asked
        if int(each.object_id) in pages
    ]
    items += [
        Item(
            record.page,
            _("Public without its approvals until %(moment)s")
            % {"moment": date_format(timezone.localtime(record.emergency_until), "j F, H:i")},
        )
        for record in running.order_by("emergency_until")[:limit]
    ]
    return Listing(items[:limit], requests.count() + running.count())


def _asks(request, user):
    if request.requested_by_id == user.pk:
        return _("You asked. Another managing editor must confirm: “%(reason)s”") % {"reason": request.reason}
    return _("%(person)s asks you to confirm: “%(reason)s”") % {
        "person": request.requested_by,
        "reason": request.reason,
    }


def alarms(limit=SHOWN):
    """Return the Listing of alarms since which the content was neither published anew nor taken down."""
    later = LedgerEntry.objects.filter(
        content=OuterRef("content"), object_id=OuterRef("object_id"), sequence__gt=OuterRef("sequence")
    )
    entries = LedgerEntry.objects.filter(event=Event.ALARM).filter(
        ~Exists(later.filter(event__in=[*gate.CUTS, Event.ALARM]))
    )
    first = list(entries.order_by("-sequence")[:limit])
    pages = Page.objects.in_bulk([int(entry.object_id) for entry in first if entry.content == Page._meta.label_lower])
    items = [Item(_page_of(entry, pages), entry.comment, entry.at, title=entry.title) for entry in first]
    return Listing(items, entries.count())


def ailing(limit=SHOWN):
    """Return the Listing of public contents that the automatic checks would stop today, the oldest trouble first."""
    rows = ContentHealth.objects.exclude(hard=0, errors=0).order_by("since", "title")
    first = list(rows[:limit])
    pages = Page.objects.in_bulk([int(row.object_id) for row in first if row.content == Page._meta.label_lower])
    items = [Item(_page_of(row, pages), _codes(row), row.since, title=row.title) for row in first]
    return Listing(items, rows.count())


def _codes(row):
    heavy = [finding for finding in row.findings if finding["severity"] in ("hard", "error")]
    return _("The checks find: %(message)s") % {"message": heavy[0]["message"] if heavy else ""}


def _page_of(entry, pages):
    return pages.get(int(entry.object_id)) if entry.content == Page._meta.label_lower else None
