"""What a reader may see, said once. Search, feeds, the sitemap, listings and related pages start from here."""

from wagtail.models import Page, PageManager, get_page_models
from wagtail.query import PageQuerySet

_hidden = []


def hides_from_readers(model):
    """Register `function(private)`, which returns the keys of live pages of `model` that readers may not see today.

    For what the calendar hides, such as a clinic without a valid licence: nobody has to take it down. `private` is the
    condition on pages behind a restriction; the function needs no query of its own for it.
    """

    def register(function):
        _hidden.append((model, function))
        return function

    return register


def without_hidden(pages):
    """Leave out of a queryset of pages what is behind a restriction, and what the calendar hides today."""
    private = pages.private_q()
    pages = pages.exclude(private)
    for model, hidden in _hidden:
        if issubclass(model, pages.model):
            pages = pages.exclude(pk__in=hidden(private))
    return pages


class PublicationQuerySet(PageQuerySet):
    """Pages asked for in a publication's words."""

    def published(self):
        """Pages that any reader may see: live, not behind a restriction, not hidden by the calendar.

        Restrictions are a page's own or an ancestor's. The root of the tree is live too, but it is nobody's page.
        """
        return without_hidden(self.live().filter(depth__gt=1))

    def newest_first(self):
        """The latest first publication first; the key breaks ties so that paging never repeats a page."""
        return self.order_by("-first_published_at", "-pk")


PublicationManager = PageManager.from_queryset(PublicationQuerySet)


def published_pages():
    """Return a queryset over pages of every type that any reader may see."""
    return PublicationQuerySet(Page).published()


def without_demonstrations(pages):
    """Leave demonstration content out of a queryset over pages of every type."""
    for model in get_page_models():
        if hasattr(model, "is_demo"):
            pages = pages.exclude(pk__in=model._base_manager.filter(is_demo=True).values("pk"))
    return pages
