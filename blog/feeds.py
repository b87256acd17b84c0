"""Atom feeds with the whole text: of the site, of the articles, of a topic, of an author.

Entries are called by the key that a page keeps for life, so that no reader gets a page twice after a move, and are
dated by the last change of their words. A feed that did not change is not sent again (ETag, Last-Modified).
"""

import hashlib
import uuid

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Page, Site

from blog.feed_atom import FullAtomFeed
from blog.feed_content import contents_of
from delivery.kept import recording
from editorial.alarm import is_sealed
from pages.cards import cards_of
from pages.changes import with_changed_at
from pages.publisher import publisher_of
from pages.querysets import PublicationQuerySet

ENTRIES = 30
TYPES = ("article", "clinicspotlight")


@require_safe
def site_feed(request):
    """Answer with everything new in the publication."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    for name in TYPES:
        recording.shows_list(name)
    pages = PublicationQuerySet(Page).published().filter(content_type__app_label="blog", content_type__model__in=TYPES)
    return _answer(request, site, site.root_page, pages, publisher_of(request).name)


def page_feed(request, page, pages):
    """Answer with the feed of a page that lists others. `pages`: a queryset of what it lists."""
    recording.may_keep(request)
    site = Site.find_for_request(request)
    if site is None or not page.get_full_url(request):
        raise Http404
    names = {"title": page.title, "site": publisher_of(request).name}
    return _answer(request, site, page, pages, _("%(title)s – %(site)s") % names)


def _answer(request, site, page, pages, title):
    publisher = publisher_of(request)
    pages = with_changed_at(pages.descendant_of(site.root_page)).newest_first()[:ENTRIES]
    pages = [each for each in pages.specific() if is_sealed(each)]
    feed = FullAtomFeed(
        title=title,
        link=page.get_full_url(request),
        description=page.summary if hasattr(page, "summary") else "",
        language=get_language(),
        author_name=publisher.name,
        feed_url=f"{site.root_url}{request.path}",
        feed_guid=uuid.uuid5(page.translation_key, "feed").urn,
    )
    feed.started = page.last_published_at or timezone.now()
    cards = cards_of(pages)  # which loads for all pages at once what their texts show too
    contents = contents_of(pages, request)
    for card in cards:
        feed.add_item(
            title=f"{card.label}: {card.title}" if card.label else card.title,
            link=card.page.get_full_url(request),
            description=None,
            summary=card.summary,
            content=contents[card.page.pk],
            authors=[(author["name"], author["page"].get_full_url(request)) for author in card.authors],
            pubdate=card.page.first_published_at,
            updateddate=card.page.changed_at,
            unique_id=card.page.translation_key.urn,
            categories=[card.kind] if card.kind else [],
        )
    return _response(request, feed)


def _response(request, feed):
    body = feed.writeString("utf-8").encode()
    changed = int(feed.latest_post_date().timestamp())
    response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    response["Cache-Control"] = "no-cache"  # kept, but asked for again: what is taken down leaves the feed
    response["ETag"], response["Last-Modified"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"', http_date(changed)
    return get_conditional_response(request, etag=response["ETag"], last_modified=changed, response=response)
