"""Writes Atom (RFC 4287) with what Django's writer leaves out: the whole text, and every author with an address."""

import re

from django.utils.feedgenerator import Atom1Feed

# Signs that XML cannot hold; they come in with pasted text.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class FullAtomFeed(Atom1Feed):
    """A feed whose items have `content` (HTML), `summary` (plain words) and `authors` ([(name, address)])."""

    started = None  # when an empty feed changed last

    def latest_post_date(self):
        """Return when the newest change was."""
        return super().latest_post_date() if self.items else self.started

    def add_item(self, *, title, content, summary, **kwargs):
        """Add an item without the signs that XML cannot hold."""
        words = {"content": CONTROL.sub("", content), "summary": CONTROL.sub("", summary)}
        super().add_item(title=CONTROL.sub("", title), **words, **kwargs)

    def add_item_elements(self, handler, item):
        """Write an item."""
        super().add_item_elements(handler, item)
        for name, address in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", CONTROL.sub("", name))
            handler.addQuickElement("uri", address)
            handler.endElement("author")
        if item["summary"]:
            handler.addQuickElement("summary", item["summary"], {"type": "text"})
        handler.addQuickElement("content", item["content"], {"type": "html"})
