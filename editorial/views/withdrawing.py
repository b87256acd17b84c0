"""Taking pages down: one, from wherever it is seen, or several from the explorer; never without a reason."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from editorial import withdrawal
from editorial.models import PublicationRecord
from editorial.refusals import PublicationRefused

Answer = PublicationRecord.Answer
ANSWERS = (
    (
        Answer.CHECKED_AGAIN,
        gettext_lazy(
            "It is being checked again. Readers are told to come back; search engines keep the address. (503)"
        ),
    ),
    (
        Answer.GONE,
        gettext_lazy("It is gone for good. Readers are told so; search engines drop the address. (410)"),
    ),
)
FEWEST_WORDS = 3


class WithdrawForm(forms.Form):
    """Why the page is taken down, and what its readers are told."""

    reason = forms.CharField(
        label=gettext_lazy("Why is it taken down?"),
        help_text=gettext_lazy(
            "One sentence for your colleagues. It stays in the ledger; readers do not see it. Please no names of"
            " patients."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    answer = forms.TypedChoiceField(
        label=gettext_lazy("What are readers told?"),
        choices=ANSWERS,
        coerce=int,
        initial=Answer.CHECKED_AGAIN,
        widget=forms.RadioSelect,
    )

    def clean_reason(self):
        """Ask for more than a word."""
        reason = self.cleaned_data["reason"]
        if len(reason.split()) < FEWEST_WORDS:
            raise forms.ValidationError(_("Please say it in a few words, so that others know what to mend."))
        return reason


class WithdrawView(WagtailAdminTemplateMixin, FormView):
    """Asks for the reason and takes the page down."""

    form_class = WithdrawForm
    template_name = "editorial/withdraw.html"
    page_title = gettext_lazy("Take down")
    header_icon = "no-view"

    def dispatch(self, request, page_id, *args, **kwargs):
        """Let in who may; there is nothing to do for a page that is not public."""
        if not withdrawal.may_withdraw(request.user):
            raise PermissionDenied
        self.page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id).specific
        if not self.page.live:
            messages.info(
                request, _("“%(page)s” is not public, so there is nothing to take down.") % {"page": self.page}
            )
            return redirect(self._way_back())
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        """Name the page."""
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        """Lead back to the dashboard."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title(), "sublabel": str(self.page)}]

    def get_context_data(self, **kwargs):
        """Add what the person should know before."""
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "below": self.page.get_descendants().filter(live=True).count(),
            "is_in_review": self.page.current_workflow_state is not None,
            "way_back": self._way_back(),
            "next": get_valid_next_url_from_request(self.request),
        }

    def form_valid(self, form):
        """Take it down; what stands against it is said in the form, with everything that was typed."""
        try:
            withdrawal.withdraw(self.page, self.request.user, **form.cleaned_data)
        except PublicationRefused as refused:
            for refusal in refused.refusals:
                form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("“%(page)s” is taken down. Readers no longer get it, and the managing editors are told.")
            % {"page": self.page.get_admin_display_title()},
        )
        return redirect(self._way_back())

    def _way_back(self):
        return get_valid_next_url_from_request(self.request) or reverse("wagtailadmin_home")


class GatedUnpublishView(UnpublishView):
    """Wagtail's address for unpublishing leads to the form that asks for a reason."""

    def dispatch(self, request, *args, **kwargs):
        """Send those who may there, whatever they posted."""
        if not withdrawal.may_withdraw(request.user):
            raise PermissionDenied
        target = reverse("editorial_withdraw", args=[self.object.pk])
        following = get_valid_next_url_from_request(request)
        return redirect(f"{target}?{urlencode({'next': following})}" if following else target)


class WithdrawBulkAction(PageBulkAction):
    """Takes the pages that are ticked in the explorer down, for one reason. It stands in for Wagtail's "Unpublish"."""

    display_name = gettext_lazy("Take down")
    action_type = "unpublish"
    aria_label = gettext_lazy("Take the selected pages down")
    template_name = "editorial/bulk_withdraw.html"
    action_priority = 50
    form_class = WithdrawForm

    def check_perm(self, page):
        """Only public pages, and only for those who may."""
        return page.live and withdrawal.may_withdraw(self.request.user)

    def get_execution_context(self):
        """Pass on what the form said."""
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects, user=None, reason="", answer=Answer.CHECKED_AGAIN, **kwargs):
        """Take all of them down, or none."""
        with transaction.atomic():
            for page in objects:
                withdrawal.withdraw(page, user, reason, answer)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        """Say how many."""
        return ngettext("%(count)d page is taken down.", "%(count)d pages are taken down.", num_parent_objects) % {
            "count": num_parent_objects
        }


class PublicPagesView(ReportView):
    """Finds a public page by its title, for people who have no pages of their own in the explorer."""

    model = Page
    page_title = gettext_lazy("Take a page down")
    header_icon = "no-view"
    results_template_name = "editorial/report_results.html"
    index_url_name = "editorial_public_pages"
    index_results_url_name = "editorial_public_pages_results"
    default_ordering = "-last_published_at"
    is_searchable = True
    search_fields = ["title"]
    search_backend_name = None
    verbose_name_plural = gettext_lazy("public pages")
    list_export = ["title", "last_published_at"]
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), sort_key="title", url_name="editorial_withdraw"),
        Column("type", label=gettext_lazy("Type"), accessor=lambda page: page.page_type_display_name),
        DateColumn("last_published_at", label=gettext_lazy("Last published"), sort_key="last_published_at"),
    ]

    def dispatch(self, request, *args, **kwargs):
        """Let in who may take pages down."""
        if not withdrawal.may_withdraw(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        """Return what is public."""
        return Page.objects.filter(live=True, depth__gt=1)

    def get_filtered_queryset(self):
        """Search the titles."""
        return self.get_queryset()
