"""What a reader may see, said once. Search, feeds, the sitemap, listings and related pages start from here."""

from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet


class PublicationQuerySet(PageQuerySet):
    """Pages asked for in a publication's words."""

    def published(self):
        """Pages that any reader may see: live, and not behind a restriction of their own or of an ancestor.

        The root of the tree is live too, but it is nobody's page.
        """
        return self.live().public().filter(depth__gt=1)

    def newest_first(self):
        """The latest first publication first; the key breaks ties so that paging never repeats a page."""
        return self.order_by("-first_published_at", "-pk")


PublicationManager = PageManager.from_queryset(PublicationQuerySet)


def published_pages():
    """Return a queryset over pages of every type that any reader may see."""
    return PublicationQuerySet(Page).published()
