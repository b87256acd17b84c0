"""Reads rendered pages as markup, so that tests do not depend on spaces and the order of attributes."""

from html.parser import HTMLParser


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def tags(response, *names, **wanted):
    """Return the attributes of all tags of these names that have these values: tags(page, "link", rel="icon")."""
    reader = _Reader()
    reader.feed(response if isinstance(response, str) else response.content.decode())
    return [
        attrs
        for tag, attrs in reader.found
        if (not names or tag in names) and all(attrs.get(name) == value for name, value in wanted.items())
    ]


def canonical(response):
    """Return the canonical addresses that a page names."""
    return [link["href"] for link in tags(response, "link", rel="canonical")]


def robots(response):
    """Return what a page asks of search engines."""
    return [meta["content"] for meta in tags(response, "meta", name="robots")]
