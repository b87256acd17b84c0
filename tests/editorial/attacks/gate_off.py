"""The control: Wagtail as it comes, with the gate taken away from outside. The product has no such switch.

What is put back is stock Wagtail's behaviour in its methods of saving, publishing, permissions, tasks and views; the
database's triggers are dropped (the test's transaction brings them back) and the check before serving is unhooked.
One thing is not as it comes: stock Wagtail refuses the last approval of somebody who may not publish, which would keep
every workflow here from ending; it publishes the latest revision without asking.
"""

from contextlib import ExitStack, contextmanager
from unittest import mock

from django.test import override_settings

from wagtail import hooks
from wagtail.actions import PublishPageRevisionAction, PublishRevisionAction, action_registry
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.models import AbstractGroupApprovalTask, Page, WorkflowState
from wagtail.signals import pre_page_move

from editorial import guards, routes, triggers
from editorial.actions import GateMixin
from editorial.gated import GatedContent, GatedPage
from editorial.models import MedicalReviewTask
from editorial.models.approval import AbstractApprovalTask
from editorial.views.editing import GatedEditView, GatedWorkflowActionView
from editorial.views.snippets import GatedFormMixin

STOCK_METHODS = [
    (GatedContent, "save"),
    (GatedContent, "save_revision"),
    (GatedContent, "publish"),
    (GatedPage, "permissions_for_user"),
    (GatedPage, "update_aliases"),
    (GatedPage, "delete"),
    (GateMixin, "check"),
    (GateMixin, "execute"),
    (GateMixin, "_publish_revision"),
    (GatedFormMixin, "get_available_actions"),
    (GatedFormMixin, "form_valid"),
]
STOCK_TASK = ("start", "get_actions", "on_action", "user_can_access_editor", "locked_for_user")
STOCK_VIEWS = [
    (GatedEditView, EditView, ("get", "form_valid", "perform_workflow_action", "get_side_panels")),
    (GatedWorkflowActionView, WorkflowActionView, ("post",)),
]


def _inherited(owner, name):
    """Return a method that does what the bases after `owner` do."""

    def method(self, *args, **kwargs):
        return getattr(super(owner, self), name)(*args, **kwargs)

    return method


def _publish_latest(workflow_state, user=None):
    workflow_state.content_object.get_latest_revision().publish(user=user, skip_permission_checks=True)


@contextmanager
def gate_off():
    """Have Wagtail publish whatever it is asked to, until the block ends."""
    triggers.drop()
    with ExitStack() as stack:
        for owner, name in STOCK_METHODS:
            stack.enter_context(mock.patch.object(owner, name, _inherited(owner, name)))
        for name in STOCK_TASK:
            stack.enter_context(mock.patch.object(AbstractApprovalTask, name, getattr(AbstractGroupApprovalTask, name)))
        stack.enter_context(mock.patch.object(MedicalReviewTask, "refusals_for", return_value=[]))
        for ours, stock, names in STOCK_VIEWS:
            for name in names:
                stack.enter_context(mock.patch.object(ours, name, getattr(stock, name)))
        stack.enter_context(mock.patch.object(WorkflowState, "on_finish", _publish_latest))
        stack.enter_context(override_settings(WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT=False))
        stack.enter_context(_stock_actions())
        stack.enter_context(without_hook("before_serve_page", routes.stop_what_was_not_let_through))
        pre_page_move.disconnect(dispatch_uid="editorial.refuse_uncovered_move")
        try:
            yield
        finally:
            pre_page_move.connect(routes.refuse_uncovered_move, dispatch_uid="editorial.refuse_uncovered_move")


def _stock_actions():
    action_registry.get_actions_for_model(Page)  # reads the hooks once, before they are looked away from
    stock = {model: dict(actions) for model, actions in action_registry.actions.items()}
    for model in [Page, *guards.gated_models()]:
        action = PublishPageRevisionAction if issubclass(model, Page) else PublishRevisionAction
        stock.setdefault(model, {})["publish"] = action
    return mock.patch.object(action_registry, "actions", stock)


def without_hook(name, function):
    """Have Wagtail forget one function of a hook until the block ends."""
    hooks.get_hooks(name)
    kept = [entry for entry in hooks._hooks[name] if entry[0] is not function]
    return mock.patch.dict(hooks._hooks, {name: kept})
