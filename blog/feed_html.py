"""Turns what the templates of a page write into HTML for feed readers, mails and the like.

Those have no style sheet and no script, and no other part of the page: addresses get their host, citations become plain
numbers, drawings and hidden details go, and only elements and attributes that every reader knows stay.
"""

import re
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

KEPT = frozenset(
    [
        "a",
        "abbr",
        "address",
        "b",
        "blockquote",
        "br",
        "caption",
        "cite",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "img",
        "li",
        "ol",
        "p",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
WITHOUT_END = frozenset(("br", "hr", "img"))
RENAMED = {"aside": "div", "section": "div", "summary": "h3"}
DROPPED = frozenset(("button", "form", "noscript", "script", "style", "svg", "template"))
DROPPED_CLASSES = frozenset(("references__back",))  # the ways back to citations, which are links within the page
ATTRIBUTES = {
    "a": ("href", "rel"),
    "blockquote": ("cite",),
    "img": ("src", "alt", "width", "height"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
ADDRESSES = frozenset(("href", "src", "cite"))
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
SPACES = re.compile(r"[ \t\r\n]+")
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))


def standing_alone(html, address):
    """Return HTML that stands on its own. `address`: of the page, with host."""
    writer = _Writer(address)
    writer.feed(html)
    writer.close()
    return "".join(writer.parts).strip()


class _Writer(HTMLParser):
    def __init__(self, address):
        super().__init__()
        self.address = address
        self.parts = []
        self.open = []  # [name as read, name as written or "", whether everything within is left out]

    def handle_starttag(self, tag, attrs):
        attrs = {name: value or "" for name, value in attrs}
        dropped = self._within_dropped or tag in DROPPED or bool(DROPPED_CLASSES & set(attrs.get("class", "").split()))
        name = RENAMED.get(tag, tag)
        if dropped or name not in KEPT or attrs.get("role") == "doc-noteref":
            name = ""
        if name:
            self.parts.append(f"<{name}{self._attributes(name, attrs)}>")
        if tag not in VOID:
            self.open.append((tag, name, dropped))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in (opened[0] for opened in self.open):
            return
        while self.open:
            opened, name, _dropped = self.open.pop()
            if name and name not in WITHOUT_END:
                self.parts.append(f"</{name}>")
            if opened == tag:
                break

    def handle_data(self, data):
        if not self._within_dropped:
            self.parts.append(escape(SPACES.sub(" ", data), quote=False))

    @property
    def _within_dropped(self):
        return bool(self.open) and self.open[-1][2]

    def _attributes(self, name, attrs):
        kept = []
        for attribute in ATTRIBUTES.get(name, ()):
            value = attrs.get(attribute)
            if attribute in ADDRESSES and value is not None:
                value = self._absolute(value)
            if value or (attribute == "alt" and value is not None):
                kept.append(f' {attribute}="{escape(value)}"')
        return "".join(kept)

    def _absolute(self, value):
        """Return an address with its host; "" for one that is none of the usual."""
        whole = urljoin(self.address, value.strip())
        return whole if urlsplit(whole).scheme in SCHEMES else ""
