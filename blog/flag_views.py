"""Flags and facts that run out, for those who answer for the publication: two reports, and resolving a flag."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts import roles
from blog.expiring import pages_using
from blog.models import ContentFlag, VolatileFact
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
    """Public facts by their last day, with the pages that use them; what has run out stands first."""

    page_title = gettext_lazy("Facts that expire")
    header_icon = "time"
    index_url_name, index_results_url_name = "blog_expiring", "blog_expiring_results"
    model = VolatileFact
    verbose_name_plural = gettext_lazy("facts")
    columns = [
        ContentColumn("name", label=gettext_lazy("Fact"), accessor=lambda fact: fact),
        TextColumn("text", label=gettext_lazy("Text")),
        TextColumn("valid_until", label=gettext_lazy("Valid until")),
        TextColumn("when", label=gettext_lazy("State")),
        TextColumn("used_on", label=gettext_lazy("Used on")),
    ]
    list_export = ["name", "text", "valid_until", "when", "used_on"]
    export_headings = {
        "name": gettext_lazy("Fact"),
        "text": gettext_lazy("Text"),
        "valid_until": gettext_lazy("Valid until"),
        "when": gettext_lazy("State"),
        "used_on": gettext_lazy("Used on"),
    }

    def get_base_queryset(self):
        """Return the public facts, those that run out first at the head."""
        return VolatileFact.objects.filter(live=True).order_by("valid_until", "name")

    def decorate_paginated_queryset(self, object_list):
        """Add how soon each runs out, and the pages that use it."""
        pages = pages_using(object_list)
        for fact in object_list:
            fact.when = self._when(fact.valid_until)
            fact.used_on = ", ".join(page.title for page in pages.get(fact.pk, ()))
        return object_list

    def _when(self, day):
        days = (day - timezone.localdate()).days
        if days < 0:
            return _("Ran out %(days)d days ago") % {"days": -days}
        return _("Runs out %(when)s") % {"when": days_in_words(day)}


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
