"""The admin's list of clinics: what must be checked first stands first."""

from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from blog.models import Clinic, ClinicSpotlight

COLUMNS = [column for column in PageListingViewSet.columns if column.name != "parent"]
ORDER = "next_check"


def next_check_in_words(clinic):
    """Say when the next check is due, and whether readers see the clinic: "Overdue since 3 May 2026"."""
    if clinic.next_check is None:
        return _("Something was never checked")
    day = date_format(clinic.next_check, "j F Y")
    if clinic.next_check < timezone.localdate():
        return _("Overdue since %(day)s") % {"day": day}
    return _("Due on %(day)s") % {"day": day}


class ClinicIndexView(IndexView):
    """Clinics, those with the oldest checks first unless another order is asked for."""

    default_ordering = ORDER

    def get_valid_orderings(self):
        """Allow ours."""
        return [*super().get_valid_orderings(), ORDER, f"-{ORDER}"]

    def order_queryset(self, queryset):
        """Put what was never checked before everything else, on every database."""
        if self.ordering == ORDER and not self.is_searching:
            return queryset.order_by(F(ORDER).asc(nulls_first=True), "title")
        return super().order_queryset(queryset)


class ClinicListing(PageListingViewSet):
    """All clinics in one list."""

    model = Clinic
    icon = "clinic"
    menu_label = gettext_lazy("Clinics")
    menu_order = 220
    add_to_admin_menu = True
    index_view_class = ClinicIndexView
    columns = [
        *COLUMNS,
        Column("city", label=gettext_lazy("Town"), width="12%"),
        Column("next", label=gettext_lazy("Next check"), accessor=next_check_in_words, sort_key=ORDER, width="18%"),
    ]
    list_filter = ["country", "region", "commercial_relationship", "live"]


class SpotlightListing(PageListingViewSet):
    """All clinic spotlights in one list."""

    model = ClinicSpotlight
    icon = "clinic"
    menu_label = gettext_lazy("Spotlights")
    menu_order = 221
    add_to_admin_menu = True
    columns = [*COLUMNS, Column("get_commercial_status_display", label=gettext_lazy("Who pays"), width="18%")]
    list_filter = ["commercial_status", "live"]
