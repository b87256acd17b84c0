"""The screens of those who keep clinics' data: proposals to decide, and one with what it would change."""

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
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
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from blog.clinic_permissions import keeps_clinics
from blog.models import Clinic, ClinicProposal
from blog.proposals import facts
from editorial.desk.columns import TextColumn
from editorial.desk.items import SHOWN, Item, Listing
from editorial.desk.panels import Section
from editorial.views.reports import DeskReport

FEWEST_WORDS = 3
Kind, State = ClinicProposal.Kind, ClinicProposal.State


def proposals_section(user, limit=SHOWN):
    """Return the desk's list of open proposals for those who decide them, by due day. Two queries; nothing if none."""
    if not keeps_clinics(user):
        return []
    found = ClinicProposal.objects.open().select_related("clinic").order_by("due_on", "pk")
    total = found.count()
    if not total:
        return []
    items = [
        Item(
            each.clinic,
            _("%(kind)s, %(due)s") % {"kind": each.get_kind_display(), "due": due_in_words(each)},
            each.created_at,
            url=reverse("blog_proposal", args=[each.pk]),
        )
        for each in found[:limit]
    ]
    return [Section("proposals", _("Proposals about clinics"), Listing(items, total), "", reverse("blog_proposals"))]


def due_in_words(proposal):
    """Say when a proposal must be decided, or when it was."""
    if not proposal.is_open:
        return _("decided on %(day)s") % {"day": date_format(timezone.localtime(proposal.decided_at), "j F Y")}
    words = _("overdue since %(day)s") if proposal.is_overdue else _("due on %(day)s")
    return words % {"day": date_format(proposal.due_on, "j F")}


class ProposalsItem(MenuItem):
    """An item for those who decide."""

    def is_shown(self, request):
        """Tell whether the person sees it."""
        return keeps_clinics(request.user)


class OnlyKeepers:
    """Refuses everybody else."""

    def dispatch(self, request, *args, **kwargs):
        """Ask for the role."""
        if not keeps_clinics(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ProposalFilters(WagtailFilterSet):
    """By state, kind and clinic, and what is late."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        method="filter_state",
        choices=[*State.choices, ("all", gettext_lazy("All"))],
        empty_label=gettext_lazy("Open"),
        widget=forms.RadioSelect,
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=Kind.choices, empty_label=gettext_lazy("All"), widget=forms.RadioSelect
    )
    overdue = django_filters.ChoiceFilter(
        label=gettext_lazy("Due"),
        method="filter_overdue",
        choices=[("true", gettext_lazy("Overdue only"))],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    clinic = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Clinic"),
        queryset=lambda request: Clinic.objects.filter(pk__in=ClinicProposal.objects.values("clinic")).order_by(
            "title"
        ),
    )

    class Meta:
        """For proposals."""

        model = ClinicProposal
        fields = ["state", "kind", "overdue", "clinic"]

    def filter_state(self, queryset, name, value):
        """Keep a state; `filter_queryset` keeps what is open where none is chosen."""
        return queryset if value == "all" else queryset.filter(state=value)

    def filter_overdue(self, queryset, name, value):
        """Keep what is late."""
        return queryset.open().filter(due_on__lt=timezone.localdate())

    def filter_queryset(self, queryset):
        """Show what is to be done unless something else is asked for."""
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("state") else queryset.open()


class ProposalColumn(Column):
    """What is proposed, as the link to it."""

    cell_template_name = "blog/proposals/cell.html"


class ProposalsReport(DeskReport):
    """What people proposed about clinics, by due day."""

    page_title = gettext_lazy("Proposals about clinics")
    header_icon = "clinic"
    index_url_name, index_results_url_name = "blog_proposals", "blog_proposals_results"
    filterset_class = ProposalFilters
    model = ClinicProposal
    verbose_name_plural = gettext_lazy("proposals")
    columns = [
        ProposalColumn("what", label=gettext_lazy("What is proposed"), accessor="what"),
        TextColumn("clinic", label=gettext_lazy("Clinic"), accessor="clinic.title"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        TextColumn("due", label=gettext_lazy("Due"), accessor="due_words"),
        DateColumn("created_at", label=gettext_lazy("Received")),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        TextColumn("decided_by", label=gettext_lazy("Decided by")),
    ]
    # Nobody's name or address: a file outlives the day on which we delete them.
    list_export = [
        "clinic.title",
        "get_kind_display",
        "fact",
        "says_now",
        "should_say",
        "source",
        "created_at",
        "due_on",
    ]
    list_export += ["get_state_display", "decided_by", "decided_at", "reason"]
    export_headings = {
        "clinic.title": gettext_lazy("Clinic"),
        "get_kind_display": gettext_lazy("Kind"),
        "fact": gettext_lazy("Fact"),
        "says_now": gettext_lazy("What it said"),
        "should_say": gettext_lazy("What it should say"),
        "source": gettext_lazy("How they know"),
        "created_at": gettext_lazy("Received"),
        "due_on": gettext_lazy("Due"),
        "get_state_display": gettext_lazy("State"),
        "decided_by": gettext_lazy("Decided by"),
        "decided_at": gettext_lazy("Decided"),
        "reason": gettext_lazy("Reason"),
    }

    def dispatch(self, request, *args, **kwargs):
        """Let those in who decide; they need not read the desk's other reports."""
        if not keeps_clinics(request.user):
            raise PermissionDenied
        return super(DeskReport, self).dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        """Return all proposals, those due first at the head."""
        return ClinicProposal.objects.select_related("clinic", "decided_by").order_by("due_on", "pk")

    def decorate_paginated_queryset(self, object_list):
        """Add what a row says."""
        for each in object_list:
            each.what = each.name or _("A contact") if each.kind == Kind.CLAIM else _what(each)
            each.due_words = due_in_words(each)
        return object_list


def _what(proposal):
    return f"{proposal.fact}: {Truncator(proposal.should_say).chars(70)}"


class DecideForm(forms.Form):
    """Why it is decided so."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        help_text=gettext_lazy("For your colleagues: what you checked, or why not. Needed to decline or to end."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposalDetail(OnlyKeepers, WagtailAdminTemplateMixin, FormView):
    """One proposal: accepting it opens a draft with the value filled in, which then goes its usual way."""

    form_class = DecideForm
    template_name = "blog/proposals/detail.html"
    page_title = gettext_lazy("Proposal about a clinic")
    header_icon = "clinic"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        """The dashboard, the list, this."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("blog_proposals"), "label": ProposalsReport.page_title},
            {"url": "", "label": self.proposal.get_kind_display(), "sublabel": self.proposal.clinic.title},
        ]

    @property
    def proposal(self):
        """The proposal that the address names."""
        if not hasattr(self, "_proposal"):
            found = ClinicProposal.objects.select_related("clinic", "decided_by")
            self._proposal = get_object_or_404(found, pk=self.kwargs["proposal_id"])
        return self._proposal

    def get_context_data(self, **kwargs):
        """Add the clinic as it is, the value that would be filled in, and the contact that there is."""
        proposal = self.proposal
        value, problem = _value(proposal)
        contact = ClinicProposal.objects.contacts().filter(clinic_id=proposal.clinic_id).exclude(pk=proposal.pk).first()
        return super().get_context_data(
            proposal=proposal,
            due=due_in_words(proposal),
            value=value,
            problem=problem,
            says_now=facts.says_now(proposal.clinic, proposal.field),
            contact=contact,
            edit_url=reverse("wagtailadmin_pages:edit", args=[proposal.clinic_id]),
            **kwargs,
        )

    def form_valid(self, form):
        """Do what the button says."""
        reason = form.cleaned_data["reason"].strip()
        if "accept" in self.request.POST:
            return self.accept(form, reason)
        state = State.ENDED if "end" in self.request.POST else State.DECLINED
        if len(reason.split()) < FEWEST_WORDS:
            form.add_error("reason", _("Please give the reason in a few words."))
            return self.form_invalid(form)
        with transaction.atomic():
            proposal = self._locked()
            if not (proposal.is_contact if state == State.ENDED else proposal.is_open):
                return self.decided_already()
            proposal.decide(self.request.user, state, reason)
        messages.success(self.request, _("Saved: %(state)s.") % {"state": proposal.get_state_display().lower()})
        return redirect("blog_proposals")

    def accept(self, form, reason):
        """Accept it: a correction becomes a draft in this person's name, a claim a contact."""
        with transaction.atomic():
            proposal = self._locked()
            if not proposal.is_open:
                return self.decided_already()
            page = Page.objects.select_for_update().get(pk=proposal.clinic_id).specific
            if proposal.kind == Kind.CLAIM:
                proposal.decide(self.request.user, State.ACCEPTED, reason)
                messages.success(self.request, _("They are the clinic's contact now. Readers see nothing of it."))
                return redirect("blog_proposals")
            refusal = _refusal(page, self.request.user)
            if refusal:
                form.add_error(None, refusal)
                return self.form_invalid(form)
            filled_in = _fill_in(page, proposal, self.request.user)
            proposal.decide(self.request.user, State.ACCEPTED, reason)
        said = (
            _("The draft has the proposed value. Check the facts against their source, then submit it.")
            if filled_in
            else _("Nothing was filled in: write down what was proposed, and where you checked it, then submit it.")
        )
        messages.success(self.request, f"{said} {_('Proposed: “%(text)s”') % {'text': proposal.should_say}}")
        return redirect("wagtailadmin_pages:edit", proposal.clinic_id)

    def decided_already(self):
        """Say that somebody was first."""
        messages.info(self.request, _("This proposal was decided already."))
        return redirect("blog_proposal", self.proposal.pk)

    def _locked(self):
        return ClinicProposal.objects.select_for_update().get(pk=self.proposal.pk)


def _refusal(page, user):
    """Return why no draft can be opened now, or ""."""
    if page.workflow_in_progress:
        return _("The clinic is in review. Accept this when the review is over, so that nobody approves other words.")
    if not page.permissions_for_user(user).can_edit():
        return _("You may not edit this clinic at present.")
    return ""


def _value(proposal):
    """Return (value, "") of what would be filled in, or (None, why not)."""
    if not proposal.field:
        return None, ""
    try:
        return facts.value_of(proposal.clinic, proposal.field, proposal.should_say), ""
    except ValidationError as error:
        return None, " ".join(error.messages)


def _fill_in(page, proposal, user):
    """Save a draft with the proposed value on top of the latest one; tell whether there was a value to fill in."""
    value, _problem = _value(proposal)
    if value is None:
        return False
    draft = page.get_latest_revision_as_object()
    setattr(draft, proposal.field, value)
    if proposal.field == "title":
        draft.draft_title = value
    draft.save_revision(user=user, log_action=True)
    return True
