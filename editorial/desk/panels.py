"""The desk: the panel of the dashboard that shows each role what waits for it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wagtail.admin.ui.components import Component

from accounts import roles
from editorial.desk import waiting
from editorial.desk.starts import starts_for


@dataclass
class Section:
    """One list of the desk, with the sentence to show when it is empty."""

    key: str
    heading: str
    items: list
    empty: str


class DeskPanel(Component):
    """Lists what waits for the person who looks, by their roles."""

    name = "desk"
    template_name = "editorial/desk/panel.html"
    order = 50

    def get_context_data(self, parent_context):
        """Return the sections for the user of the request."""
        user = parent_context["request"].user
        return {"sections": sections_for(user), "starts": starts_for(user)}


def sections_for(user):
    """Return the sections of the desk for a person, most urgent first."""
    sections = []
    if any(roles.has_role(user, role) for role in (roles.EDITORS, roles.MEDICAL_REVIEWERS, roles.MANAGING_EDITORS)):
        sections.append(
            Section(
                "approval",
                _("Waiting for your approval"),
                waiting.for_approval(user),
                _("Nothing waits for your approval."),
            )
        )
    if any(roles.has_role(user, role) for role in (roles.WRITERS, roles.EDITORS, roles.MANAGING_EDITORS)):
        sections += [
            Section("sent_back", _("Sent back to you"), waiting.sent_back(user), _("Nothing was sent back to you.")),
            Section("drafts", _("Your drafts"), waiting.drafts(user), _("You have no drafts.")),
            Section("in_review", _("Yours, in review"), waiting.in_review(user), _("Nothing of yours is in review.")),
        ]
    if roles.has_role(user, roles.MANAGING_EDITORS) or user.is_superuser:
        sections += [
            Section("everything", _("All in review"), waiting.everything_in_review(), _("Nothing is in review.")),
            Section("overdue", _("Review overdue"), waiting.overdue_reviews(), _("No review is overdue.")),
        ]
    return sections
