"""Citations within rich text: kept as `<a linktype="reference" id="<key>">[label]</a>`, shown as numbers.

The label is for writers only. Readers see numbers in order of first use on the page, over all its blocks, so they are
given out in one pass (`number`) before anything is rendered; it asks the database once, whatever the body holds.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django.apps import apps
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from wagtail.rich_text import LinkHandler, RichText, expand_db_html

from blog.contents import references_of
from blog.facts_in_text import facts_of, with_facts
from editorial.rich_texts import parts

LINKTYPE = "reference"
CITATION = re.compile(rf'<a\b(?=[^>]*\slinktype="{LINKTYPE}")([^>]*)>.*?</a>', re.DOTALL)
# Citations side by side, with the space in front of them: the number follows the word directly.
RUN = re.compile(rf"\s*(?:{CITATION.pattern})(?:\s*(?:{CITATION.pattern}))*", re.DOTALL)
ID = re.compile(r"[0-9]{1,18}")
KEY = re.compile(r'\sid="([0-9]{1,18})"')


@dataclass(frozen=True)
class Mark:
    """One use of a reference. `number`: its place in the page's list; `use`: which of its uses, from 1."""

    key: int
    number: int
    use: int

    @property
    def anchor(self):
        """The id of the mark in the page."""
        return f"cite-{self.key}-{self.use}"


class CitedText(RichText):
    """Rich text that may cite. `marks`: one Mark or None (the reference is gone) for each citation; None before it is
    known which page the text stands on: then the labels stand for the numbers. `facts`: those that run out, likewise.
    """

    def __init__(self, source):
        """Take rich text as stored."""
        super().__init__(source)
        self.marks = None
        self.facts = None

    @property
    def keys(self):
        """The key of each cited reference in the order of the text; None where there is no key."""
        return cited_keys(self.source)

    def __html__(self):
        """Render, with the published words of facts, and numbers for the citations once they are given out."""
        source = with_facts(self.source, facts_of([self.source]) if self.facts is None else self.facts)
        source = source if self.marks is None else _with_numbers(source, iter(self.marks))
        return render_to_string("wagtailcore/shared/richtext.html", {"html": expand_db_html(source)})


class ReferenceLinkHandler(LinkHandler):
    """Tells Wagtail of citations: what they refer to, and how one looks outside of a page, where there is no list."""

    identifier = LINKTYPE

    @staticmethod
    def get_model():
        """References."""
        return apps.get_model("blog", "Reference")

    @classmethod
    def expand_db_attributes(cls, attrs):
        """Leave the label without a link: where nobody numbered, there is no list to lead to."""
        return '<a class="citation">'

    @classmethod
    def extract_references(cls, attrs):
        """Enter the reference in Wagtail's index, so that it shows where it is used and what public pages show."""
        if ID.fullmatch(attrs.get("id", "")):
            yield cls.get_model(), attrs["id"], "", ""


def cited_keys(source):
    """Return the key of each reference cited in rich text as stored, in order; None where a mark has no key."""
    keys = (KEY.search(match[1]) for match in CITATION.finditer(source))
    return [int(key[1]) if key else None for key in keys]


def without_citations(source):
    """Return rich text as stored without its citations."""
    return RUN.sub("", source)


def citation(reference):
    """Return what is stored for a citation of a reference."""
    return as_stored(reference.pk, reference.label)


def as_stored(key, label):
    """Return what is stored for a citation. `label`: what writers see in its place."""
    return format_html('<a linktype="{}" id="{}">[{}]</a>', LINKTYPE, key, label)


def number(body):
    """Give every citation of a body its number, and return the references for the page's list, in order.

    First those that are cited, in order of first use, then those that only a list names. Each gets `uses`, its marks.
    References that are no longer there have no number, and their marks are left out. Facts are loaded on the way.
    """
    texts = list(cited_texts(body))
    facts = facts_of(text.source for text in texts)
    for text in texts:
        text.facts = facts
    keys = [key for text in texts for key in text.keys if key is not None]
    found = ReferenceLinkHandler.get_model().objects.in_bulk(set(keys)) if keys else {}
    places = {key: place for place, key in enumerate(dict.fromkeys(key for key in keys if key in found), start=1)}
    uses = Counter()
    for reference in found.values():
        reference.uses = []
    for text in texts:
        text.marks = []
        for key in text.keys:
            mark = None
            if key in places:
                uses[key] += 1
                mark = Mark(key, places[key], uses[key])
                found[key].uses.append(mark)
            text.marks.append(mark)
    return [found[key] for key in places] + [each for each in references_of(body) if each.pk not in places]


def cited_texts(body):
    """Yield every CitedText of a body in the order in which readers meet them, each once."""
    seen = set()
    for child in body or []:
        for text in _texts(child.block, child.value):
            if id(text) not in seen:
                seen.add(id(text))
                yield text


def _texts(block, value):
    if isinstance(value, CitedText):
        yield value
    elif hasattr(value, "cited_texts"):  # a block that shows the words of another content
        yield from value.cited_texts
    else:
        for child, part in parts(block, value):
            yield from _texts(child, part)


def _with_numbers(source, marks):
    def write(run):
        shown = [mark for mark in (next(marks, None) for _match in CITATION.finditer(run[0])) if mark is not None]
        if not shown:
            return ""
        links = (
            (mark.key, mark.anchor, _("Reference %(number)d") % {"number": mark.number}, mark.number) for mark in shown
        )
        return format_html(
            '<sup class="citations">{}</sup>',
            format_html_join(
                ", ", '<a class="citation" href="#ref-{}" id="{}" role="doc-noteref" aria-label="{}">{}</a>', links
            ),
        )

    return RUN.sub(write, source)
