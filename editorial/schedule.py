"""Putting scheduled words online and taking expired ones off, each on its own: one that fails stops no other."""

import logging
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page, Revision

from editorial import gate, guards, ledger
from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from editorial.people import tell
from editorial.refusals import PublicationRefused

logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """What one run did: titles of contents."""

    published: list = field(default_factory=list)
    expired: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    failed: list = field(default_factory=list)


def due_revisions():
    """Return the revisions whose moment has come, the earliest first."""
    return Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at", "pk")


def expired_contents():
    """Yield the live contents whose time is over."""
    for model in guards.gated_models():
        yield from model._base_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")


def run():
    """Do what is due and return the Outcome."""
    outcome = Outcome()
    for content in list(expired_contents()):
        _one(outcome.expired, outcome.failed, content, _expire)
    for revision in list(due_revisions()):
        _publish(revision, outcome)
    return outcome


def _one(done, failed, content, action):
    try:
        with transaction.atomic():
            action(content)
        done.append(str(content))
    except Exception:
        logger.exception("The schedule could not deal with %s %s.", type(content).__name__, content.pk)
        failed.append(str(content))


def _expire(content):
    content.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision, outcome):
    title = revision.object_str
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
        outcome.published.append(title)
    except PublicationRefused as refused:
        unschedule(revision, refused.refusals)
        outcome.refused.append(title)
    except Exception:
        logger.exception("The schedule could not publish revision %s.", revision.pk)
        outcome.failed.append(title)


@transaction.atomic
def unschedule(revision, refusals):
    """Take a revision that no longer qualifies off the schedule, enter why in the ledger, and tell its people."""
    content = revision.as_object()
    reasons = "\n".join(str(refusal) for refusal in refusals)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    ledger.append(Event.UNSCHEDULED, content, fingerprint(content), revision=revision, comment=reasons)
    people = {revision.user_id, *gate.standing(content).writers}
    tell(
        people,
        _("Taken off the schedule: “%(title)s”") % {"title": content},
        _("These words may not go live any more:\n\n%(reasons)s\n\nPlease submit them again.") % {"reasons": reasons},
        content if isinstance(content, Page) else None,
    )
