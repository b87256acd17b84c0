"""What the editorial room adds to the admin."""

from django.templatetags.static import static
from django.utils.html import format_html

from wagtail import hooks

from editorial.desk.panels import DeskPanel

REPLACED = {"user_objects_in_workflow_moderation", "workflow_objects_to_moderate"}


@hooks.register("construct_homepage_panels")
def put_the_desk_first(request, panels):
    """Show the desk instead of Wagtail's two lists of the same, which vanish when they are empty."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") not in REPLACED]
    panels.insert(0, DeskPanel())


@hooks.register("insert_global_admin_css")
def admin_style():
    """Load the house's few admin styles."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/admin.css"))
