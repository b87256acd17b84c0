"""Clinics near a place that a search names: the nearest few with a map, and the way to the whole directory."""

from dataclasses import dataclass
from urllib.parse import urlencode

from blog.clinic_map import sheets_of
from blog.clinic_near import Near
from blog.clinic_spots import spots_of
from blog.models import Clinic, ClinicIndex
from pages.cards import cards_of

MOST = 4


@dataclass
class Nearby:
    """What is shown of clinics near a place. `answer`: how many and how far, in words; `more_url`: all of them.

    `suggestions`: [{"label", "url"}] of other places that may be meant.
    """

    answer: str
    cards: list
    sheets: list
    more_url: str
    total: int
    suggestions: list


def clinics_near(place, offering, request):
    """Return the Nearby for a place that was found in a query (`places.Found`), or None where no clinic is listed.

    `offering`: keys of the clinics that offer what else was asked for; where none of them does, all are meant.
    """
    directory = ClinicIndex.objects.published().first()
    if directory is None:
        return None
    address = directory.get_url(request)
    spots = spots_of(Clinic.objects.listed().child_of(directory).order_by("title", "pk"))
    if not spots:
        return None
    fitting = [spot for spot in spots if spot.pk in offering] or spots
    near = Near.read({"near": place.place.label}, dict.fromkeys(spot.country for spot in spots))
    near.found = place
    chosen = near.choose(fitting)
    first = chosen[:MOST]
    pages = Clinic.objects.in_bulk([spot.pk for spot in first])
    cards = cards_of([pages[spot.pk] for spot in first])
    for card, spot in zip(cards, first, strict=True):
        card.town, card.distance = spot.town, near.how_far(spot)

    def there(**parameters):
        return f"{address}?{urlencode(parameters)}"

    return Nearby(
        answer=near.answer,
        cards=cards,
        sheets=sheets_of(chosen, lambda keys: there(town=",".join(keys)) + "#list", near),
        more_url=there(near=place.place.label),
        total=len(chosen),
        suggestions=[{"label": each.label, "url": there(near=each.label)} for each in place.candidates],
    )
