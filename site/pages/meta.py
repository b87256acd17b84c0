"""What stands in the head of a page for machines: search engines, social networks, feed readers.

`page_meta` gives the values, `templates/components/meta.html` writes them. A page that search engines shall not keep
(a search, a proof, an error) gives fewer values: without a canonical address, nothing describes it.
"""

from urllib.parse import urlencode

from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from pages import social
from pages.publisher import publisher_of

# What a language is most often written for, where the site does not say.
TERRITORIES = {"en": "US"}
DESCRIPTION_LENGTH = 160


def page_meta(page, request):
    """Return the values of the head of a page, as a dict for the template.

    `canonical`: address with host, "" for a page without address. `home`: the front page's.
    `image`: {url, width, height, type, alt} or None.
    `published`, `modified`: texts in ISO 8601 with the zone, for pages of the type “article”.
    """
    publisher = publisher_of(request)
    feed, feed_title = page.get_feed(request)
    dated = page.social_type == "article"
    return {
        "title": page.get_meta_title(publisher),
        "social_title": social_title(page, publisher),
        "description": page.get_meta_description(),
        "canonical": canonical_of(page, request),
        "home": publisher.address,
        "robots": page.robots,
        "type": page.social_type,
        "locale": locale_of(get_language()),
        "image": social.image_of(page, publisher),
        "published": iso(page.first_published_at) if dated else "",
        "modified": iso(modified_at(page)) if dated else "",
        "author_urls": [],
        "section": "",
        "tags": [],
        "feed": feed,
        "feed_title": feed_title,
        "structured": page.get_structured_data,
    }


def further_page(meta, number):
    """Change the values for a further page of a list: it has an address and a title of its own."""
    if number > 1:
        if meta["canonical"]:
            meta["canonical"] += f"?{urlencode({'page': number})}"
        suffix = {"page": number}
        meta["title"] = _("%(title)s – page %(page)d") % {"title": meta["title"], **suffix}
        meta["social_title"] = _("%(title)s – page %(page)d") % {"title": meta["social_title"], **suffix}


def narrowed(meta):
    """Change the values for a list that a reader narrowed: engines keep the whole list, and follow its links."""
    meta["robots"] = "noindex, follow"


def canonical_of(page, request):
    """Return the address of a page with the host of its site, or "". An alias stands at the address of its source."""
    if page.alias_of_id and page.alias_of.live:
        page = page.alias_of
    return page.get_full_url(request) or ""


def social_title(page, publisher):
    """Return the title for social networks; advertising says so first."""
    title = page.social_title or page.get_public_title(publisher)
    return f"{page.commercial_label}: {title}" if page.commercial_label else title


def description_of(page):
    """Return the sentence for search results: the editor's own, or the summary."""
    return page.search_description or Truncator(page.summary).chars(DESCRIPTION_LENGTH)


def modified_at(page):
    """Return when the page last went live, never before it first did."""
    return max(filter(None, (page.first_published_at, page.last_published_at)), default=None)


def iso(moment):
    """Return a moment in ISO 8601 with the zone of the site, as whole seconds; "" for None."""
    return localtime(moment).isoformat(timespec="seconds") if moment else ""


def locale_of(language):
    """Return a language as Open Graph writes it: "en" is "en_US", "pt-br" is "pt_BR"."""
    locale = to_locale(language or "en")
    return locale if "_" in locale else f"{locale}_{TERRITORIES.get(locale, locale.upper())}"
