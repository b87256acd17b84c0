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

    `is_narrowed`: only clinics are shown whose pages have all that was asked for. `suggestions`: [{"label", "url"}] of
    other places that may be meant.
    """

    answer: str
    cards: list
    sheets: list
    more_url: str
    is_narrowed: bool
    suggestions: list


def clinics_near(place, offering, request):
    """Return the Nearby for a place that was found in a query (`places.Found`), or None where no clinic is listed.

    `offering`: keys of the clinics whose pages have what else was asked for; where none of them is within the usual
    distance, all are meant: their words are no proof of what they do not do.
    """
    directory = ClinicIndex.objects.published().first()
    if directory is None:
        return None
    address = directory.get_url(request)
    spots = spots_of(Clinic.objects.listed().child_of(directory).order_by("title", "pk"))
    if not spots:
        return None
    near, chosen = _near(place, [spot for spot in spots if spot.pk in offering])
    is_narrowed = len(chosen) < len(spots) and (near.within or _is_inside(near))
    if not is_narrowed:
        near, chosen = _near(place, spots)
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
        is_narrowed=is_narrowed,
        suggestions=[{"label": each.label, "url": there(near=each.label)} for each in place.candidates],
    )


def _is_inside(near):
    return near.is_area and not near.is_measured and bool(near.shown)


def _near(place, spots):
    """Return (Near, the spots that are listed, in order). What was understood decides, not the text read once more."""
    near = Near.read({"near": place.place.label}, dict.fromkeys(spot.country for spot in spots))
    near.found = place
    return near, near.choose(spots)
