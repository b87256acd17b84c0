"""The screen of the role “Commercial”: who pays us, and contracts. Nothing else changes a clinic's relationship.

The role has no right to edit pages, so its people cannot touch a word. What they set is a draft like any other, in
their name, and goes through the page's workflow; only a contract's reference, which no reader sees, counts at once.
"""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from accounts import roles
from blog.models import Clinic, ClinicSpotlight


def may_set(user):
    """Tell whether a person sets who pays us."""
    return user.is_active and (user.is_superuser or roles.has_role(user, roles.COMMERCIAL))


class CommercialItem(MenuItem):
    """An item for those who set it."""

    def is_shown(self, request):
        """Tell whether the person sees it."""
        return may_set(request.user)


class OnlyCommercial:
    """Refuses everybody else."""

    def dispatch(self, request, *args, **kwargs):
        """Ask for the role."""
        if not may_set(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ClinicMoneyForm(forms.ModelForm):
    """What a clinic is to us."""

    class Meta:
        """The one field."""

        model = Clinic
        fields = ["commercial_relationship"]


class SpotlightMoneyForm(forms.ModelForm):
    """Who paid for a story, from when until when, and by which contract."""

    class Meta:
        """Contract data, no text of the page."""

        model = ClinicSpotlight
        fields = ["commercial_status", "sponsor_name", "paid_from", "paid_until", "contract_reference"]
        widgets = {"paid_from": AdminDateInput, "paid_until": AdminDateInput}


FORMS = {"clinic": ClinicMoneyForm, "spotlight": SpotlightMoneyForm}


class CommercialList(OnlyCommercial, WagtailAdminTemplateMixin, TemplateView):
    """Clinics and stories with who pays, each with a link to change it."""

    page_title = gettext_lazy("Who pays us")
    header_icon = "clinic"
    template_name = "blog/admin/commercial_list.html"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        """The dashboard, then this."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        """Add the rows: two queries."""
        clinics = Clinic.objects.order_by("title")
        stories = ClinicSpotlight.objects.select_related("clinic").defer("body").order_by("clinic__title", "title")
        return super().get_context_data(clinics=clinics, stories=stories, **kwargs)


class CommercialEdit(OnlyCommercial, WagtailAdminTemplateMixin, FormView):
    """Changes who pays, and nothing else."""

    header_icon = "clinic"
    template_name = "blog/admin/commercial_edit.html"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        """Find the latest draft of the page."""
        if kwargs["kind"] not in FORMS:
            raise Http404
        model = FORMS[kwargs["kind"]]._meta.model
        self.page = get_object_or_404(model, pk=kwargs["page_id"]).get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        """The form of the kind."""
        return FORMS[self.kwargs["kind"]]

    def get_form_kwargs(self):
        """Fill in what the latest draft says."""
        return {**super().get_form_kwargs(), "instance": self.page}

    def get_page_title(self):
        """The page's title."""
        return _("Who pays: %(title)s") % {"title": self.page.title}

    def get_breadcrumbs_items(self):
        """The dashboard, the list, this."""
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("blog_commercial"), "label": CommercialList.page_title},
            {"url": "", "label": self.page.title},
        ]

    @transaction.atomic
    def form_valid(self, form):
        """Keep it as a draft in this person's name; a contract's reference counts at once."""
        changed = set(form.changed_data)
        if "contract_reference" in changed:
            type(self.page).objects.filter(pk=self.page.pk).update(
                contract_reference=form.cleaned_data["contract_reference"]
            )
        if changed - {"contract_reference"} and self.page.workflow_in_progress:
            form.add_error(None, _("The page is in review. Wait until the review is over, or ask for it to be ended."))
            return self.form_invalid(form)
        if changed:
            self.page.save_revision(user=self.request.user, log_action=True)
        messages.success(self.request, _("Saved. Readers see it when the page went through its workflow."))
        return redirect("blog_commercial")
