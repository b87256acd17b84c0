"""The list and the form of promotions."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from search.models import Promotion


class PromotionCreateView(generic.CreateView):
    """A new promotion; a report's button fills in the words."""

    def get_initial(self):
        """Take the words from the address."""
        return {**super().get_initial(), "query": self.request.GET.get("query", "")[:120]}


class PromotionViewSet(ModelViewSet):
    """Promotions: editors and medical reviewers change them, writers see them."""

    model = Promotion
    name = "search_promotions"
    url_prefix = "search/promotions"
    icon = "arrow-up"
    menu_label = _("Promotions")
    add_view_class = PromotionCreateView
    list_display = [
        "__str__",
        Column("page", label=_("Page")),
        Column("position", label=_("Position"), sort_key="position"),
        Column("until", label=_("Last day"), sort_key="until"),
    ]
    list_filter = ["occasion", "until"]
    search_fields = ["query", "note"]
    search_backend_name = None
    ordering = ["key", "position"]
    copy_view_enabled = False
