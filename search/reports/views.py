"""Two reports: what readers search, with the way to a synonym or a promotion, and what they open."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from editorial.desk.columns import TextColumn
from editorial.views.reports import DeskReport
from search.models import SearchCount
from search.models.promotion import key_of
from search.reports import rows
from search.reports.access import may_add_synonym, may_promote, may_read

PERIODS = [("7", _("The last 7 days")), ("90", _("The last 90 days")), ("365", _("The last year"))]
USUAL_DAYS = 30


class WaysColumn(Column):
    """What can be done about a query: try it, add a synonym, put a page first."""

    cell_template_name = "search/admin/ways_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        """Add the addresses, each with the query filled in."""
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        ways = [(_("Try it"), "search_explain", "q", True)]
        ways.append((_("Add a synonym"), "search_synonyms:add", "term", may_add_synonym(user)))
        ways.append((_("Put a page first"), "search_promotions:add", "query", may_promote(user)))
        context["ways"] = [
            {"label": label, "url": f"{reverse(name)}?{urlencode({parameter: instance.query})}"}
            for label, name, parameter, is_allowed in ways
            if is_allowed
        ]
        return context


class PeriodFilters(WagtailFilterSet):
    """By time."""

    days = django_filters.ChoiceFilter(
        label=_("When"), choices=PERIODS, empty_label=_("The last 30 days"), widget=forms.RadioSelect, method="keep"
    )

    class Meta:
        """For counts."""

        model = SearchCount
        fields = ["days"]

    def keep(self, queryset, name, value):
        """Leave it to the rows, which are sums over the days."""
        return queryset


class SearchedFilters(PeriodFilters):
    """By time, and what found nothing."""

    found = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[("nothing", _("What found nothing"))],
        empty_label=_("All"),
        widget=forms.RadioSelect,
        method="keep",
    )
    words = django_filters.CharFilter(label=_("With the words"), method="keep")

    class Meta(PeriodFilters.Meta):
        """For counts."""

        fields = ["days", "found", "words"]


class CountsReport(DeskReport):
    """A report whose rows are sums. Those who write see it too, who do not read the desk's other reports."""

    def dispatch(self, request, *args, **kwargs):
        """Ask for the right to these, and not for the desk's."""
        if not may_read(request.user):
            raise PermissionDenied
        return ReportView.dispatch(self, request, *args, **kwargs)

    @cached_property
    def chosen(self):
        """What was chosen in the filters; the usual where it is nothing or no choice."""
        form = self.filters.form
        return form.cleaned_data if form.is_valid() else {}

    @property
    def days(self):
        """Over how many days."""
        return int(self.chosen.get("days") or USUAL_DAYS)

    def get_context_data(self, *args, **kwargs):
        """Add the sums over everything, rare queries and crises too."""
        context = super().get_context_data(*args, **kwargs)
        return context | {"totals": rows.totals(self.days), "fewest": rows.FEWEST}


class SearchedReport(CountsReport):
    """What readers searched, what found nothing, and how often a result was opened."""

    page_title = _("What readers search")
    header_icon = "search"
    index_url_name, index_results_url_name = "search_searched", "search_searched_results"
    results_template_name = "search/admin/searched_results.html"
    filterset_class = SearchedFilters
    shown = [
        Column("query", label=_("Searched")),
        TextColumn("searches", label=_("How often")),
        TextColumn("without_result", label=_("Found nothing")),
        TextColumn("opened", label=_("Opened a result")),
    ]
    list_export = ["query", "searches", "without_result", "clicks"]
    export_headings = {
        "query": _("Searched"),
        "searches": _("How often"),
        "without_result": _("Found nothing"),
        "clicks": _("Opened a result"),
    }

    def get_queryset(self):
        """Return the sums."""
        words = key_of(self.chosen.get("words", ""))
        return rows.searched(self.days, without_result=self.chosen.get("found") == "nothing", words=words)

    @cached_property
    def columns(self):
        """Add the buttons of each row for those who may use them."""
        return [*self.shown, WaysColumn("ways", label=_("What to do"), sort_key=None)]


class OpenedReport(CountsReport):
    """Which results readers opened for which query."""

    page_title = _("What readers open")
    header_icon = "link-external"
    index_url_name, index_results_url_name = "search_opened", "search_opened_results"
    results_template_name = "search/admin/opened_results.html"
    filterset_class = PeriodFilters
    columns = [
        Column("query", label=_("Searched")),
        Column("title", label=_("Opened")),
        TextColumn("clicks", label=_("How often")),
    ]
    list_export = ["query", "title", "clicks"]
    export_headings = {"query": _("Searched"), "title": _("Opened"), "clicks": _("How often")}

    def get_queryset(self):
        """Return the sums."""
        return rows.opened(self.days)
