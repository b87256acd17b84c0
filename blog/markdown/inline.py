"""Inline Markdown as the HTML that Wagtail keeps of rich text, with citations and links to pages resolved."""

import re
from html import escape

from blog.citations import as_stored, without_citations
from blog.markdown.dialect import MarkdownError

CITATION = re.compile(r"\s*\[((?:@[^\s;\]]+)(?:\s*;\s*@[^\s;\]]+)*)\]")
TAGS = {"strong": "b", "em": "i"}


class InlineWriter:
    """Writes inline tokens, and remembers which references were cited, in order of first use."""

    def __init__(self, resolver):
        """Take the resolver of names; see `blog.markdown.read`."""
        self.resolver = resolver
        self.cited = []

    def write(self, token):
        """Return the HTML of an inline token."""
        line = token.map[0] + 1 if token.map else None
        parts = []
        for child in token.children or []:
            match child.type:
                case "text" | "text_special":
                    parts.append(self._text(child.content, line))
                case "code_inline":
                    parts.append(escape(child.content, quote=False))
                case "softbreak":
                    parts.append(" ")
                case "hardbreak":
                    parts.append("<br/>")
                case "strong_open" | "em_open":
                    parts.append(f"<{TAGS[child.tag]}>")
                case "strong_close" | "em_close":
                    parts.append(f"</{TAGS[child.tag]}>")
                case "link_open":
                    parts.append(self._link(child.attrGet("href") or "", line))
                case "link_close":
                    parts.append("</a>")
                case _:
                    raise MarkdownError(f"“{child.type}” is not part of this dialect.", line)
        return "".join(parts).strip()

    def plain(self, token):
        """Return the text of an inline token without marks. What is cited there is listed, without a number."""
        return (
            re.sub(r"<[^>]+>", "", without_citations(self.write(token)))
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&")
        )

    def _text(self, text, line):
        parts, end = [], 0
        for match in CITATION.finditer(text):
            parts.append(escape(text[end : match.start()], quote=False))
            parts.extend(self._cite(key.removeprefix("@"), line) for key in re.split(r"\s*;\s*", match[1]))
            end = match.end()
        return "".join([*parts, escape(text[end:], quote=False)])

    def _cite(self, key, line):
        found = self.resolver.reference(key)
        if found is None:
            raise MarkdownError(f"There is no reference “{key}”.", line)
        if key not in self.cited:
            self.cited.append(key)
        return as_stored(found, key)

    def _fact(self, slug, line):
        fact = self.resolver.fact(slug)
        if fact is None:
            raise MarkdownError(f"There is no fact “{slug}”.", line)
        return fact

    def _link(self, href, line):
        kind, _colon, slug = href.partition(":")
        if kind in {"http", "https", "mailto"}:
            return f'<a href="{escape(href)}">'
        if kind == "fact":
            return f'<a linktype="fact" id="{self._fact(slug, line)}">'
        page = self.resolver.page(kind, slug)
        if page is None:
            raise MarkdownError(f"The link “{href}” leads to no page.", line)
        return f'<a linktype="page" id="{page}">'
