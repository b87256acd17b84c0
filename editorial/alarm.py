"""What happens when public words turn out not to be the approved ones: readers do not get them, people are told."""

import logging

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wagtail.models import Page

from accounts import roles
from editorial import ledger
from editorial.fingerprint import fingerprint, row_digest
from editorial.ledger import Event
from editorial.models import LedgerEntry
from editorial.people import tell_group

logger = logging.getLogger("imprimatur.alarm")


def is_sealed(content):
    """Tell whether a content's row is as it went through the gate; sound the alarm if it is not. Asks no database.

    For what is shown within other pages; a page of its own is stopped by `editorial.routes` instead.
    """
    if content.seal == row_digest(content):
        return True
    report(content)
    return False


def sound(content, request=None):
    """Report a content whose words did not come through the gate, and return a 503 page."""
    report(content)
    return HttpResponse(
        render_to_string("503.html", request=request),
        status=503,
        headers={"Retry-After": "3600", "Cache-Control": "no-store"},
    )


def report(content):
    """Write the alarm into log and ledger and tell people, once for each state of the content."""
    current = fingerprint(content)
    last = LedgerEntry.objects.about(content).order_by("-sequence").first()
    if last is None or last.event != Event.ALARM or last.fingerprint != current:
        logger.critical(
            "%s %s is live with words that nobody approved (%s).", type(content).__name__, content.pk, current
        )
        ledger.append(Event.ALARM, content, current, comment=_("Public words differ from those that were approved."))
        for group in (roles.MANAGING_EDITORS, roles.ADMINISTRATORS):
            tell_group(
                group,
                _("Alarm: “%(title)s” was changed past the workflow") % {"title": content},
                _(
                    "The words on the page are not the ones that were approved. Readers no longer get the page."
                    " Run verify_publications and see the page's timeline."
                ),
                content if isinstance(content, Page) else None,
            )
