"""The checks in the admin: the panel's fragment, answers to findings, and the pages that explain each check."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from editorial import gate
from editorial.checks import waivers
from editorial.checks.current import current_rules
from editorial.checks.lists import lists_of
from editorial.checks.registry import Severity, get, registered
from editorial.checks.rules import numbers
from editorial.checks.running import check_content
from editorial.findings_panel import panel_context
from editorial.models.approval import latest_content
from editorial.refusals import PublicationRefused
from editorial.views.timeline import find_content, may_read_draft

FRAGMENT = "editorial/checks/fragment.html"


def edit_url(content):
    """Return where a page or snippet is edited."""
    if isinstance(content, Page):
        return reverse("wagtailadmin_pages:edit", args=[content.pk])
    return reverse(content.snippet_viewset.get_url_name("edit"), args=[content.pk])


class DraftView(View):
    """A view about the latest draft of a content, for those who edit or review it."""

    def dispatch(self, request, *args, content, object_id, **kwargs):
        """Find the draft; 404 for what is not behind the gate."""
        found = find_content(content, object_id)
        if not may_read_draft(request.user, found):
            raise PermissionDenied
        self.content = latest_content(found)
        return super().dispatch(request, *args, **kwargs)


class PanelView(DraftView):
    """The findings alone, for the panel to show anew."""

    def get(self, request):
        """Return the fragment."""
        return TemplateResponse(request, FRAGMENT, panel_context(self.content, request))


class AnswerView(DraftView):
    """Waives or dismisses a finding, or takes such an answer back."""

    def post(self, request):
        """Take the answer, or say why not, with what was typed. A script gets the panel's fragment back."""
        key, reason = request.POST.get("key", ""), request.POST.get("reason", "")
        standing = gate.standing(self.content)
        error = ""
        if request.POST.get("fingerprint") != standing.fingerprint:
            error = _("The draft changed after you opened it. Look at the finding again, then decide.")
        else:
            try:
                self._enter(standing, key, reason)
            except PublicationRefused as refused:
                error = str(refused)
        is_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
        if not error and not is_script:
            messages.success(request, _("It is in the ledger."))
            return redirect(edit_url(self.content))
        context = panel_context(self.content, request, key, reason, error)
        if is_script:
            # 200 also for an answer that was not taken: the fragment says so, and consoles stay quiet.
            return TemplateResponse(request, FRAGMENT, context)
        context |= {"edit_url": edit_url(self.content), "title": str(self.content), "error": error}
        return TemplateResponse(request, "editorial/checks/answer.html", context, status=422)

    def _enter(self, standing, key, reason):
        report = check_content(self.content, standing.fingerprint)
        user, revision = self.request.user, self.content.latest_revision
        if "take_back" in self.request.POST:
            is_public = standing.live_fingerprint == standing.fingerprint
            waivers.take_back(report, self.content, key, user, is_public=is_public, revision=revision)
        else:
            waivers.give(report, self.content, key, user, reason, writers=standing.writers, revision=revision)


class ChecksView(WagtailAdminTemplateMixin, TemplateView):
    """All checks, with what each is for."""

    template_name = "editorial/checks/index.html"
    page_title = gettext_lazy("Checks of drafts")
    header_icon = "tasks"

    def get_breadcrumbs_items(self):
        """Lead back to the dashboard."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        """Add the checks by weight."""
        groups = [(severity, [each for each in registered() if each.severity == severity]) for severity in Severity]
        return {**super().get_context_data(**kwargs), "check_groups": [group for group in groups if group[1]]}


class CheckView(WagtailAdminTemplateMixin, TemplateView):
    """Why one check is there, and who may waive it."""

    template_name = "editorial/checks/explanation.html"
    header_icon = "tasks"

    def dispatch(self, request, *args, code, **kwargs):
        """Find the check."""
        self.check = get(code)
        if self.check is None:
            raise Http404(_("There is no such check."))
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        """Name the check."""
        return f"{self.check.code}: {self.check.title}"

    def get_breadcrumbs_items(self):
        """Lead back to all checks."""
        index = {"url": reverse("editorial_checks"), "label": _("Checks of drafts")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        """Add the check and its thresholds as they are set."""
        rules = current_rules()
        own = [(each, rules.number(each.name)) for each in numbers() if each.code == self.check.code]
        lists = lists_of(self.check.code, self.request.user)
        return {**super().get_context_data(**kwargs), "check": self.check, "numbers": own, "lists": lists}
