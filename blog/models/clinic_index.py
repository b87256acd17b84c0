"""The directory of clinics: a list and a map, narrowed by what people look for and by where they are."""

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from blog.clinic_facets import clinic_facets
from blog.clinic_map import sheets_of
from blog.clinic_near import Near
from blog.clinic_permissions import ClinicIndexPermissionTester
from blog.clinic_positions import positions_of
from blog.clinic_spots import spots_of
from blog.models.clinic import Clinic
from delivery.kept import recording
from pages import meta
from pages.cards import cards_of
from pages.facets import FacetSet
from pages.listing import ListingMixin
from pages.models import PublicationPage
from pages.pagination import page_numbers, page_of

TO_THE_LIST = "#list"
NOWHERE = {"near": "", "radius": "", "unit": ""}


class ClinicIndex(RoutablePageMixin, ListingMixin, PublicationPage):
    """All clinics that readers may see today: by name, or by distance where a reader said from where."""

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
        recording.shows_list("clinic")
        recording.shows_list("topic")
        return Clinic.objects.listed().child_of(self).order_by("title", "pk")

    def get_facets(self):
        """Narrow by place, treatment, route, insurance, video, access, language, price and check."""
        return clinic_facets(Clinic.objects.listed().child_of(self))

    def get_listing(self, request):
        """Return the list, the map and what was said about the place, for one request.

        Where clinics are is asked of the database once; the cards are built for one page of the list only.
        """
        facets = FacetSet(self.get_facets(), request)
        *_others, towns = facets.facets
        near = Near.read(request.GET, towns.countries)
        facets.keep(near.parameters)
        spots = near.choose(spots_of(facets.narrow(self.get_listed(request))))
        page = page_of(spots, request.GET.get("page"), self.per_page)
        listed = facets.context()
        if near.chip:
            chip = {"label": near.chip, "remove_url": facets.url(**NOWHERE)}
            listed["active_filters"] = [chip, *listed["active_filters"]]
        numbers, page.object_list = page_numbers(page), _cards(page.object_list, near)
        return {
            **listed,
            "page_obj": page,
            "pages": numbers,
            "near": near,
            "kept": facets.chosen,
            "suggestions": [{"label": label, "url": facets.url(near=label)} for label in near.candidates],
            "sheets": sheets_of(
                spots, lambda keys: facets.url(**NOWHERE, town=towns.separator.join(keys)) + TO_THE_LIST, near
            ),
            "positions_url": facets.url(**NOWHERE).replace(request.path, self._positions_path(request), 1),
            "has_clinics": towns.has_clinics,
        }

    def get_context(self, request, *args, **kwargs):
        """Add the listing. A list that a reader asked for by place is not for search engines to keep."""
        context = super().get_context(request, *args, **kwargs)
        if context["near"].text:
            meta.narrowed(context["meta"])
        return context

    def _positions_path(self, request):
        return self.get_url(request) + self.reverse_subpage("positions")

    @path("positions/", name="positions")
    def positions(self, request):
        """Answer with where the clinics of the list are, the same for everybody: distances are worked out at home.

        The script behind “Use my location” asks for it; see docs/places.md.
        """
        return _positions(request, self)


@require_safe
def _positions(request, page):
    facets = FacetSet(page.get_facets(), request)
    clinics = facets.narrow(page.get_listed(request))
    response = JsonResponse({"clinics": positions_of(spots_of(clinics), page.get_url(request))})
    response["Cache-Control"] = "public, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


def _cards(spots, near):
    """Return the cards of spots, in order, each with its distance."""
    found = Clinic.objects.in_bulk([spot.pk for spot in spots])
    cards = cards_of([found[spot.pk] for spot in spots])
    for card, spot in zip(cards, spots, strict=True):
        card.town, card.distance = spot.town, near.how_far(spot)
    return cards
