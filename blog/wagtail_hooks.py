"""What the blog room adds to the admin."""

from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from blog.draftail import register_citations
from blog.models import Article, ArticleIndex, ClinicIndex, ClinicSpotlight
from blog.viewsets import VIEWSETS, SourcesGroup
from editorial.desk.starts import offer_start

register_snippet(SourcesGroup)
hooks.register("register_rich_text_features", register_citations)
offer_start(ArticleIndex, Article, _("Write an article"), "edit")
offer_start(ClinicIndex, ClinicSpotlight, _("Write a clinic spotlight"), "clinic")


@hooks.register("register_admin_viewset")
def register_listings():
    """Offer a flat list of each page type in the menu."""
    return VIEWSETS


@hooks.register("register_icons")
def register_icons(icons):
    """Add the icons that Wagtail does not bring."""
    return [*icons, "blog/icons/clinic.svg"]
