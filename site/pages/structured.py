"""Structured data: what a page says of itself in JSON-LD, in the words of schema.org.

Types describe themselves through `get_structured_data(graph, context)`, which returns nodes (dicts). `context` is what
the template knows, so that nothing is loaded for machines alone and nothing is claimed that readers do not see.
"""

import json
from urllib.parse import urljoin

from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from pages.meta import iso, modified_at
from pages.publisher import publisher_of

# Signs that could end the script, or that JavaScript reads as the end of a line.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


class Graph:
    """What all nodes of one page share: its address, its language, and who publishes."""

    def __init__(self, context):
        """Take the context of the template. Its `meta` has an address."""
        self.meta = context["meta"]
        self.url = self.meta["canonical"]
        self.request = context["request"]
        self.publisher = publisher_of(self.request)
        self.language = get_language() or "en"

    def absolute(self, address):
        """Return an address of ours with its host."""
        return urljoin(self.publisher.address, address)

    def address_of(self, page):
        """Return the address of another page. Asks nothing of the database."""
        return page.get_full_url(self.request) or ""

    @property
    def organization(self):
        """The node of who publishes, in few words."""
        node = {
            "@type": "Organization",
            "@id": f"{self.publisher.address}#publisher",
            "name": self.publisher.name,
            "url": self.publisher.address,
        }
        if self.publisher.logo:
            url, width, height = self.publisher.logo
            node["logo"] = {"@type": "ImageObject", "url": url, "width": width, "height": height}
        return node

    @property
    def organization_id(self):
        """What points to the node of who publishes."""
        return {"@id": f"{self.publisher.address}#publisher"}

    def picture(self, picture):
        """Return the node of an uploaded picture, with its credit."""
        return clean(
            {
                "@type": "ImageObject",
                "url": self.absolute(picture.file.url),
                "width": picture.width,
                "height": picture.height,
                "caption": picture.description,
                "creditText": picture.credit,
            }
        )

    def page(self, page, *types, **more):
        """Return the node of the page itself."""
        return clean(
            {
                "@type": list(types) if len(types) > 1 else types[0],
                "@id": self.url,
                "url": self.url,
                "name": page.get_public_title(self.publisher),
                "description": page.summary,
                "inLanguage": self.language,
                "datePublished": iso(page.first_published_at),
                "dateModified": iso(modified_at(page)),
                "publisher": self.organization_id,
                **more,
            }
        )


def script(describe, context):
    """Return the script element that holds what `describe(graph, context)` returns, safe within HTML."""
    graph = Graph(context)
    crumbs = breadcrumbs(graph, context.get("breadcrumbs") or ())
    nodes = [*describe(graph, context), *crumbs, graph.organization]
    known, found = set(), []
    for node in nodes:  # a type may describe who publishes at more length
        key = node.get("@id")
        if key is None or key not in known:
            found.append(node)
        known.add(key)
    data = {"@context": "https://schema.org", "@graph": found}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def breadcrumbs(graph, crumbs):
    """Return the node of the way to the page in a list, which is empty on the front page."""
    if len(crumbs) < 2:
        return []
    items = [
        {
            "@type": "ListItem",
            "position": place,
            "name": crumb["title"],
            "item": graph.absolute(crumb["url"]) if crumb["url"] else graph.url,
        }
        for place, crumb in enumerate(crumbs, start=1)
    ]
    return [{"@type": "BreadcrumbList", "@id": f"{graph.url}#breadcrumb", "itemListElement": items}]


def item_list(pages, total=None, start=1):
    """Return the node of a list of (name, address); `total`: how many there are on all pages of the list."""
    pages = list(pages)
    return {
        "@type": "ItemList",
        "numberOfItems": len(pages) if total is None else total,
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "url": address}
            for place, (name, address) in enumerate(pages, start=start)
        ],
    }


def listed(graph, context):
    """Return the node of the list that a page shows as cards."""
    shown = context["page_obj"]
    cards = ((card.title, graph.address_of(card.page)) for card in shown.object_list)
    return item_list(cards, shown.paginator.count, shown.start_index() or 1)


def clean(node):
    """Return a node without what is empty."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {}, ())}
