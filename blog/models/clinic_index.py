"""The directory of clinics."""

from django.utils.translation import gettext_lazy as _

from blog.clinic_facets import clinic_facets
from blog.clinic_permissions import ClinicIndexPermissionTester
from blog.models.clinic import Clinic
from pages.models import ListingMixin, PublicationPage


class ClinicIndex(ListingMixin, PublicationPage):
    """All clinics that readers may see today, by name, narrowed by what people look for."""

    has_medical_words = False
    template = "blog/clinic_index.html"
    page_description = _("Lists all clinics. There is one of it.")
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.Clinic"]

    class Meta:
        verbose_name = _("clinic index")
        verbose_name_plural = _("clinic indexes")

    def permissions_for_user(self, user):
        """Those who keep clinics' data add clinics."""
        return ClinicIndexPermissionTester(user, self)

    def get_listed(self, request):
        """List the clinics below this page, by name."""
        return Clinic.objects.listed().child_of(self).order_by("title", "pk")

    def get_facets(self):
        """Narrow by place, treatment, route, insurance, video, access, language, price and check."""
        return clinic_facets(Clinic.objects.listed().child_of(self))
