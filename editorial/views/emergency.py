"""Breaking the glass, as managing editors see it: ask, confirm as a second person, or call it off."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from accounts import roles
from editorial import emergency, gate
from editorial.checks.running import check_content
from editorial.desk.comparison import changes_between
from editorial.models import EmergencyRequest
from editorial.models.approval import latest_content
from editorial.refusals import PublicationRefused


class EmergencyForm(forms.Form):
    """Why these words cannot wait."""

    reason = forms.CharField(
        label=gettext_lazy("Why can these words not wait for their approvals?"),
        help_text=gettext_lazy("A sentence. It stays in the ledger, with your name and that of whoever confirms."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EmergencyView(WagtailAdminTemplateMixin, FormView):
    """What both screens share: for managing editors, with a comparison to the public words, refusals as messages."""

    page_title = gettext_lazy("Emergency publication")
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        """Let managing editors in."""
        if not roles.has_role(request.user, roles.MANAGING_EDITORS):
            raise PermissionDenied
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        """Name the page."""
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self):
        """Lead back to the dashboard."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title(), "sublabel": str(self.page)}]

    def get_context_data(self, **kwargs):
        """Add the comparison with the public words and what is missing."""
        after = self.words()
        refusals = gate.refusals(after)
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "is_open": True,
            "is_public": self.page.live,
            "comparison": changes_between(self.page, self.page, after, self.request) if self.page.live else None,
            "missing": [refusal for refusal in refusals if refusal.code != "checks"],
            "found": check_content(after).blocking if refusals else [],
            "hours": int(emergency.LASTS.total_seconds() // 3600),
            "wait_hours": int(emergency.CONFIRM_WITHIN.total_seconds() // 3600),
        }

    def refused(self, form, refused):
        """Say in the form what stands against it."""
        for refusal in refused.refusals:
            form.add_error(None, str(refusal))
        return self.form_invalid(form)


class AskView(EmergencyView):
    """The first managing editor asks."""

    form_class = EmergencyForm
    template_name = "editorial/emergency_ask.html"

    def find(self, page_id):
        """Look the page up."""
        self.page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id).specific

    def words(self):
        """Return the latest draft."""
        return latest_content(self.page)

    def get_context_data(self, **kwargs):
        """Add requests for the page that are open already."""
        return {**super().get_context_data(**kwargs), "open_requests": emergency.open_requests(self.page)}

    def form_valid(self, form):
        """Ask, and lead to the screen that the second person will see."""
        if not gate.refusals(self.words()):
            form.add_error(None, _("Nothing is missing: these words are public, or may go live without an emergency."))
            return self.form_invalid(form)
        try:
            made = emergency.request(self.page, self.request.user, form.cleaned_data["reason"])
        except PublicationRefused as refused:
            return self.refused(form, refused)
        messages.success(self.request, _("The other managing editors are asked to confirm. Nothing is public yet."))
        return redirect("editorial_emergency_confirm", made.pk)


class ConfirmView(EmergencyView):
    """The second managing editor confirms; either of them may call it off."""

    form_class = forms.Form
    template_name = "editorial/emergency_confirm.html"

    def find(self, request_id):
        """Look the request and its page up."""
        self.emergency = get_object_or_404(
            EmergencyRequest.objects.select_related("requested_by", "confirmed_by", "revision"),
            pk=request_id,
            content="wagtailcore.page",
        )
        self.page = get_object_or_404(Page, pk=self.emergency.object_id).specific

    def words(self):
        """Return the words that were asked for, not what somebody saved since."""
        return self.emergency.revision.as_object()

    def get_context_data(self, **kwargs):
        """Add who asked, whether it is open, and until when."""
        until = self.emergency.requested_at + emergency.CONFIRM_WITHIN
        is_open = not (self.emergency.confirmed_at or self.emergency.cancelled_at) and timezone.now() < until
        return {
            **super().get_context_data(**kwargs),
            "emergency": self.emergency,
            "until": until,
            "is_open": is_open,
            "is_own": self.emergency.requested_by_id == self.request.user.pk,
        }

    def form_valid(self, form):
        """Confirm or call off, as the button says."""
        try:
            if "cancel" in self.request.POST:
                emergency.cancel(self.emergency, self.request.user)
                messages.success(self.request, _("The request is called off. Nothing was published."))
            else:
                emergency.confirm(self.emergency, self.request.user)
                messages.warning(
                    self.request,
                    _("“%(page)s” is public without its approvals, for %(hours)d hours. Please have it reviewed now.")
                    % {"page": self.page, "hours": int(emergency.LASTS.total_seconds() // 3600)},
                )
        except PublicationRefused as refused:
            return self.refused(form, refused)
        return redirect("wagtailadmin_home")
