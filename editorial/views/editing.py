"""The editor's screens, with the gate's refusals as messages: nothing that was typed is lost, every reason is said."""

import json

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView

from editorial import gate
from editorial.approvals_panel import ApprovalsSidePanel
from editorial.findings_panel import FindingsSidePanel
from editorial.models.approval import latest_content
from editorial.refusals import PublicationRefused
from editorial.submission import from_the_form, look_before_cancelling, start_over
from editorial.views.refused import RefusalsAsMessages, say


class GatedCreateView(CreateView):
    """Wagtail's form for a new page: has a place for findings, and submits nothing that the checks stop."""

    def get_side_panels(self):
        """Add the panel that shows findings as soon as there is a draft."""
        panels = super().get_side_panels()
        panels.append(FindingsSidePanel(self.page, self.request))
        return panels

    def form_valid(self, form):
        """Create; where the checks stop a submission, the draft is kept and the editor opens with the findings."""
        try:
            with from_the_form():
                return super().form_valid(form)
        except PublicationRefused as refused:
            self.subscription.page = self.page
            self.subscription.save()
            say(self.request, refused, draft_is_saved=True)
            return redirect(self.get_edit_url())


class GatedEditView(EditView):
    """Wagtail's page editor: shows where the approvals stand, and says what a change of words costs."""

    def get_side_panels(self):
        """Add the panel that shows who approved, who must, and why not yet."""
        panels = super().get_side_panels()
        if not self.expects_json_response and not self.hydrate_create_view:
            panels.append(FindingsSidePanel(self.page, self.request))
            panels.append(ApprovalsSidePanel(self.page, self.request))
        return panels

    def get(self, request, *args, **kwargs):
        """Say before anything is changed which approvals a change would cost."""
        given = self._approvals_of(self.page)
        if given and not self.locked_for_user:
            messages.info(
                request,
                _("These words are approved by %(people)s. If you change one, the approvals no longer count.")
                % {"people": ", ".join(given.values())},
            )
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        """Carry out the action; a refusal becomes messages on the editor, with the draft saved."""
        before = self._approvals_of(latest_content(self.real_page_record))
        try:
            with from_the_form():
                response = super().form_valid(form)
        except PublicationRefused as refused:
            say(self.request, refused, draft_is_saved=True)
            return self.redirect_and_remain()
        if self.action_name == "save" and not self.expects_json_response:
            self._say_what_was_lost(before)
        return response

    def submit_action(self):
        """Submit; what was sent back begins with the checks again."""
        self.workflow_state = start_over(self.workflow_state)
        return super().submit_action()

    def restart_workflow_action(self):
        """Restart; with words that the checks stop, the workflow stays where it is."""
        look_before_cancelling(self.workflow_state, lambda: latest_content(self.page))
        return super().restart_workflow_action()

    def perform_workflow_action(self):
        """Decide on the words that the reviewer had on the screen, not on what somebody saved meanwhile."""
        if self.is_out_of_date:
            messages.error(
                self.request, _("Somebody changed the text while you were reading. Please read it again, then decide.")
            )
            return self.redirect_and_remain()
        self.page = self.form.save(commit=not self.page.live)
        self.subscription.save()
        if self.has_content_changes:
            revision = self.page.save_revision(
                user=self.request.user,
                log_action=True,
                previous_revision=self.previous_revision if self.is_reverting else None,
            )
            if "comments" in self.form.formsets:
                changes = self.get_commenting_changes()
                self.log_commenting_changes(changes, revision)
                self.send_commenting_notifications(changes)
        extra = json.loads(self.request.POST.get("workflow-action-extra-data", "{}"))
        self.page.current_workflow_task.on_action(
            self.page.current_workflow_task_state,
            self.request.user,
            self.workflow_action,
            seen=gate.standing(latest_content(self.page)).fingerprint,
            comment=str(extra.get("comment", "")),
        )
        self.add_save_confirmation_message()
        return self.run_hook("after_edit_page", self.request, self.page) or self.redirect_away()

    def _approvals_of(self, content):
        """Return {task: "person (task)"} of the people whose approvals of the content's words count."""
        found = gate.standing(content)
        return {
            key: f"{entry.person_name} ({entry.task_name})" for key, entry in found.approvals.items() if entry.person
        }

    def _say_what_was_lost(self, before):
        after = self._approvals_of(latest_content(self.page))
        lost = [person for key, person in before.items() if key not in after]
        if lost:
            messages.warning(
                self.request,
                _("You changed the words, so these approvals no longer count: %(people)s. They will be asked again.")
                % {"people": ", ".join(lost)},
            )


class GatedWorkflowActionView(RefusalsAsMessages, WorkflowActionView):
    """Decisions from outside the editor: a refusal becomes a message there."""
