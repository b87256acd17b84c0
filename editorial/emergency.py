"""Breaking the glass: words go live without their approvals when two managing editors say so, for three days."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page

from accounts import roles
from editorial import gate
from editorial.fingerprint import fingerprint
from editorial.models import EmergencyRequest, PublicationRecord
from editorial.models.approval import latest_content
from editorial.models.ledger import content_label
from editorial.people import tell_group
from editorial.refusals import PublicationRefused, Refusal

CONFIRM_WITHIN = timedelta(hours=4)
LASTS = timedelta(hours=72)


def open_requests(page):
    """Return the requests for a page that wait for a second managing editor, the newest first."""
    return EmergencyRequest.objects.filter(
        content=content_label(page),
        object_id=str(page.pk),
        confirmed_at=None,
        cancelled_at=None,
        requested_at__gt=timezone.now() - CONFIRM_WITHIN,
    ).order_by("-requested_at")


@transaction.atomic
def request(page, user, reason):
    """Ask for the emergency publication of a page's latest draft. Raises PublicationRefused."""
    _require_managing_editor(user)
    if len(reason.split()) < 3:
        raise PublicationRefused([Refusal("no_reason", _("Say in a sentence why these words cannot wait."))])
    page = page.specific
    revision = page.get_latest_revision()
    if revision is None:
        raise PublicationRefused([Refusal("no_draft", _("There is no draft to publish."))])
    wanted = fingerprint(revision.as_object())
    if page.live and wanted == gate.live_fingerprint(page):
        raise PublicationRefused([Refusal("public", _("Readers see exactly these words already."))])
    made = EmergencyRequest.objects.create(
        content=content_label(page),
        object_id=str(page.pk),
        revision=revision,
        fingerprint=wanted,
        reason=reason.strip(),
        requested_by=user,
    )
    tell_group(
        roles.MANAGING_EDITORS,
        _("Emergency publication asked for: “%(title)s”") % {"title": page.title},
        _(
            "%(person)s asks to publish without the approvals."
            " A second managing editor must confirm it within four hours."
        )
        % {"person": user},
        path=reverse("editorial_emergency_confirm", args=[made.pk]),
    )
    return made


@transaction.atomic
def confirm(emergency, user):
    """Confirm a request and publish at once. Raises PublicationRefused."""
    _require_managing_editor(user)
    emergency = EmergencyRequest.objects.select_for_update().get(pk=emergency.pk)
    if emergency.requested_by_id == user.pk:
        raise PublicationRefused(
            [Refusal("same_person", _("You asked for this publication. A second managing editor must confirm it."))]
        )
    if emergency.confirmed_at or emergency.cancelled_at or emergency.requested_at < timezone.now() - CONFIRM_WITHIN:
        raise PublicationRefused(
            [Refusal("expired", _("This request is no longer open. Ask again if it still cannot wait."))]
        )
    page = Page.objects.get(pk=emergency.object_id).specific
    if fingerprint(latest_content(page)) != emergency.fingerprint:
        raise PublicationRefused(
            [Refusal("changed", _("The draft changed after the request. Ask again for the words as they are now."))]
        )
    emergency.confirmed_by, emergency.confirmed_at = user, timezone.now()
    emergency.save(update_fields=["confirmed_by", "confirmed_at"])
    page.publish_action_class(emergency.revision, user=user, emergency=emergency).execute(skip_permission_checks=True)
    record = PublicationRecord.objects.get(page_id=page.pk)
    record.emergency_until, record.review_due = timezone.now() + LASTS, timezone.localdate()
    record.save(update_fields=["emergency_until", "review_due"])  # saved, not updated: kept pages hear of it
    _ask_for_the_approvals(emergency)
    return page


def _ask_for_the_approvals(emergency):
    """Start the workflow, which Wagtail ended with the publication; approvals of these words are taken over."""
    page = Page.objects.get(pk=emergency.object_id).specific
    workflow = page.get_workflow()
    if workflow is not None and page.current_workflow_state is None:
        workflow.start(page, emergency.requested_by)


@transaction.atomic
def cancel(emergency, user):
    """Close a request that nobody has confirmed. Any managing editor may. Raises PublicationRefused."""
    _require_managing_editor(user)
    emergency = EmergencyRequest.objects.select_for_update().get(pk=emergency.pk)
    if emergency.confirmed_at:
        raise PublicationRefused(
            [Refusal("confirmed", _("These words are public already. Take the page down if they should not be."))]
        )
    if not emergency.cancelled_at:
        emergency.cancelled_at = timezone.now()
        emergency.save(update_fields=["cancelled_at"])


def _require_managing_editor(user):
    if not user.is_active or not roles.has_role(user, roles.MANAGING_EDITORS):
        raise PublicationRefused(
            [Refusal("not_allowed", _("Emergency publication takes two managing editors, nobody else."))]
        )
