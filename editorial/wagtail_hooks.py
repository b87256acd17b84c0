"""What the editorial room adds to the admin."""

from django.templatetags.static import static
from django.utils.html import format_html

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from editorial import routes
from editorial.actions import GatedPublishPageRevisionAction, GatedPublishRevisionAction
from editorial.desk.panels import DeskPanel
from editorial.triggers import gated_models
from editorial.views import snippets
from editorial.views.editing import GatedEditView, GatedWorkflowActionView

REPLACED = {"user_objects_in_workflow_moderation", "workflow_objects_to_moderate"}

hooks.register("before_serve_page", routes.stop_what_was_not_let_through)
hooks.register("construct_snippet_action_menu", snippets.offer_what_the_gate_allows)


@hooks.register("register_admin_viewset")
def gated_page_views():
    """Give every page type behind the gate an editor that knows of it."""
    return [
        type(
            f"{model.__name__}ViewSet",
            (PageViewSet,),
            {"model": model, "edit_view_class": GatedEditView, "workflow_action_view_class": GatedWorkflowActionView},
        )(f"gated_{model._meta.model_name}")
        for model in gated_models()
        if issubclass(model, Page)
    ]


@hooks.register("register_actions")
def gated_actions(registry):
    """Put the gate into the actions that Wagtail's API looks up."""
    registry.register(Page, GatedPublishPageRevisionAction)  # Wagtail's API looks the page type's base up
    for model in gated_models():
        action = GatedPublishPageRevisionAction if issubclass(model, Page) else GatedPublishRevisionAction
        registry.register(model, action)


@hooks.register("construct_homepage_panels")
def put_the_desk_first(request, panels):
    """Show the desk instead of Wagtail's two lists of the same, which vanish when they are empty."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in REPLACED]
    panels.insert(0, DeskPanel())


@hooks.register("insert_global_admin_css")
def admin_style():
    """Load the house's few admin styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/admin.css"))
