"""What the blog room adds to the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.viewsets import VIEWSETS, SourcesGroup

register_snippet(SourcesGroup)


@hooks.register("register_admin_viewset")
def register_listings():
    """Offer a flat list of each page type in the menu."""
    return VIEWSETS


@hooks.register("register_icons")
def register_icons(icons):
    """Add the icons that Wagtail does not bring."""
    return [*icons, "blog/icons/clinic.svg"]
