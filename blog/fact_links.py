"""Facts that run out within running text: how the editor keeps them, and what readers get.

Stored is `<a linktype="fact" id="5">words</a>`. Readers get the published words of the fact; the stored ones are what
it said when the text was written, and stand in where the fact is not public.
"""

from draftjs_exporter import DOM

from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text import LinkHandler

from blog.models import VolatileFact
from editorial.alarm import is_sealed

FEATURE, ENTITY, SCRIPT = "fact", "FACT", "admin/fact.js"


class FactLinkHandler(LinkHandler):
    """Puts the published words in the place of the stored ones."""

    identifier = FEATURE

    @staticmethod
    def get_model():
        """Return the model behind the entity."""
        return VolatileFact

    @classmethod
    def expand_db_attributes(cls, attrs):
        """Return the opening tag for one entity."""
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        """Return opening tags, in one query.

        Wagtail leaves the stored words and the closing tag behind each, so they are what is hidden from every reader.
        """
        keys = {attrs["id"] for attrs in attrs_list if str(attrs.get("id", "")).isdigit()}
        found = {str(key): fact for key, fact in VolatileFact.objects.in_bulk(keys).items()}
        return [_opening(found.get(str(attrs.get("id")))) for attrs in attrs_list]

    @classmethod
    def extract_references(cls, attrs):
        """Tell the reference index which fact is used."""
        if str(attrs.get("id", "")).isdigit():
            yield VolatileFact, attrs["id"], "", ""


def _opening(fact):
    if fact is None or not fact.live or not is_sealed(fact):
        return "<a>"
    return format_html('<span class="fact" data-valid-until="{}">{}</span><a hidden>', fact.valid_until, fact.text)


class FactElementHandler(InlineEntityElementHandler):
    """Reads an entity into the editor: its words are changed in the fact, not here."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs):
        """Keep the key."""
        return {"id": attrs.get("id", "")}


def fact_entity(props):
    """Write an entity of the editor as it is stored."""
    return DOM.create_element("a", {"linktype": FEATURE, "id": props.get("id")}, props["children"])


def register(features):
    """Add the feature to rich text: button, chooser and conversion (a Wagtail hook)."""
    features.register_link_type(FactLinkHandler)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        EntityFeature(
            {
                "type": ENTITY,
                "icon": "time",
                "description": _("Fact that runs out"),
                "chooserUrls": {"factChooser": reverse_lazy("wagtailsnippetchoosers_blog_volatilefact:choose")},
            },
            js=["wagtailadmin/js/chooser-modal.js", SCRIPT],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {'a[linktype="fact"]': FactElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: fact_entity}},
        },
    )
