"""What happens when the last task of a workflow approves.

Stock Wagtail publishes with the permissions of whoever approved last, so that a reviewer would need the right to
publish anything at any time. Here the right to publish is the workflow's own.
"""

from django.utils import timezone

from wagtail.models import Page

from accounts import roles
from editorial.models import PublicationRecord
from editorial.review import add_months, approvals


def publish_approved(workflow_state, user=None):
    """Publish the revision that the last task of `workflow_state` approved, and record who answered for it.

    `user` gave the last approval. Works for pages and for snippets; only pages have a publication record.
    """
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)
    content = workflow_state.content_object
    if isinstance(content, Page):
        record_approvals(content, workflow_state)


def record_approvals(page, workflow_state):
    """Write the approvals of a finished workflow run into the page's publication record and return the record."""
    record, _created = PublicationRecord.objects.get_or_create(page_id=page.pk)
    record.writer = workflow_state.requested_by
    for approval in approvals(workflow_state):
        if approval.role == roles.MEDICAL_REVIEWERS:
            record.reviewer = approval.user
            record.reviewer_name = approval.user.get_full_name()
            record.reviewer_credential = _credential(approval.user)
            record.last_reviewed = approval.day
        else:
            record.editor = approval.user
    months = page.specific_deferred.review_months
    record.review_due = add_months(timezone.localdate(), months) if months else None
    record.save()
    return record


def _credential(user):
    """Return the person's credential as it stands today, from a profile that offers one, or an empty text."""
    profile = getattr(user, "author_profile", None)
    return profile.credential_today if profile else ""
