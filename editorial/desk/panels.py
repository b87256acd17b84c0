"""The desk: the panel of the dashboard that shows each role what waits for it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail.admin.ui.components import Component

from accounts import roles
from editorial import withdrawal
from editorial.desk import contributed, waiting, warnings
from editorial.desk.access import reads_reports
from editorial.desk.approvals import for_approval
from editorial.desk.items import SHOWN, Listing
from editorial.desk.starts import starts_for

APPROVERS = (
    roles.EDITORS,
    roles.MEDICAL_REVIEWERS,
    roles.DISCLOSURE_REVIEWERS,
    roles.MANAGING_EDITORS,
    roles.CLINIC_DATA,
)
WRITING = (roles.WRITERS, roles.EDITORS, roles.MANAGING_EDITORS, roles.CLINIC_DATA)
ALL_SHOWN = 500


@dataclass
class Section:
    """One list of the desk, with the sentence to show when it is empty and the way to the rest when it is long."""

    key: str
    heading: str
    listing: Listing
    empty: str
    see_all: str = ""

    @property
    def items(self):
        """The lines that are shown."""
        return self.listing.items

    @property
    def is_cut(self):
        """Whether there are more than are shown."""
        return self.listing.total > len(self.listing.items)


@dataclass
class Way:
    """A link to a report or a search."""

    label: str
    icon: str
    url: str


class DeskPanel(Component):
    """Lists what waits for the person who looks, by their roles."""

    name = "desk"
    template_name = "editorial/desk/panel.html"
    order = 50

    def get_context_data(self, parent_context):
        """Return the sections for the user of the request; `?all=drafts` shows the whole of one's own lists."""
        request = parent_context["request"]
        return {
            "sections": sections_for(request.user, request.GET.get("all", "")),
            "starts": starts_for(request.user),
            "ways": ways_for(request.user),
            "here": reverse("wagtailadmin_home"),
            "csrf_token": parent_context.get("csrf_token"),
        }


def sections_for(user, whole=""):
    """Return the sections of the desk for a person, most urgent first; `whole` names one to show all of."""
    sections = []
    is_managing = roles.has_role(user, roles.MANAGING_EDITORS)
    if is_managing or user.is_superuser:
        sections += _warnings(user)
    if is_managing or roles.has_role(user, roles.EDITORS):
        listing = warnings.ailing()
        report = reverse("editorial_health") + "?weight=blocking"
        if listing.items:
            sections.append(Section("health", _("Published, but the checks object"), listing, "", report))
    sections += contributed.lists_for(user)
    if any(roles.has_role(user, role) for role in APPROVERS):
        sections.append(
            Section(
                "approval",
                _("Waiting for your approval"),
                for_approval(user),
                _("Nothing waits for your approval."),
                reverse("editorial_waiting") + "?reviewable=true",
            )
        )
    if any(roles.has_role(user, role) for role in WRITING):
        sections += _own(user, whole)
    if is_managing or user.is_superuser:
        sections += [
            Section(
                "everything",
                _("All in review"),
                waiting.everything_in_review(user),
                _("Nothing is in review."),
                reverse("editorial_waiting"),
            ),
            Section(
                "overdue",
                _("Review overdue"),
                waiting.overdue_reviews(),
                _("No review is overdue."),
                reverse("editorial_review_due") + "?when=overdue",
            ),
        ]
    return sections


def _warnings(user):
    """Return the sections that are there only while there is something in them."""
    sections = [
        Section("alarms", _("Alarms"), warnings.alarms(), "", reverse("editorial_ledger") + "?event=alarm"),
        Section(
            "emergencies",
            _("Emergency publications"),
            warnings.emergencies(user),
            "",
            reverse("editorial_incomplete"),
        ),
    ]
    return [section for section in sections if section.items]


def _own(user, whole):
    lists = (
        ("sent_back", _("Sent back to you"), waiting.sent_back, _("Nothing was sent back to you.")),
        ("drafts", _("Your drafts"), waiting.drafts, _("You have no drafts.")),
        ("in_review", _("Yours, in review"), waiting.in_review, _("Nothing of yours is in review.")),
    )
    home = reverse("wagtailadmin_home")
    return [
        Section(key, heading, ask(user, ALL_SHOWN if whole == key else SHOWN), empty, f"{home}?all={key}#desk-{key}")
        for key, heading, ask, empty in lists
    ]


def ways_for(user):
    """Return the links to what a person may look up or do from here."""
    ways = []
    if reads_reports(user):
        ways += [
            Way(_("Waiting for whom"), "time", reverse("editorial_waiting")),
            Way(_("Review due"), "calendar-check", reverse("editorial_review_due")),
            Way(_("Published without a full set"), "warning", reverse("editorial_incomplete")),
            Way(_("Ledger"), "list-ol", reverse("editorial_ledger")),
        ]
    ways += [Way(label, icon, reverse(name)) for label, icon, name in contributed.ways_for(user)]
    if withdrawal.may_withdraw(user):
        ways.append(Way(_("Take a page down"), "no-view", reverse("editorial_public_pages")))
    return ways
