"""Citations in the editor: kept as entities that cannot be edited, only replaced or removed as a whole."""

from draftjs_exporter.dom import DOM

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature

from blog.citations import ID, LINKTYPE, ReferenceLinkHandler

FEATURE = "citation"
ENTITY = "CITATION"


class CitationFeature(EntityFeature):
    """The toolbar's button and entity, and with them the keys that open the chooser."""

    def construct_options(self, options):
        """Add the entity, and the plug-in that listens to the keyboard."""
        super().construct_options(options)
        options.setdefault("plugins", []).append({"type": "citation-keys"})


class CitationElementHandler(InlineEntityElementHandler):
    """Reads a stored citation. What is not a key is kept as none, and shown without number."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs):
        """Take the key."""
        key = attrs.get("id") or ""
        return {"id": key if ID.fullmatch(key) else ""}


def citation_entity(props):
    """Write a citation as it is stored."""
    return DOM.create_element("a", {"linktype": LINKTYPE, "id": str(props.get("id") or "")}, props["children"])


def register_citations(features):
    """Register the feature, its converter in both directions, and the link handler (a Wagtail hook)."""
    features.register_link_type(ReferenceLinkHandler)
    features.register_editor_plugin(
        "draftail",
        FEATURE,
        CitationFeature(
            {
                "type": ENTITY,
                "icon": "openquote",
                "description": _("Cite a reference (Ctrl+Alt+F)"),
                "attributes": ["id"],
                "allowlist": {"id": r"^\d+$"},  # what is pasted keeps citations that name a reference, and no others
                "chooserUrls": {"referenceChooser": reverse_lazy("wagtailsnippetchoosers_blog_reference:choose")},
            },
            js=["wagtailadmin/js/chooser-modal.js", "admin/entity_dialog.js", "admin/citation.js"],
        ),
    )
    features.register_converter_rule(
        "contentstate",
        FEATURE,
        {
            "from_database_format": {f'a[linktype="{LINKTYPE}"]': CitationElementHandler(ENTITY)},
            "to_database_format": {"entity_decorators": {ENTITY: citation_entity}},
        },
    )
