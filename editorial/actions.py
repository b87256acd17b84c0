"""Wagtail's publish actions, behind the gate. Every route that publishes a revision ends in one of them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction

from accounts import roles
from editorial import gate, ledger
from editorial.checks.running import check_content
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
        self.cleared = None  # the fingerprint that the gate has let through

    def check(self, skip_permission_checks=False):
        """Check permissions as Wagtail does, then the approvals of exactly these words."""
        super().check(skip_permission_checks=skip_permission_checks)
        self._clear(self.object, fingerprint(self.object))

    @transaction.atomic
    def execute(self, skip_permission_checks=False):
        """Check and publish with the ledger locked: no withdrawal comes between."""
        ledger.lock()
        return super().execute(skip_permission_checks=skip_permission_checks)

    def _clear(self, content, current):
        if self.emergency is None:
            gate.require(content, current)
        elif not self.emergency.covers(content, current):
            raise PublicationRefused([Refusal("emergency", _("The emergency request does not cover these words."))])
        self.cleared = current

    @transaction.atomic
    def _publish_revision(self, revision, object, *args, **kwargs):  # noqa: A002 - Wagtail's name
        current = fingerprint(object)
        if current != self.cleared:
            self._clear(object, current)
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
                "request": request.pk,
                "confirmed_by": request.confirmed_by.get_full_name(),
                "confirmed_key": str(request.confirmed_by_id),
                "open_findings": [finding.code for finding in check_content(content, current).blocking],
            },
        )


class GatedPublishRevisionAction(GateMixin, PublishRevisionAction):
    """Publishes a snippet's revision."""


class GatedPublishPageRevisionAction(GateMixin, PublishPageRevisionAction):
    """Publishes a page's revision."""
