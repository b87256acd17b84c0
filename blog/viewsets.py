"""The admin's screens for references, safety information, and flat lists of each page type."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetChosenView
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from blog.clinic_listing import ClinicListing, SpotlightListing
from blog.models import (
    Article,
    AuthorProfile,
    HarmReduction,
    Reference,
    RegulatoryStatus,
    SafetyInformation,
    Topic,
    UrgentHelp,
    VolatileFact,
)
from blog.references import views
from blog.references.chooser import ReferenceChooserViewSet
from editorial.views.snippets import GatedSnippetViewSet

# All pages of one type have the same parent, so its column says nothing.
COLUMNS = [column for column in PageListingViewSet.columns if column.name != "parent"]


class ReferenceViewSet(SnippetViewSet):
    """Sources: a library that all pages share."""

    model = Reference
    icon = "doc-full"
    list_display = ["__str__", "study_type", "journal", "year"]
    list_filter = ["study_type", "year", "is_retracted"]
    list_per_page = 50
    copy_view_enabled = False
    chooser_viewset_class = ReferenceChooserViewSet
    index_view_class = views.ReferenceIndexView
    add_view_class = views.ReferenceCreateView
    edit_view_class = views.ReferenceEditView

    def get_urlpatterns(self):
        """Add the ways in, where a source is used, and its corrected copy."""
        return [
            *super().get_urlpatterns(),
            path("paste/", views.PasteView.as_view(), name="paste"),
            path("import/", views.ImportView.as_view(), name="import"),
            path("<int:pk>/uses/", views.UsesView.as_view(), name="uses"),
            path("<int:pk>/correct/", views.CorrectView.as_view(), name="correct"),
            path("<int:pk>/adopt/", views.AdoptView.as_view(), name="adopt"),
        ]


class SafetyInformationViewSet(GatedSnippetViewSet):
    """Safety information of each treatment."""

    model = SafetyInformation
    icon = "warning"
    list_display = ["__str__", "treatment", "as_of"]


class RegulatoryStatusViewSet(GatedSnippetViewSet):
    """Where each treatment is approved."""

    model = RegulatoryStatus
    icon = "globe"
    list_display = ["__str__", "status", "as_of", "review_due"]
    list_filter = ["treatment", "country", "status"]
    list_per_page = 50

    def get_queryset(self, request):
        """Load what names a row at once."""
        rows = RegulatoryStatus.objects.select_related("treatment", "condition")
        return rows.defer("treatment__introduction", "condition__introduction")


class HarmReductionViewSet(GatedSnippetViewSet):
    """Harm reduction for each treatment."""

    model = HarmReduction
    icon = "warning"
    list_display = ["__str__", "treatment", "as_of"]


class UrgentHelpViewSet(GatedSnippetViewSet):
    """The one text with urgent help."""

    model = UrgentHelp
    icon = "help"
    list_display = ["__str__", "as_of"]


class FactChosenView(SnippetChosenView):
    """Tells the editor of rich text the words of the fact, too."""

    def get_chosen_response_data(self, item):
        """Add the words."""
        return {**super().get_chosen_response_data(item), "text": item.text}


class FactChooserViewSet(SnippetChooserViewSet):
    """Chooses facts for rich text."""

    chosen_view_class = FactChosenView


class VolatileFactViewSet(GatedSnippetViewSet):
    """Facts that run out."""

    model = VolatileFact
    icon = "time"
    list_display = ["name", "text", "valid_until", "as_of"]
    list_filter = ["valid_until"]
    chooser_viewset_class = FactChooserViewSet


class SourcesGroup(SnippetViewSetGroup):
    """What is kept once and used on many pages."""

    items = (
        ReferenceViewSet,
        SafetyInformationViewSet,
        RegulatoryStatusViewSet,
        HarmReductionViewSet,
        UrgentHelpViewSet,
        VolatileFactViewSet,
    )
    menu_label = _("Sources")
    menu_icon = "doc-full-inverse"
    menu_order = 250


class ArticleListing(PageListingViewSet):
    """All articles in one list."""

    model = Article
    icon = "doc-full"
    menu_label = _("Articles")
    menu_order = 210
    add_to_admin_menu = True
    columns = [*COLUMNS, Column("get_kind_display", label=_("Kind"), width="12%")]
    list_filter = ["kind", "live", "owner"]


class AuthorListing(PageListingViewSet):
    """All author profiles in one list."""

    model = AuthorProfile
    icon = "user"
    menu_label = _("Authors")
    menu_order = 230
    add_to_admin_menu = True
    columns = [*COLUMNS, Column("role_line", label=_("Role"), width="20%")]
    list_filter = ["is_medical_reviewer", "live"]


class TopicListing(PageListingViewSet):
    """All topics in one list."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 240
    add_to_admin_menu = True
    columns = [*COLUMNS, Column("get_kind_display", label=_("Kind"), width="12%")]
    list_filter = ["kind", "live"]


VIEWSETS = [
    ArticleListing("articles"),
    ClinicListing("clinics"),
    SpotlightListing("spotlights"),
    AuthorListing("authors"),
    TopicListing("topics"),
]
