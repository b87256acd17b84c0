"""Hub pages: those that list everything about a topic, or by an author, with a feed of the same."""

from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from blog.feeds import page_feed
from pages.listing import page_type_facet
from pages.models import ListingMixin


class HubMixin(RoutablePageMixin, ListingMixin):
    """A page whose list and Atom feed are the pages that `get_pages()` returns, of any type, newest first."""

    def get_pages(self):
        """Return the queryset of published pages that belong to the hub."""
        raise NotImplementedError

    def get_listed(self, request):
        """List the hub's pages."""
        return self.get_pages()

    def get_route_paths(self):
        """Say that the feed has an address too: it is redirected with the page when that moves."""
        return [*super().get_route_paths(), "/feed/"]

    def get_facets(self):
        """Narrow by type of page."""
        return [page_type_facet("blog.Article", "blog.ClinicSpotlight")]

    def get_feed(self, request):
        """The feed of this hub."""
        return self.get_url(request) + self.reverse_subpage("feed"), self.title

    @path("feed/", name="feed")
    def feed(self, request):
        """Answer with the hub's Atom feed."""
        return page_feed(request, self, self.get_pages())
