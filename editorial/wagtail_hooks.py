"""What the editorial room adds to the admin."""

from functools import partial

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _

from wagtail import hooks
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial import routes
from editorial.actions import GatedPublishPageRevisionAction, GatedPublishRevisionAction
from editorial.desk import menu
from editorial.desk import urls as desk_urls
from editorial.desk.contributed import offer_list, offer_way
from editorial.desk.entrances import buttons_for
from editorial.desk.panels import DeskPanel
from editorial.feedback.access import may_triage
from editorial.feedback.triage import FeedbackReport, HelpfulReport, feedback_section
from editorial.gated import GatedContent
from editorial.guards import gated_models
from editorial.views import snippets
from editorial.views.comparing import GatedRevisionsCompareView
from editorial.views.editing import GatedCreateView, GatedEditView, GatedWorkflowActionView
from editorial.views.rules import RulesGroup
from editorial.views.timeline import may_see, timeline_url
from editorial.views.withdrawing import GatedUnpublishView, WithdrawBulkAction

REPLACED = {"user_objects_in_workflow_moderation", "workflow_objects_to_moderate"}

offer_list(feedback_section)
for report in (FeedbackReport, HelpfulReport):
    offer_way(report.page_title, report.header_icon, report.index_url_name, may_triage)

hooks.register("before_serve_page", routes.stop_what_was_not_let_through)
# After Wagtail's own action of the same name, which it replaces.
hooks.register("register_bulk_action", WithdrawBulkAction, order=100)
hooks.register("construct_snippet_action_menu", snippets.offer_what_the_gate_allows)


@hooks.register("register_admin_viewset")
def gated_page_views():
    """Give every page type behind the gate an editor that knows of it."""
    return [
        type(
            f"{model.__name__}ViewSet",
            (PageViewSet,),
            {
                "model": model,
                "add_view_class": GatedCreateView,
                "edit_view_class": GatedEditView,
                "workflow_action_view_class": GatedWorkflowActionView,
                "unpublish_view_class": GatedUnpublishView,
                "revisions_compare_view_class": GatedRevisionsCompareView,
            },
        )(f"gated_{model._meta.model_name}")
        for model in gated_models()
        if issubclass(model, Page)
    ]


@hooks.register("register_admin_viewset")
def rule_views():
    """Offer the rules of the checks to those who may change any."""
    return RulesGroup()


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


@hooks.register("register_page_header_buttons")
def link_the_timeline(page, user, view_name, next_url=None):
    """Offer a page's timeline beside its history."""
    if issubclass(page.specific_class or Page, GatedContent) and may_see(user, page):
        yield Button(_("Timeline"), url=timeline_url(page), icon_name="history", priority=66)


@hooks.register("insert_global_admin_css")
def admin_style():
    """Load the house's few admin styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_script():
    """Load the behaviour of the panel of findings."""
    return format_html('<script src="{}"></script>', static("admin/checks.js"))


@hooks.register("register_admin_urls")
def desk_addresses():
    """Add the desk's addresses."""
    return desk_urls.urlpatterns


@hooks.register("register_page_header_buttons")
def page_header_buttons(page, user, view_name, next_url=None):
    """Offer the desk's actions in the header of the editor and of the explorer."""
    return buttons_for(page, user, next_url)


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page, user, next_url=None):
    """Offer the desk's actions on each line of the explorer."""
    return buttons_for(page, user, next_url)


for number in range(len(menu.REPORTS)):
    hooks.register("register_reports_menu_item", partial(menu.item, number))
for number in range(len(menu.READERS)):
    hooks.register("register_reports_menu_item", partial(menu.readers_item, number))
