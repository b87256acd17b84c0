"""The desk's items in the Reports menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem

from editorial.desk.access import reads_reports
from editorial.feedback.access import may_triage


class ReportItem(MenuItem):
    """An item for those who read the reports."""

    def is_shown(self, request):
        """Tell whether the person sees it."""
        return reads_reports(request.user)


class ReadersItem(MenuItem):
    """An item for those who read what readers write."""

    def is_shown(self, request):
        """Tell whether the person sees it."""
        return may_triage(request.user)


READERS = (
    ("editorial_feedback", _("From readers"), "comment"),
    ("editorial_helpful", _("Was this helpful?"), "comment"),
)
REPORTS = (
    ("editorial_waiting", _("Waiting for whom"), "time"),
    ("editorial_review_due", _("Review due"), "calendar-check"),
    ("editorial_incomplete", _("Published without a full set"), "warning"),
    ("editorial_ledger", _("Ledger"), "list-ol"),
    ("editorial_health", _("Health of published content"), "tasks"),
)


def item(number):
    """Return the menu item of a report, by its place in REPORTS."""
    name, label, icon = REPORTS[number]
    return ReportItem(label, reverse(name), name=name, icon_name=icon, order=100 + number)


def readers_item(number):
    """Return the menu item of a report on what readers say, by its place in READERS."""
    name, label, icon = READERS[number]
    return ReadersItem(label, reverse(name), name=name, icon_name=icon, order=120 + number)
