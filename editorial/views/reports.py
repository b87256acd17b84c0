"""The desk's reports on what is to be done: waiting for whom, and review due."""

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Task, TaskState, WorkflowState, get_page_content_types

from editorial.desk.access import reads_reports
from editorial.desk.columns import ContentColumn, DueColumn, TextColumn
from editorial.models import ApprovalTaskState, PublicationRecord
from editorial.models.approval import AbstractApprovalTask


class DeskReport(ReportView):
    """A report for those who decide or answer for the publication."""

    header_icon = "clipboard-list"
    results_template_name = "editorial/report_results.html"

    def dispatch(self, request, *args, **kwargs):
        """Let readers of reports in."""
        if not reads_reports(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filtered_queryset(self):
        """Filter once: the listing's own `get_queryset` does."""
        return self.get_queryset()

    def get_heading(self, queryset, field):
        """Name a column of the export as the table does; not every report lists rows of a model."""
        return (
            str(self.export_headings[field]) if field in self.export_headings else super().get_heading(queryset, field)
        )

    def get_filename(self):
        """Name the file after the report and the day."""
        return f"{self.index_url_name.removeprefix('editorial_').replace('_', '-')}-{timezone.localdate().isoformat()}"


def _users_with_tasks(request):
    keys = ApprovalTaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("assignee")
    return get_user_model().objects.filter(pk__in=keys).order_by("first_name", "last_name")


class WaitingFilters(WagtailFilterSet):
    """By task, by who has it, and what is late or one's own."""

    reviewable = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        method="filter_reviewable",
        choices=[("true", gettext_lazy("What I may decide"))],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    overdue = django_filters.ChoiceFilter(
        label=gettext_lazy("Overdue"),
        method="filter_overdue",
        choices=[("true", gettext_lazy("Overdue only"))],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    task = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Task"), queryset=lambda request: Task.objects.filter(active=True)
    )
    assignee = django_filters.ModelChoiceFilter(label=gettext_lazy("Taken on by"), queryset=_users_with_tasks)

    class Meta:
        """For our tasks only."""

        model = ApprovalTaskState
        fields = ["reviewable", "overdue", "task", "assignee"]

    def filter_reviewable(self, queryset, name, value):
        """Keep what the person who looks may decide."""
        return queryset.filter(pk__in=TaskState.objects.reviewable_by(self.request.user).values("pk"))

    def filter_overdue(self, queryset, name, value):
        """Keep what is late."""
        return queryset.filter(due_at__lt=timezone.now())


class WaitingReport(DeskReport):
    """Every approval that somebody must give, with whom it is, since when, and when it is due: what is late first."""

    page_title = gettext_lazy("Waiting for whom")
    header_icon = "time"
    index_url_name, index_results_url_name = "editorial_waiting", "editorial_waiting_results"
    filterset_class = WaitingFilters
    model = ApprovalTaskState
    verbose_name_plural = gettext_lazy("tasks that wait")
    columns = [
        ContentColumn("title", label=gettext_lazy("Page"), accessor="content"),
        Column("task", label=gettext_lazy("Task"), accessor="task.name"),
        TextColumn("whom", label=gettext_lazy("Waiting for")),
        DateColumn("started_at", label=gettext_lazy("Since")),
        DueColumn("due_at", label=gettext_lazy("Due")),
    ]
    list_export = ["content_title", "task.name", "whom", "started_at", "days_waiting", "due_at", "is_overdue"]
    export_headings = {
        "content_title": gettext_lazy("Page"),
        "task.name": gettext_lazy("Task"),
        "whom": gettext_lazy("Waiting for"),
        "started_at": gettext_lazy("Since"),
        "days_waiting": gettext_lazy("Days waiting"),
        "due_at": gettext_lazy("Due"),
        "is_overdue": gettext_lazy("Overdue"),
    }

    def get_base_queryset(self):
        """Return what waits, the earliest due first, which puts what is late first."""
        return (
            ApprovalTaskState.objects.filter(
                status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS
            )
            .select_related("task", "assignee", "workflow_state")
            .prefetch_related("workflow_state__content_object")
            .order_by(F("due_at").asc(nulls_last=True), "started_at")
        )

    def decorate_paginated_queryset(self, object_list):
        """Add to each state what its row shows; who may decide is looked up once for each task."""
        tasks = [task for task in Task.objects.filter(active=True).specific() if isinstance(task, AbstractApprovalTask)]
        groups = {task.pk: task.who_can() for task in tasks}
        own = {task.pk for task in tasks if task.user_can_access_editor(None, self.request.user)}
        rows = [state for state in object_list if state.workflow_state.content_object is not None]
        for state in rows:
            state.content = state.workflow_state.content_object
            state.content_title = getattr(state.content, "draft_title", "") or str(state.content)
            state.whom = str(state.assignee) if state.assignee else groups.get(state.task_id, "")
            state.may_open = state.task_id in own
            state.days_waiting = (timezone.now() - state.started_at).days
        return rows

    def get_context_data(self, *args, **kwargs):
        """Give the table the rows with what was added to them."""
        context = super().get_context_data(*args, **kwargs)
        context["table"] = self.get_table(self.decorate_paginated_queryset(context["object_list"]))
        return context


class ReviewDueFilters(WagtailFilterSet):
    """By type, by reviewer, and by how soon."""

    when = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        method="filter_when",
        choices=[("overdue", gettext_lazy("Overdue")), ("month", gettext_lazy("Within 30 days, or overdue"))],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    page__content_type = ContentTypeFilter(
        label=gettext_lazy("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )
    reviewer = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Reviewed by"),
        queryset=lambda request: (
            get_user_model()
            .objects.filter(pk__in=PublicationRecord.objects.values("reviewer"))
            .order_by("first_name", "last_name")
        ),
    )

    class Meta:
        """For the records of pages."""

        model = PublicationRecord
        fields = ["when", "page__content_type", "reviewer"]

    def filter_when(self, queryset, name, value):
        """Keep what is due by then."""
        today = timezone.localdate()
        if value == "overdue":
            return queryset.overdue_for_review(today)
        return queryset.filter(review_due__lte=today + timezone.timedelta(days=30))


def days_in_words(day):
    """Say how far a day is from today."""
    days = (day - timezone.localdate()).days
    if days < 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
    if days == 0:
        return _("today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


class ReviewDueReport(DeskReport):
    """When each public page must be looked at again, what is overdue first."""

    page_title = gettext_lazy("Review due")
    header_icon = "calendar-check"
    index_url_name, index_results_url_name = "editorial_review_due", "editorial_review_due_results"
    filterset_class = ReviewDueFilters
    model = PublicationRecord
    verbose_name_plural = gettext_lazy("pages with a review date")
    columns = [
        ContentColumn("title", label=gettext_lazy("Page"), accessor="page"),
        Column("type", label=gettext_lazy("Type"), accessor=lambda record: record.page.page_type_display_name),
        TextColumn("last_reviewed", label=gettext_lazy("Last reviewed")),
        TextColumn("reviewer_name", label=gettext_lazy("Reviewed by")),
        TextColumn("review_due", label=gettext_lazy("Due")),
        TextColumn("days", label=gettext_lazy("Days"), accessor=lambda record: days_in_words(record.review_due)),
    ]
    list_export = ["page.title", "page.page_type_display_name", "last_reviewed", "reviewer_name", "review_due", "days"]
    export_headings = {
        "page.title": gettext_lazy("Page"),
        "page.page_type_display_name": gettext_lazy("Type"),
        "last_reviewed": gettext_lazy("Last reviewed"),
        "reviewer_name": gettext_lazy("Reviewed by"),
        "review_due": gettext_lazy("Due"),
        "days": gettext_lazy("Days until due"),
    }

    def get_base_queryset(self):
        """Return the records of public pages that are to be reviewed again."""
        records = PublicationRecord.objects.filter(page__live=True, review_due__isnull=False)
        return records.select_related("page").order_by("review_due", "page__title")

    def decorate_paginated_queryset(self, object_list):
        """Count the days for the export."""
        for record in object_list:
            record.days = (record.review_due - timezone.localdate()).days
        return object_list
