"""Wagtail's publish actions, behind the gate. Every route that publishes a revision ends in one of them."""

from django.db import transaction
from django.utils import timezone

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction

from editorial import gate
from editorial.fingerprint import fingerprint
from editorial.ledger import Event, Signatory


class GateMixin:
    """Asks the gate before anything is published or scheduled, whoever asks and whatever checks they skip."""

    def check(self, skip_permission_checks=False):
        """Check permissions as Wagtail does, then the approvals of exactly these words."""
        super().check(skip_permission_checks=skip_permission_checks)
        gate.require(self.object)

    @transaction.atomic
    def _publish_revision(self, revision, object, *args, **kwargs):  # noqa: A002 - Wagtail's name
        current, by = fingerprint(object), Signatory.of(self.user)
        # The entry is written first, so that whoever hears of the publication finds it; both stand or fall together.
        with gate.opened_for(object):
            if object.go_live_at and object.go_live_at > timezone.now():
                moment = {"go_live_at": object.go_live_at.isoformat()}
                gate.record_publication(
                    object, current, by=by, revision=revision, event=Event.SCHEDULED, details=moment
                )
            elif current != gate.live_fingerprint(object):
                gate.record_publication(object, current, by=by, revision=revision)
            super()._publish_revision(revision, object, *args, **kwargs)


class GatedPublishRevisionAction(GateMixin, PublishRevisionAction):
    """Publishes a snippet's revision."""


class GatedPublishPageRevisionAction(GateMixin, PublishPageRevisionAction):
    """Publishes a page's revision."""
