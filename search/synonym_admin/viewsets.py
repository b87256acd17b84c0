"""The lists and forms of synonyms and of the vocabulary."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import Synonym, VocabularyWord
from search.synonym_admin.views import SynonymIndexView


class SynonymCreateView(generic.CreateView):
    """A new synonym; a report's button fills in the term."""

    def get_initial(self):
        """Take the term from the address."""
        return {**super().get_initial(), "term": self.request.GET.get("term", "")[:100]}


class SynonymViewSet(ModelViewSet):
    """Synonyms: editors and medical reviewers change them, writers read them."""

    model = Synonym
    name = "search_synonyms"
    url_prefix = "search/synonyms"
    icon = "list-ul"
    menu_label = _("Synonyms")
    index_view_class = SynonymIndexView
    add_view_class = SynonymCreateView
    form_fields = [
        "term",
        "target",
        "kind",
        "only_capitals",
        "decided_by",
        "notice",
        "note",
        "source",
        "checked_on",
        "is_active",
    ]
    list_display = [
        "term",
        "target",
        Column("kind", label=_("Kind"), accessor="kind", sort_key="kind"),
        Column("notice", label=_("What readers are told"), accessor="get_notice_display"),
        Column("checked_on", label=_("Last checked on"), sort_key="checked_on"),
        BooleanColumn("is_active", label=_("Active")),
    ]
    list_filter = ["kind", "notice", "is_active", "checked_on"]
    list_per_page = 50
    search_fields = ["term", "target", "note", "source"]
    search_backend_name = None
    ordering = ["term", "target"]
    inspect_view_enabled = True
    copy_view_enabled = False


class VocabularyViewSet(ModelViewSet):
    """The words that spelling is corrected to. They come from the pages; only one thing can be said about them."""

    model = VocabularyWord
    name = "search_vocabulary"
    url_prefix = "search/vocabulary"
    icon = "order-down"
    menu_label = _("Vocabulary")
    form_fields = ["is_blocked"]
    list_display = [
        "word",
        Column("documents", label=_("Pages"), sort_key="documents"),
        BooleanColumn("is_term", label=_("Name of a topic")),
        BooleanColumn("is_blocked", label=_("Never offered")),
    ]
    list_filter = ["is_term", "is_blocked"]
    list_per_page = 100
    search_fields = ["word"]
    search_backend_name = None
    ordering = ["folded"]
    copy_view_enabled = False
