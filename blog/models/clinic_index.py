"""The listing of clinic spotlights."""

from django.utils.translation import gettext_lazy as _

from blog.clinic_choices import region_name
from blog.models.clinic import ClinicSpotlight, ClinicTreatment
from blog.models.topic import Topic
from pages.facets import Facet, Option
from pages.models import ListingMixin, PublicationPage


class ClinicIndex(ListingMixin, PublicationPage):
    """All clinic spotlights, narrowed by state and by treatment."""

    has_medical_words = False
    template = "blog/clinic_index.html"
    page_description = _("Lists all clinic spotlights. There is one of it.")
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ClinicSpotlight"]

    class Meta:
        verbose_name = _("clinic index")
        verbose_name_plural = _("clinic indexes")

    def get_listed(self, request):
        """List the published spotlights below this page, by name."""
        return ClinicSpotlight.objects.published().child_of(self).defer("body").order_by("clinic_name", "pk")

    def get_facets(self):
        """Narrow by state and by treatment."""
        published = ClinicSpotlight.objects.published()
        regions = published.exclude(region="").order_by("region").values_list("country", "region").distinct()
        offered = ClinicTreatment.objects.filter(clinic__in=published.values("pk")).values("treatment")
        treatments = Topic.objects.published().filter(pk__in=offered).order_by("title").values_list("slug", "title")
        return [
            Facet(
                "state",
                _("State"),
                [Option(region, region_name(country, region)) for country, region in regions],
                lambda clinics, region: clinics.filter(region=region),
            ),
            Facet(
                "treatment",
                _("Treatment"),
                [Option(slug, title) for slug, title in treatments],
                lambda clinics, slug: clinics.filter(
                    pk__in=ClinicTreatment.objects.filter(treatment__slug=slug).values("clinic")
                ),
            ),
        ]
