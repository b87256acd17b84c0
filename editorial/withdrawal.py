"""Taking a page down at once. Only the workflow brings it back: approvals from before the withdrawal are used up."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction

from accounts import roles
from editorial.ledger import Signatory
from editorial.models import PublicationRecord
from editorial.people import tell_group
from editorial.refusals import PublicationRefused, Refusal

MAY_WITHDRAW = (
    roles.EDITORS,
    roles.MANAGING_EDITORS,
    roles.MEDICAL_REVIEWERS,
    roles.DISCLOSURE_REVIEWERS,
    roles.ADMINISTRATORS,
)
OVERDUE = gettext_noop("The review was overdue for too long.")


@dataclass(frozen=True)
class Withdrawal:
    """Who took a page down, and why; carried on the page while Wagtail unpublishes it."""

    by: Signatory
    reason: str


def may_withdraw(user):
    """Tell whether a person may take pages down: every editor and reviewer, and administrators."""
    return user.is_active and (user.is_superuser or any(roles.has_role(user, role) for role in MAY_WITHDRAW))


@transaction.atomic
def withdraw(page, user, reason, answer=PublicationRecord.Answer.CHECKED_AGAIN):
    """Take a public page down. `user` is None for the system; `answer`: the status that readers get, 410 or 503.

    Raises PublicationRefused for somebody who may not, without a reason, or for a page that is not public.
    """
    page = page.specific
    _require(page, user, reason)
    page.withdrawal = Withdrawal(Signatory.of(user, role=_role_of(user)), reason.strip())
    # Who may is decided above: Wagtail would ask for the right to publish, which editors and reviewers do not have.
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    record, _created = PublicationRecord.objects.get_or_create(page_id=page.pk)
    record.withdrawn_at, record.withdrawn_reason, record.withdrawn_answer = timezone.now(), reason.strip(), answer
    record.live_fingerprint, record.emergency_until = "", None
    record.save()
    tell_group(
        roles.MANAGING_EDITORS,
        _("Taken down: “%(title)s”") % {"title": page.title},
        _("%(person)s took the page down. The reason is on the page's timeline.")
        % {"person": page.withdrawal.by.name or _("The system")},
        page,
    )
    return record


@transaction.atomic
def withdraw_snippet(snippet, user, reason):
    """Take a public snippet down. Raises PublicationRefused for somebody who may not, or without a reason."""
    _require(snippet, user, reason)
    snippet.withdrawal = Withdrawal(Signatory.of(user, role=_role_of(user)), reason.strip())
    UnpublishAction(snippet, user=user).execute(skip_permission_checks=True)


def _require(content, user, reason):
    if user is not None and not may_withdraw(user):
        raise PublicationRefused(
            [Refusal("not_allowed", _("Pages are taken down by editors, reviewers and administrators."))]
        )
    if not reason.strip():
        raise PublicationRefused([Refusal("no_reason", _("Say in a sentence why it is taken down."))])
    if not content.live:
        raise PublicationRefused([Refusal("not_public", _("It is not public."))])


def _role_of(user):
    return next((role for role in MAY_WITHDRAW if user is not None and roles.has_role(user, role)), "")
