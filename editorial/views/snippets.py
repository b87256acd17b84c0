"""The screens of snippets behind the gate: nothing is published by a button, and every refusal is said in words."""

import json

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.snippets.action_menu import UnpublishMenuItem
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    SnippetViewSet,
    UnpublishView,
    WorkflowActionView,
)

from editorial import gate, withdrawal
from editorial.approvals_panel import ApprovalsSidePanel
from editorial.findings_panel import FindingsSidePanel
from editorial.gated import GatedContent
from editorial.models.approval import latest_content
from editorial.refusals import PublicationRefused
from editorial.submission import from_the_form, look_before_cancelling, start_over
from editorial.views.refused import RefusalsAsMessages, say


class GatedFormMixin:
    """Offers no publishing, and turns refusals into messages with the draft saved."""

    def get_available_actions(self):
        """Leave out what only the workflow does."""
        return [action for action in super().get_available_actions() if action != "publish"]

    def form_valid(self, form):
        """Carry out the action, or say why not."""
        try:
            with from_the_form():
                return super().form_valid(form)
        except PublicationRefused as refused:
            say(self.request, refused, draft_is_saved=True)
            return redirect(self.get_edit_url())


class GatedSnippetCreateView(GatedFormMixin, CreateView):
    """For a new snippet: has a place for findings."""

    def get_side_panels(self):
        """Add the panel that shows findings as soon as there is a draft."""
        return MediaContainer([*super().get_side_panels(), FindingsSidePanel(self.model(), self.request)])


class GatedSnippetEditView(GatedFormMixin, EditView):
    """For a snippet that exists: shows where the approvals stand."""

    def get_side_panels(self):
        """Add the panel that shows who approved, who must, and why not yet."""
        panels = list(super().get_side_panels())
        if not self.expects_json_response and not self.hydrate_create_view:
            panels.append(FindingsSidePanel(self.object, self.request))
            panels.append(ApprovalsSidePanel(self.object, self.request))
        return MediaContainer(panels)

    def submit_action(self):
        """Submit; what was sent back begins with the checks again."""
        self.workflow_state = start_over(self.workflow_state)
        return super().submit_action()

    def restart_workflow_action(self):
        """Restart; with words that the checks stop, the workflow stays where it is."""
        look_before_cancelling(self.workflow_state, lambda: latest_content(self.object))
        return super().restart_workflow_action()

    def workflow_action_action(self):
        """Decide on the words that the reviewer had on the screen."""
        extra = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
        self.object.current_workflow_task.on_action(
            self.object.current_workflow_task_state,
            self.request.user,
            self.workflow_action,
            seen=gate.standing(latest_content(self.object)).fingerprint,
            comment=str(extra.get("comment", "")),
        )


class GatedSnippetWorkflowActionView(RefusalsAsMessages, WorkflowActionView):
    """Decisions from outside the editor."""


class GatedSnippetUnpublishView(UnpublishView):
    """Takes a snippet down, with a reason."""

    permission_required = "change"
    template_name = "editorial/withdraw_snippet.html"

    def dispatch(self, request, *args, **kwargs):
        """Let in who may take things down."""
        if not withdrawal.may_withdraw(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Take it down, or ask for the reason again."""
        try:
            withdrawal.withdraw_snippet(self.object, request.user, request.POST.get("reason", ""))
        except PublicationRefused as refused:
            self.refusals = refused.refusals
            return self.get(request, *args, **kwargs)
        messages.success(request, _("“%(title)s” is no longer shown to readers.") % {"title": self.object})
        return redirect(reverse(self.edit_url_name, args=[self.object.pk]))

    def get_context_data(self, **kwargs):
        """Add what was typed and why it was not enough."""
        return {
            **super().get_context_data(**kwargs),
            "reason": self.request.POST.get("reason", ""),
            "refusals": getattr(self, "refusals", []),
        }


class GatedSnippetViewSet(SnippetViewSet):
    """For snippets whose model is a `GatedContent`."""

    add_view_class = GatedSnippetCreateView
    edit_view_class = GatedSnippetEditView
    workflow_action_view_class = GatedSnippetWorkflowActionView
    unpublish_view_class = GatedSnippetUnpublishView
    copy_view_enabled = False


class TakeDownMenuItem(UnpublishMenuItem):
    """Wagtail's item, for those who may take things down instead of those who may publish."""

    label = gettext_lazy("Take down")

    def is_shown(self, context):
        """Show it for public snippets to those who may."""
        instance = context.get("instance")
        return instance is not None and instance.live and withdrawal.may_withdraw(context["request"].user)


def offer_what_the_gate_allows(menu_items, request, context):
    """Take “Publish” out of a gated snippet's menu, and offer taking it down to those who may (a Wagtail hook)."""
    if not issubclass(context["model"], GatedContent):
        return
    menu_items[:] = [item for item in menu_items if item.name not in {"action-publish", "action-unpublish"}]
    take_down = TakeDownMenuItem(order=90)
    if take_down.is_shown(context):
        menu_items.append(take_down)
