"""Atom feeds: of the site, of the articles, of a topic, of an author."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from wagtail.models import Page, Site

from pages.cards import cards_of
from pages.querysets import PublicationQuerySet

ENTRIES = 30


class CardFeed(Feed):
    """A feed whose entries are the cards of the newest published pages of some kind."""

    feed_type = Atom1Feed

    def get_object(self, request, **kwargs):
        """Keep the request, which addresses are made from."""
        self.request = request
        self.site = Site.find_for_request(request)
        return kwargs

    def get_pages(self, obj):
        """Return the queryset of published pages, newest first."""
        raise NotImplementedError

    def items(self, obj):
        """The cards of the newest pages."""
        return cards_of(self.get_pages(obj)[:ENTRIES])

    def item_title(self, card):
        """The card's title, after the label of an advertisement."""
        return f"{card.label}: {card.title}" if card.label else card.title

    def item_description(self, card):
        """The card's summary."""
        return card.summary

    def item_link(self, card):
        """The page's address, with host."""
        return card.page.get_full_url(self.request)

    def item_pubdate(self, card):
        """When the page was first published."""
        return card.page.first_published_at

    def item_updateddate(self, card):
        """When the page was last published."""
        return card.page.last_published_at

    def item_author_name(self, card):
        """The names of the authors."""
        return ", ".join(author["name"] for author in card.authors) or None

    def item_categories(self, card):
        """The kind of the page."""
        return [card.kind] if card.kind else []


def feed_pages():
    """Return the published pages that feeds carry: articles and clinic spotlights, newest first."""
    return (
        PublicationQuerySet(Page)
        .published()
        .filter(content_type__app_label="blog", content_type__model__in=["article", "clinicspotlight"])
        .newest_first()
    )


class SiteFeed(CardFeed):
    """Everything new in the publication."""

    def title(self, obj):
        """The name of the site."""
        return self.site.site_name or self.site.hostname

    def link(self, obj):
        """The front page."""
        return self.site.root_url + "/"

    def get_pages(self, obj):
        """The newest pages."""
        return feed_pages()


class ArticleFeed(SiteFeed):
    """All articles."""

    def get_pages(self, obj):
        """The newest articles."""
        return feed_pages().filter(content_type__model="article")


class PageFeed(CardFeed):
    """The feed of one page that lists others: a topic or an author. Call with `page=`."""

    def title(self, obj):
        """The page's title and the site's name."""
        return _("%(title)s – %(site)s") % {"title": obj["page"].title, "site": self.site.site_name}

    def link(self, obj):
        """The page itself."""
        return obj["page"].get_full_url(self.request)

    def get_pages(self, obj):
        """What the page lists."""
        return obj["page"].get_pages()
