"""The editors' screens for what readers write: a list to triage, one report with its page, and how pages help."""

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from editorial.desk.columns import TextColumn
from editorial.desk.items import SHOWN, Item, Listing
from editorial.desk.panels import Section
from editorial.feedback.access import TRIAGING, may_triage
from editorial.models import Feedback, HelpfulCount, LedgerEntry
from editorial.models.feedback import ANSWERS, OPEN, Kind, State
from editorial.views.reports import DeskReport

FEWEST_WORDS = 3
CLOSED = (State.FIXED, State.DECLINED)


def people():
    """Return those to whom a report may be given."""
    users = get_user_model().objects.filter(is_active=True, groups__name__in=TRIAGING)
    return users.distinct().order_by("first_name", "last_name")


def feedback_section(user, limit=SHOWN):
    """Return the desk's list of what readers wrote, the most urgent first; nothing while there is none. Two queries."""
    if not may_triage(user):
        return []
    found = Feedback.objects.to_read().open().select_related("page", "assignee").most_urgent_first()
    total = found.count()
    if not total:
        return []
    items = [
        Item(
            each.page,
            _("%(kind)s, %(due)s") % {"kind": each.get_kind_display(), "due": due_in_words(each)},
            each.created_at,
            url=reverse("editorial_feedback_detail", args=[each.pk]),
        )
        for each in found[:limit]
    ]
    return [Section("feedback", _("From readers"), Listing(items, total), "", reverse("editorial_feedback"))]


def due_in_words(feedback):
    """Say when a report must be dealt with: by the hour where it is urgent."""
    if not feedback.is_open:
        return _("closed on %(day)s") % {"day": date_format(timezone.localtime(feedback.closed_at), "j F Y")}
    due = timezone.localtime(feedback.due_at)
    when = date_format(due, "j F, H:i" if feedback.is_urgent else "j F")
    return (_("overdue since %(when)s") if feedback.is_overdue else _("due %(when)s")) % {"when": when}


class FeedbackFilters(WagtailFilterSet):
    """By state, kind, age, page and person."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        method="filter_state",
        choices=[*State.choices, ("all", gettext_lazy("All"))],
        empty_label=gettext_lazy("Open"),
        widget=forms.RadioSelect,
    )
    kind = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Kind"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    due = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        method="filter_due",
        choices=[("overdue", gettext_lazy("Overdue")), ("urgent", gettext_lazy("Urgent"))],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    age = django_filters.ChoiceFilter(
        label=gettext_lazy("Received"),
        method="filter_age",
        choices=[("7", gettext_lazy("In the last 7 days")), ("30", gettext_lazy("In the last 30 days"))],
        empty_label=gettext_lazy("Any time"),
        widget=forms.RadioSelect,
    )
    page = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Page"),
        queryset=lambda request: Page.objects.filter(pk__in=Feedback.objects.to_read().values("page")).order_by(
            "title"
        ),
    )
    assignee = django_filters.ModelChoiceFilter(label=gettext_lazy("Taken on by"), queryset=lambda request: people())

    class Meta:
        """For what readers wrote."""

        model = Feedback
        fields = ["state", "kind", "due", "age", "page", "assignee"]

    def filter_state(self, queryset, name, value):
        """Keep a state; `filter_queryset` keeps what is open where none is chosen."""
        return queryset if value == "all" else queryset.filter(state=value)

    def filter_due(self, queryset, name, value):
        """Keep what is late, or what cannot wait."""
        if value == "overdue":
            return queryset.open().filter(due_at__lt=timezone.now())
        return queryset.filter(Q(kind=Kind.SAFETY) | Q(in_crisis=True))

    def filter_age(self, queryset, name, value):
        """Keep what came lately."""
        return queryset.filter(created_at__gte=timezone.now() - timezone.timedelta(days=int(value)))

    def filter_queryset(self, queryset):
        """Show what is to be done unless something else is asked for."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.open()


class OnlyTriaging:
    """Refuses everybody else."""

    def dispatch(self, request, *args, **kwargs):
        """Ask for the right."""
        if not may_triage(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WordsColumn(Column):
    """The first words of a report, as the link to it."""

    cell_template_name = "editorial/feedback/words_cell.html"


class FeedbackReport(OnlyTriaging, DeskReport):
    """What readers wrote, the most urgent first."""

    page_title = gettext_lazy("From readers")
    header_icon = "comment"
    index_url_name, index_results_url_name = "editorial_feedback", "editorial_feedback_results"
    filterset_class = FeedbackFilters
    model = Feedback
    verbose_name_plural = gettext_lazy("words from readers")
    columns = [
        WordsColumn("text", label=gettext_lazy("What they wrote"), accessor="excerpt"),
        TextColumn("page", label=gettext_lazy("Page"), accessor="page.title"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        TextColumn("due", label=gettext_lazy("Due"), accessor="due_words"),
        DateColumn("created_at", label=gettext_lazy("Received")),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        TextColumn("assignee", label=gettext_lazy("Taken on by")),
    ]
    # No e-mail addresses: a file outlives the day on which we delete them.
    list_export = ["page.title", "page.url", *("get_kind_display", "text", "created_at", "due_at"), "get_state_display"]
    list_export += ["assignee", "note", "closed_at", "fingerprint"]
    export_headings = {
        "page.title": gettext_lazy("Page"),
        "page.url": gettext_lazy("Address"),
        "get_kind_display": gettext_lazy("Kind"),
        "text": gettext_lazy("What they wrote"),
        "created_at": gettext_lazy("Received"),
        "due_at": gettext_lazy("Due"),
        "get_state_display": gettext_lazy("State"),
        "assignee": gettext_lazy("Taken on by"),
        "note": gettext_lazy("What was done"),
        "closed_at": gettext_lazy("Closed"),
        "fingerprint": gettext_lazy("Fingerprint of the words that were read"),
    }

    def get_base_queryset(self):
        """Return what somebody must read."""
        return Feedback.objects.to_read().select_related("page", "assignee").most_urgent_first()

    def decorate_paginated_queryset(self, object_list):
        """Add what a row says."""
        for each in object_list:
            each.excerpt = Truncator(each.text).chars(90)
            each.due_words = due_in_words(each)
        return object_list


class HelpfulReport(OnlyTriaging, DeskReport):
    """How many readers of each page said that it helped; those with most noes first."""

    page_title = gettext_lazy("Was this helpful?")
    header_icon = "comment"
    index_url_name, index_results_url_name = "editorial_helpful", "editorial_helpful_results"
    columns = [
        TextColumn("page", label=gettext_lazy("Page"), accessor="title"),
        TextColumn("yes", label=gettext_lazy("Yes")),
        TextColumn("no", label=gettext_lazy("No")),
        TextColumn("share", label=gettext_lazy("Said yes")),
    ]
    list_export = ["title", "yes", "no", "share"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "yes": gettext_lazy("Yes"),
        "no": gettext_lazy("No"),
        "share": gettext_lazy("Said yes"),
    }

    def get_queryset(self):
        """Return a row for each page with answers, counted by the database: three queries."""
        counts = {}
        answers = Feedback.objects.filter(kind__in=ANSWERS).values("page", "kind").annotate(number=Count("pk"))
        for row in answers.order_by():
            counts.setdefault(row["page"], {Kind.YES: 0, Kind.NO: 0})[row["kind"]] += row["number"]
        for page, yes, no in HelpfulCount.objects.values_list("page", "yes", "no"):
            found = counts.setdefault(page, {Kind.YES: 0, Kind.NO: 0})
            found[Kind.YES] += yes
            found[Kind.NO] += no
        titles = dict(Page.objects.filter(pk__in=counts).values_list("pk", "title"))
        rows = [
            {
                "title": titles[page],
                "yes": found[Kind.YES],
                "no": found[Kind.NO],
                "share": f"{100 * found[Kind.YES] / (found[Kind.YES] + found[Kind.NO]):.0f} %",
            }
            for page, found in counts.items()
            if found[Kind.YES] + found[Kind.NO]
        ]
        return sorted(rows, key=lambda row: (-row["no"], row["title"]))


class DecideForm(forms.Form):
    """How far somebody is with a report."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=State.choices)
    assignee = forms.ModelChoiceField(
        label=gettext_lazy("Taken on by"), queryset=None, required=False, empty_label=gettext_lazy("Nobody")
    )
    note = forms.CharField(
        label=gettext_lazy("What was done, or why nothing is"),
        required=False,
        help_text=gettext_lazy("For your colleagues; needed to close it. It stays with the report."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        """Offer the people of today."""
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = people()

    def clean(self):
        """Ask for a few words before a report is closed."""
        cleaned = super().clean()
        if cleaned.get("state") in CLOSED and len(cleaned.get("note", "").split()) < FEWEST_WORDS:
            self.add_error("note", _("Please say in a few words what was done, so that others can follow it."))
        return cleaned


class FeedbackDetail(OnlyTriaging, WagtailAdminTemplateMixin, FormView):
    """One report: what was written, about which words, and what became of it."""

    form_class = DecideForm
    template_name = "editorial/feedback/detail.html"
    page_title = gettext_lazy("From a reader")
    header_icon = "comment"
    _show_breadcrumbs = True

    def setup(self, request, feedback_id):
        """Find it; who may not read it is refused before anything is shown."""
        super().setup(request, feedback_id=feedback_id)
        found = Feedback.objects.select_related("page", "page__publication_record", "assignee")
        self.feedback = found.filter(pk=feedback_id).first()

    def dispatch(self, request, *args, **kwargs):
        """Answer 404 to those who may read it, once it is known that they may."""
        if self.feedback is None and may_triage(request.user):
            get_object_or_404(Feedback, pk=kwargs["feedback_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        """The dashboard, the list, this."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("editorial_feedback"), "label": FeedbackReport.page_title},
            {"url": "", "label": self.feedback.get_kind_display(), "sublabel": self.feedback.page.title},
        ]

    def get_initial(self):
        """Start with what holds."""
        return {"state": self.feedback.state, "assignee": self.feedback.assignee_id, "note": self.feedback.note}

    def get_context_data(self, **kwargs):
        """Add the report, its page, and the words that were read."""
        feedback, page = self.feedback, self.feedback.page
        may_edit = page.specific_deferred.permissions_for_user(self.request.user).can_edit()
        record = getattr(page, "publication_record", None)
        read = (
            LedgerEntry.objects.about(page).filter(fingerprint=feedback.fingerprint) if feedback.fingerprint else None
        )
        entry = read.exclude(revision=None).last() if read is not None else None
        return super().get_context_data(
            feedback=feedback,
            due=due_in_words(feedback),
            edit_url=reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else "",
            version_url=(
                reverse("wagtailadmin_pages:revisions_view", args=[page.pk, entry.revision])
                if may_edit and entry and page.revisions.filter(pk=entry.revision).exists()
                else ""
            ),
            has_changed=bool(record and feedback.fingerprint and record.live_fingerprint != feedback.fingerprint),
            others=Feedback.objects.to_read().open().filter(page_id=page.pk).exclude(pk=feedback.pk).count(),
            **kwargs,
        )

    def form_valid(self, form):
        """Keep the decision with the person's name."""
        said = form.cleaned_data
        self.feedback.decide(self.request.user, said["state"], said["note"], said["assignee"])
        messages.success(self.request, _("Saved: %(state)s.") % {"state": self.feedback.get_state_display().lower()})
        if said["state"] in OPEN:
            return redirect("editorial_feedback_detail", self.feedback.pk)
        return redirect("editorial_feedback")
