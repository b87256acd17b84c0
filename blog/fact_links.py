"""Facts that run out in the editor: one piece of text each, chosen from the central list, never typed over."""

from draftjs_exporter import DOM

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

from blog.facts_in_text import LINKTYPE, FactLinkHandler

FEATURE, ENTITY, SCRIPT = LINKTYPE, "FACT", "admin/fact.js"


class FactElementHandler(InlineEntityElementHandler):
    """Reads an entity into the editor: its words are changed in the fact, not here."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs):
        """Keep the key."""
        return {"id": attrs.get("id", "")}


def fact_entity(props):
    """Write an entity of the editor as it is stored."""
    return DOM.create_element("a", {"linktype": LINKTYPE, "id": props.get("id")}, props["children"])


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
                "attributes": ["id"],
                "allowlist": {"id": r"^\d+$"},
                "chooserUrls": {"factChooser": reverse_lazy("wagtailsnippetchoosers_blog_volatilefact:choose")},
            },
            js=["wagtailadmin/js/chooser-modal.js", "admin/entity_dialog.js", SCRIPT],
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
