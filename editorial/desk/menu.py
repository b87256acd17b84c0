"""The desk's items in the Reports menu."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem

from editorial.desk.access import reads_reports


class ReportItem(MenuItem):
    """An item for those who read the reports."""

    def is_shown(self, request):
        """Tell whether the person sees it."""
        return reads_reports(request.user)


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
