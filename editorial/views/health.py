"""The report on the health of what is published, and the desk's list of what the checks would stop today."""

import django_filters
from django import forms
from django.apps import apps
from django.db.models import F
from django.utils.translation import gettext_lazy

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn

from editorial.checks.current import current_rules
from editorial.desk.columns import ContentColumn, TextColumn
from editorial.models import ContentHealth
from editorial.views.reports import DeskReport


def with_contents(rows):
    """Give each row its content as `content` (None for one that is gone), with one query for each table."""
    rows = list(rows)
    by_label = {}
    for row in rows:
        by_label.setdefault(row.content, set()).add(row.object_id)
    found = {
        label: apps.get_model(label)._base_manager.in_bulk(list(map(int, keys))) for label, keys in by_label.items()
    }
    for row in rows:
        row.about = found[row.content].get(int(row.object_id))
    return rows


def kind_label(row):
    """Return the type of a row's content in words."""
    return str(apps.get_model(row.kind)._meta.verbose_name)


def _kinds():
    kinds = ContentHealth.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, apps.get_model(kind)._meta.verbose_name) for kind in kinds]


class HealthFilters(WagtailFilterSet):
    """By weight, by type, and by rules that have changed since."""

    weight = django_filters.ChoiceFilter(
        label=gettext_lazy("Findings"),
        method="filter_weight",
        choices=[
            ("blocking", gettext_lazy("Would be stopped today")),
            ("hard", gettext_lazy("Must be mended")),
            ("errors", gettext_lazy("Errors")),
            ("warnings", gettext_lazy("Warnings")),
            ("none", gettext_lazy("None but hints")),
        ],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    kind = django_filters.ChoiceFilter(label=gettext_lazy("Type"), choices=_kinds)
    old = django_filters.ChoiceFilter(
        label=gettext_lazy("Rules"),
        method="filter_old",
        choices=[("true", gettext_lazy("Checked by older rules"))],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        """For the rows of public contents."""

        model = ContentHealth
        fields = ["weight", "kind", "old"]

    def filter_weight(self, queryset, name, value):
        """Keep what has such findings."""
        if value == "blocking":
            return queryset.exclude(hard=0, errors=0)
        if value == "none":
            return queryset.filter(hard=0, errors=0, warnings=0)
        return queryset.filter(**{f"{value}__gt": 0})

    def filter_old(self, queryset, name, value):
        """Keep what the rules of today have not seen."""
        return queryset.exclude(rules=current_rules().version)


class HealthReport(DeskReport):
    """What the checks find in what is public, the gravest and oldest first."""

    page_title = gettext_lazy("Health of published content")
    header_icon = "tasks"
    index_url_name, index_results_url_name = "editorial_health", "editorial_health_results"
    filterset_class = HealthFilters
    model = ContentHealth
    verbose_name_plural = gettext_lazy("published contents")
    columns = [
        ContentColumn("title", label=gettext_lazy("Page"), accessor="about"),
        Column("kind", label=gettext_lazy("Type"), accessor=kind_label),
        Column("hard", label=gettext_lazy("Must be mended")),
        Column("errors", label=gettext_lazy("Errors")),
        Column("warnings", label=gettext_lazy("Warnings")),
        Column("hints", label=gettext_lazy("Hints")),
        TextColumn("codes", label=gettext_lazy("Checks")),
        DateColumn("since", label=gettext_lazy("Since")),
        DateColumn("checked_at", label=gettext_lazy("Checked")),
    ]
    list_export = ["title", "kind", "hard", "errors", "warnings", "hints", "codes", "since", "checked_at", "rules"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "kind": gettext_lazy("Type"),
        "hard": gettext_lazy("Must be mended"),
        "errors": gettext_lazy("Errors"),
        "warnings": gettext_lazy("Warnings"),
        "hints": gettext_lazy("Hints"),
        "codes": gettext_lazy("Checks"),
        "since": gettext_lazy("Since"),
        "checked_at": gettext_lazy("Checked"),
        "rules": gettext_lazy("Rules"),
    }

    def get_base_queryset(self):
        """Return all rows."""
        return ContentHealth.objects.order_by("-hard", "-errors", F("since").asc(nulls_last=True), "title")

    def decorate_paginated_queryset(self, object_list):
        """Add contents and codes."""
        rows = with_contents(object_list)
        for row in rows:
            row.codes = ", ".join(dict.fromkeys(finding["code"] for finding in row.findings))
        return rows

    def get_context_data(self, *args, **kwargs):
        """Give the table the rows with what was added to them."""
        context = super().get_context_data(*args, **kwargs)
        context["table"] = self.get_table(self.decorate_paginated_queryset(context["object_list"]))
        return context
