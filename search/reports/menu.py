"""The search's own menu: reports, the box to try a query in, and what editors keep."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from search.reports.access import may_read
from search.reports.promotion_viewset import PromotionViewSet
from search.synonym_admin.viewsets import SynonymViewSet, VocabularyViewSet

SCREENS = (
    ("search_searched", _("What readers search"), "search"),
    ("search_opened", _("What readers open"), "link-external"),
    ("search_explain", _("Try a query"), "help"),
)


class SearchItem(MenuItem):
    """An item for those who see what readers search."""

    def is_shown(self, request):
        """Tell whether the person sees it."""
        return may_read(request.user)


class SearchGroup(ViewSetGroup):
    """Everything about the search in one menu."""

    items = (PromotionViewSet, SynonymViewSet, VocabularyViewSet)
    menu_label = _("Readers’ search")
    menu_name = "search-of-readers"
    menu_icon = "search"
    menu_order = 810

    def get_submenu_items(self):
        """Put the reports before what is kept."""
        screens = [
            SearchItem(label, reverse(name), name=name, icon_name=icon, order=number)
            for number, (name, label, icon) in enumerate(SCREENS)
        ]
        return [*screens, *super().get_submenu_items()]
