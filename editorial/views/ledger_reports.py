"""The desk's reports on what the ledger says: published without a full set, and the ledger itself."""

import django_filters
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from editorial.desk.columns import ContentColumn, TextColumn
from editorial.desk.completeness import gaps
from editorial.models import LedgerEntry
from editorial.views.reports import DeskReport


class IncompleteReport(DeskReport):
    """Public contents without every approval that their workflow asks for: empty, as it should be, or with reasons."""

    page_title = gettext_lazy("Published without a full set")
    header_icon = "warning"
    index_url_name, index_results_url_name = "editorial_incomplete", "editorial_incomplete_results"
    results_template_name = "editorial/incomplete_results.html"
    columns = [
        ContentColumn("title", label=gettext_lazy("Page"), accessor="content"),
        Column("kind", label=gettext_lazy("What"), accessor="kind_label"),
        Column("missing", label=gettext_lazy("Missing")),
        Column("reason", label=gettext_lazy("Why it is public all the same")),
        DateColumn("since", label=gettext_lazy("Since")),
    ]
    list_export = ["title", "kind_label", "missing", "reason", "since"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "kind_label": gettext_lazy("What"),
        "missing": gettext_lazy("Missing"),
        "reason": gettext_lazy("Why it is public all the same"),
        "since": gettext_lazy("Since"),
    }

    def get_queryset(self):
        """Return the gaps, the gravest first."""
        return gaps()


def _people():
    rows = LedgerEntry.objects.exclude(person="").order_by("person_name").values_list("person", "person_name")
    return list(dict(rows.distinct()).items())


class LedgerFilters(WagtailFilterSet):
    """By event, by person, and by day."""

    event = django_filters.ChoiceFilter(label=gettext_lazy("Event"), choices=LedgerEntry.Event.choices)
    person = django_filters.ChoiceFilter(label=gettext_lazy("Person"), choices=_people)
    at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Date"), widget=DateRangePickerWidget)

    class Meta:
        """For the ledger."""

        model = LedgerEntry
        fields = ["event", "person", "at"]


def who_signed(entry):
    """Return the person with role and credential as they stood, or that it was the system."""
    if not entry.person_name:
        return _("The system")
    return ", ".join(part for part in (entry.person_name, entry.role, entry.credential) if part)


class LedgerReport(DeskReport):
    """Every entry of the ledger, the newest first."""

    page_title = gettext_lazy("Ledger")
    header_icon = "list-ol"
    index_url_name, index_results_url_name = "editorial_ledger", "editorial_ledger_results"
    filterset_class = LedgerFilters
    model = LedgerEntry
    is_searchable = True
    search_fields = ["title"]
    search_backend_name = None
    verbose_name_plural = gettext_lazy("entries")
    columns = [
        Column("sequence", label=gettext_lazy("No.")),
        DateColumn("at", label=gettext_lazy("When")),
        Column("event", label=gettext_lazy("What"), accessor="get_event_display"),
        Column("title", label=gettext_lazy("Page")),
        TextColumn("task_name", label=gettext_lazy("Task")),
        TextColumn("who", label=gettext_lazy("Who"), accessor=who_signed),
        TextColumn("comment", label=gettext_lazy("Comment")),
    ]
    list_export = [
        "sequence",
        "at",
        "event",
        "content",
        "object_id",
        "title",
        "fingerprint",
        "revision",
        "task_name",
        "person_name",
        "role",
        "credential",
        "comment",
        "hash",
    ]

    def get_base_queryset(self):
        """Return all entries."""
        return LedgerEntry.objects.order_by("-sequence")
