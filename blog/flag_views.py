"""Flags and facts that run out, for those who answer for the publication: two reports, and resolving a flag."""

from dataclasses import dataclass

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts import roles
from blog.expiring import last_day, pages_using
from blog.models import ContentFlag, RegulatoryStatus, VolatileFact
from editorial.desk.columns import ContentColumn, TextColumn
from editorial.desk.items import SHOWN, Item, Listing
from editorial.desk.panels import Section
from editorial.models import PublicationRecord
from editorial.views.reports import DeskReport, days_in_words

RESOLVERS = (roles.EDITORS, roles.MANAGING_EDITORS, roles.MEDICAL_REVIEWERS)
FEWEST_WORDS = 3


def may_resolve(user):
    """Tell whether a person may say that a flag is dealt with."""
    return user.is_active and (user.is_superuser or any(roles.has_role(user, role) for role in RESOLVERS))


def flags_section(user, limit=SHOWN):
    """Return the desk's list of open flags for those who resolve them; nothing while there are none."""
    if not may_resolve(user):
        return []
    flags = ContentFlag.objects.filter(resolved_at__isnull=True).select_related("page").order_by("since", "pk")
    total = flags.count()
    if not total:
        return []
    items = [
        Item(flag.page, flag.message, flag.since, url=reverse("blog_resolve_flag", args=[flag.pk]))
        for flag in flags[:limit]
    ]
    listing = Listing(items, total)
    return [Section("flags", _("Flagged: to be read again"), listing, "", reverse("blog_flags"))]


class FlagFilters(WagtailFilterSet):
    """By state and by check."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        method="filter_state",
        choices=[("resolved", gettext_lazy("Resolved")), ("all", gettext_lazy("All"))],
        empty_label=gettext_lazy("Open"),
        widget=forms.RadioSelect,
    )
    code = django_filters.AllValuesFilter(label=gettext_lazy("Check"))

    class Meta:
        """For flags."""

        model = ContentFlag
        fields = ["state", "code"]

    def filter_state(self, queryset, name, value):
        """Keep flags in a state; `filter_queryset` keeps the open ones where none is chosen."""
        return queryset.filter(resolved_at__isnull=False) if value == "resolved" else queryset

    def filter_queryset(self, queryset):
        """Show what is to be done unless something else is asked for."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.filter(resolved_at__isnull=True)


class ResolveColumn(Column):
    """A link to resolving an open flag; what was done for the others."""

    cell_template_name = "blog/admin/resolve_cell.html"


class FlagsReport(DeskReport):
    """Public pages that something happened to from outside, with who answers for them."""

    page_title = gettext_lazy("Flags")
    header_icon = "warning"
    index_url_name, index_results_url_name = "blog_flags", "blog_flags_results"
    filterset_class = FlagFilters
    model = ContentFlag
    verbose_name_plural = gettext_lazy("flags")
    columns = [
        ContentColumn("title", label=gettext_lazy("Page"), accessor="page"),
        Column("code", label=gettext_lazy("Check")),
        TextColumn("message", label=gettext_lazy("What happened")),
        DateColumn("since", label=gettext_lazy("Since")),
        TextColumn("owners", label=gettext_lazy("Who answers for it")),
        ResolveColumn("note", label=gettext_lazy("What was done")),
    ]
    list_export = ["page.title", "code", "message", "since", "owners", "resolved_at", "note"]
    export_headings = {
        "page.title": gettext_lazy("Page"),
        "code": gettext_lazy("Check"),
        "message": gettext_lazy("What happened"),
        "since": gettext_lazy("Since"),
        "owners": gettext_lazy("Who answers for it"),
        "resolved_at": gettext_lazy("Resolved"),
        "note": gettext_lazy("What was done"),
    }

    def get_base_queryset(self):
        """Return the flags, the oldest first."""
        return ContentFlag.objects.select_related("page__owner", "resolved_by").order_by("since", "pk")

    def decorate_paginated_queryset(self, object_list):
        """Add to each flag who answers for its page, from one query."""
        records = PublicationRecord.objects.in_bulk([flag.page_id for flag in object_list], field_name="page_id")
        allowed = may_resolve(self.request.user)
        for flag in object_list:
            record = records.get(flag.page_id)
            names = [record.editor_name, record.reviewer_name] if record else []
            names = [str(flag.page.owner) if flag.page.owner else "", *names]
            flag.owners = ", ".join(dict.fromkeys(name for name in names if name))
            flag.may_resolve = allowed and flag.resolved_at is None
        return object_list


class ExpiringReport(DeskReport):
    """Public facts and statuses by their last day, with the pages that use them; what has run out stands first."""

    page_title = gettext_lazy("Facts that expire")
    header_icon = "time"
    index_url_name, index_results_url_name = "blog_expiring", "blog_expiring_results"
    columns = [
        ContentColumn("name", label=gettext_lazy("What"), accessor="text"),
        TextColumn("kind", label=gettext_lazy("Type")),
        TextColumn("words", label=gettext_lazy("What readers see")),
        TextColumn("day", label=gettext_lazy("Last day")),
        TextColumn("when", label=gettext_lazy("State")),
        TextColumn("used_on", label=gettext_lazy("Used on")),
    ]
    list_export = ["text", "kind", "words", "day", "when", "used_on"]
    export_headings = {
        "text": gettext_lazy("What"),
        "kind": gettext_lazy("Type"),
        "words": gettext_lazy("What readers see"),
        "day": gettext_lazy("Last day"),
        "when": gettext_lazy("State"),
        "used_on": gettext_lazy("Used on"),
    }

    def get_queryset(self):
        """Return a row for each, those that run out first at the head."""
        statuses = RegulatoryStatus.objects.filter(live=True).select_related("treatment", "condition")
        statuses = statuses.defer("treatment__introduction", "condition__introduction")
        pages = pages_using([*VolatileFact.objects.filter(live=True), *statuses])
        rows = [Expiring(text, ", ".join(page.title for page in found)) for text, found in pages.items()]
        return sorted(rows, key=lambda row: (row.day, str(row.text)))


@dataclass
class Expiring:
    """One row of the report."""

    text: VolatileFact | RegulatoryStatus
    used_on: str

    @property
    def kind(self):
        """The type in words."""
        return self.text._meta.verbose_name

    @property
    def words(self):
        """What readers see of it."""
        return self.text.text if isinstance(self.text, VolatileFact) else self.text.sentence

    @property
    def day(self):
        """Its last day."""
        return last_day(self.text)

    @property
    def when(self):
        """How soon that is."""
        days, is_fact = (self.day - timezone.localdate()).days, isinstance(self.text, VolatileFact)
        if days < 0:
            late = {"days": -days}
            ran_out = ngettext("Ran out %(days)d day ago", "Ran out %(days)d days ago", -days)
            looked_up = ngettext("To be looked up %(days)d day ago", "To be looked up %(days)d days ago", -days)
            return (ran_out if is_fact else looked_up) % late
        words = _("Runs out %(when)s") if is_fact else _("To be looked up %(when)s")
        return words % {"when": days_in_words(self.day)}


class ResolveForm(forms.Form):
    """What was done about a flag."""

    note = forms.CharField(
        label=gettext_lazy("What was done?"),
        help_text=gettext_lazy("One sentence: “Took the paper out and changed the section.” It stays with the flag."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_note(self):
        """Ask for more than a word."""
        note = self.cleaned_data["note"]
        if len(note.split()) < FEWEST_WORDS:
            raise forms.ValidationError(_("Please say it in a few words, so that others can follow it."))
        return note


class ResolveView(WagtailAdminTemplateMixin, FormView):
    """Asks for a note and closes the flag."""

    form_class = ResolveForm
    template_name = "blog/admin/resolve_flag.html"
    page_title = gettext_lazy("Resolve a flag")
    header_icon = "warning"

    def dispatch(self, request, flag_id, *args, **kwargs):
        """Let in who may; a flag is resolved once."""
        if not may_resolve(request.user):
            raise PermissionDenied
        self.flag = get_object_or_404(ContentFlag.objects.select_related("page", "resolved_by"), pk=flag_id)
        if self.flag.resolved_at is not None:
            messages.info(
                request,
                _("This flag was resolved on %(day)s.") % {"day": date_format(self.flag.resolved_at, "j F Y")},
            )
            return redirect("blog_flags")
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        """Name the page."""
        return self.flag.page.title

    def get_breadcrumbs_items(self):
        """Lead back to the report."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("blog_flags"), "label": _("Flags")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.flag.page.title},
        ]

    def get_context_data(self, **kwargs):
        """Add the flag."""
        page = self.flag.page
        may_edit = page.permissions_for_user(self.request.user).can_edit()
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""
        return {**super().get_context_data(**kwargs), "flag": self.flag, "edit_url": edit, "public_url": page.url}

    def form_valid(self, form):
        """Close it."""
        self.flag.resolve(self.request.user, form.cleaned_data["note"])
        messages.success(self.request, _("The flag on “%(page)s” is resolved.") % {"page": self.flag.page.title})
        return redirect("blog_flags")
