"""Facts that run out within running text, as readers get them.

Stored is `<a linktype="fact" id="5">words</a>`. Readers get the published words of the fact alone; the stored ones are
what it said when the text was written, and stand in where the fact is not public.
"""

import re
from html import unescape

from django.apps import apps
from django.utils.html import format_html

from wagtail.rich_text import LinkHandler

from editorial.alarm import is_sealed

LINKTYPE = "fact"
FACT = re.compile(rf'<a\b(?=[^>]*\slinktype="{LINKTYPE}")([^>]*)>(.*?)</a>', re.DOTALL)
KEY = re.compile(r'\sid="([0-9]{1,18})"')


class FactLinkHandler(LinkHandler):
    """Tells Wagtail which fact is used. `with_facts` puts the published words in before Wagtail renders."""

    identifier = LINKTYPE

    @staticmethod
    def get_model():
        """Return the model behind the entity."""
        return apps.get_model("blog", "VolatileFact")

    @classmethod
    def expand_db_attributes(cls, attrs):
        """Leave the stored words as they are, without a link."""
        return "<a>"

    @classmethod
    def extract_references(cls, attrs):
        """Tell the reference index which fact is used."""
        if str(attrs.get("id", "")).isdigit():
            yield cls.get_model(), attrs["id"], "", ""


def facts_of(sources):
    """Return {key: the fact} for the facts in several rich texts as stored that readers may see, in one query."""
    keys = {_key(match[1]) for source in sources for match in FACT.finditer(source)} - {None}
    found = FactLinkHandler.get_model().objects.in_bulk(keys) if keys else {}
    return {key: fact for key, fact in found.items() if fact.live and is_sealed(fact)}


def with_facts(source, facts):
    """Return rich text as stored with the published words of its facts. `facts`: as `facts_of` gave them."""

    def write(match):
        fact = facts.get(_key(match[1]))
        if fact is None:
            return format_html('<span class="fact">{}</span>', unescape(re.sub(r"<[^>]*>", "", match[2])))
        return format_html('<span class="fact" data-valid-until="{}">{}</span>', fact.valid_until, fact.text)

    return FACT.sub(write, source)


def _key(attributes):
    found = KEY.search(attributes)
    return int(found[1]) if found else None
