"""Wagtail's publish actions, behind the gate. Every route that publishes a revision ends in one of them."""

from django.db import transaction
from django.utils import timezone

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction

from accounts import roles
from editorial import gate
from editorial.fingerprint import fingerprint
from editorial.ledger import Event, Signatory
from editorial.refusals import PublicationRefused, Refusal


class GateMixin:
    """Asks the gate before anything is published or scheduled, whoever asks and whatever checks they skip.

    `emergency`: a confirmed EmergencyRequest for exactly this revision's words, in place of the approvals.
    """

    def __init__(self, *args, emergency=None, **kwargs):
        """Take what Wagtail's action takes, and a confirmed emergency request if there is one."""
        super().__init__(*args, **kwargs)
        self.emergency = emergency

    def check(self, skip_permission_checks=False):
        """Check permissions as Wagtail does, then the approvals of exactly these words."""
        super().check(skip_permission_checks=skip_permission_checks)
        if self.emergency is None:
            gate.require(self.object)
        elif not self._emergency_holds():
            raise PublicationRefused([Refusal("emergency", "The emergency request does not cover these words.")])

    def _emergency_holds(self):
        request = self.emergency
        return (
            request.confirmed_by_id is not None
            and request.confirmed_by_id != request.requested_by_id
            and request.fingerprint == fingerprint(self.object)
        )

    @transaction.atomic
    def _publish_revision(self, revision, object, *args, **kwargs):  # noqa: A002 - Wagtail's name
        current = fingerprint(object)
        # The entry is written first, so that whoever hears of the publication finds it; both stand or fall together.
        with gate.opened_for(object):
            if self.emergency is not None:
                self._record_emergency(object, current, revision)
            elif object.go_live_at and object.go_live_at > timezone.now():
                moment = {"go_live_at": object.go_live_at.isoformat()}
                self._record(object, current, revision, Event.SCHEDULED, moment)
            elif gate.needs_entry(object, current):
                self._record(object, current, revision, Event.PUBLISHED)
            super()._publish_revision(revision, object, *args, **kwargs)

    def _record(self, content, current, revision, event, details=None):
        by = Signatory.of(self.user)
        gate.record_publication(content, current, by=by, revision=revision, event=event, details=details)

    def _record_emergency(self, content, current, revision):
        request = self.emergency
        content.go_live_at = None
        gate.record_publication(
            content,
            current,
            by=Signatory.of(request.requested_by, role=roles.MANAGING_EDITORS),
            revision=revision,
            event=Event.EMERGENCY,
            comment=request.reason,
            details={
                "confirmed_by": request.confirmed_by.get_full_name(),
                "confirmed_key": str(request.confirmed_by_id),
            },
        )


class GatedPublishRevisionAction(GateMixin, PublishRevisionAction):
    """Publishes a snippet's revision."""


class GatedPublishPageRevisionAction(GateMixin, PublishPageRevisionAction):
    """Publishes a page's revision."""
