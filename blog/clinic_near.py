"""Clinics near a place: what a reader asked for, how far that reaches, and how it is said.

The distance is a straight line from the middle of the place. A radius that finds fewer than three clinics grows until
it finds three, and says so: nobody who needs a clinic is helped by an empty list.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import places
from places import Kind

LONGEST = 120  # characters of a place
RADII = (10, 25, 50, 100, 300)  # in miles or kilometres, to choose from
USUAL_RADIUS = 25
WIDER = (10, 25, 50, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 8000, 13_000, 21_000)
ENOUGH = 3  # clinics
MILES, KILOMETRES = "mi", "km"
COUNTRIES_WITH_MILES = ("US", "GB")
SAME_TOWN_KM = 3.0  # below, the middle of a town says nothing about how far it is


@dataclass
class Near:
    """What a reader asked for, read from the address; `countries` are those that have clinics.

    `text`: as it was typed. `unit`: "mi" or "km". `radius`: in that unit, of RADII.
    """

    text: str
    radius: int
    unit: str
    found: places.Found | None
    distances: dict = field(default_factory=dict)  # {key of a clinic: kilometres}
    reach: int = 0  # the radius in use, in the unit
    shown: list = field(default_factory=list)  # the spots within it, the nearest first
    within: int = 0  # how many are within the radius that was asked for
    unplaced: int = 0  # how many could not be measured

    @classmethod
    def read(cls, params, countries):
        """Read it from the parameters of an address. Whatever is wrong there is as if it were not there."""
        text = " ".join(params.get("near", "").replace("\x00", "").split())[:LONGEST]
        found = places.find(text, tuple(countries)) if text else None
        country = found.place.country if found and found.place else _first(countries)
        unit = params.get("unit")
        if unit not in (MILES, KILOMETRES):
            unit = MILES if country in COUNTRIES_WITH_MILES else KILOMETRES
        radius = params.get("radius", "")
        radius = int(radius) if radius.isascii() and radius.isdigit() and len(radius) < 6 else USUAL_RADIUS
        return cls(text, radius if radius in RADII else USUAL_RADIUS, unit, found)

    @property
    def place(self):
        """The place, or None."""
        return self.found.place if self.found else None

    @property
    def is_unknown(self):
        """Whether the reader typed something that we do not know."""
        return bool(self.text) and self.place is None

    @property
    def is_area(self):
        """Whether the place is a state or a country, which clinics lie in and not near."""
        return bool(self.place) and self.place.kind in (Kind.REGION, Kind.COUNTRY)

    @property
    def is_measured(self):
        """Whether clinics are listed by their distance."""
        return bool(self.distances)

    @property
    def parameters(self):
        """What addresses of the same list carry."""
        if not self.text:
            return {}
        parameters = {"near": self.text, "radius": str(self.radius), "unit": self.unit}
        if self.radius == USUAL_RADIUS:
            del parameters["radius"]
        if self.place and self.unit == (MILES if self.place.country in COUNTRIES_WITH_MILES else KILOMETRES):
            del parameters["unit"]
        return parameters

    # The search

    def choose(self, spots):
        """Return the spots to be listed, in order: those in the state or country, or those within reach."""
        if self.place is None:
            return spots
        if self.is_area:
            inside = [spot for spot in spots if self._is_inside(spot)]
            if inside:
                self.shown = inside
                return inside
        placed = [spot for spot in spots if spot.is_placed]
        self.unplaced = len(spots) - len(placed)
        self.distances = {spot.pk: places.distance_km(self.place, spot) for spot in placed}
        placed.sort(key=lambda spot: (self.distances[spot.pk], spot.title, spot.pk))
        self._widen(placed)
        return self.shown

    def _is_inside(self, spot):
        place = self.place
        if spot.country != place.country:
            return False
        return place.kind == Kind.COUNTRY or places.region(spot.country, spot.region) == place

    def _widen(self, placed):
        """Take the first radius from the one asked for that reaches enough clinics."""
        for reach in (self.radius, *(radius for radius in WIDER if radius > self.radius)):
            self.reach = reach
            self.shown = [spot for spot in placed if self.distances[spot.pk] <= reach * self.km_per_unit]
            if reach == self.radius:
                self.within = len(self.shown)
            if len(self.shown) >= min(ENOUGH, len(placed)):
                break

    @property
    def km_per_unit(self):
        """Kilometres in a mile, or 1."""
        return places.KM_PER_MILE if self.unit == MILES else 1.0

    # In words

    @cached_property
    def answer(self):
        """What was found, as a sentence or two; "" where nothing was asked."""
        if self.place is None:
            return ""
        label = self.place.label
        if self.is_area and not self.is_measured:
            return ngettext("%(count)d clinic in %(place)s.", "%(count)d clinics in %(place)s.", len(self.shown)) % {
                "count": len(self.shown),
                "place": label,
            }
        if not self.shown:
            return _("No clinic near %(place)s.") % {"place": label}
        if self.is_area:
            said = ngettext(
                "No clinic in %(place)s. This is the nearest, measured from its middle.",
                "No clinic in %(place)s. These are the nearest, measured from its middle.",
                len(self.shown),
            )
            return said % {"place": label}
        first = {"count": self.within, "distance": self._distance(self.radius), "place": label}
        if self.reach == self.radius:
            said = ngettext(
                "%(count)d clinic within %(distance)s of %(place)s.",
                "%(count)d clinics within %(distance)s of %(place)s.",
                self.within,
            )
            return said % first
        if self.within:
            said = ngettext(
                "Only %(count)d clinic within %(distance)s of %(place)s.",
                "Only %(count)d clinics within %(distance)s of %(place)s.",
                self.within,
            )
        else:
            said = _("No clinic within %(distance)s of %(place)s.")
        more = ngettext(
            "Within %(distance)s there is %(count)d.", "Within %(distance)s there are %(count)d.", len(self.shown)
        )
        more %= {"distance": self._distance(self.reach), "count": len(self.shown)}
        parts = [said % first, more]
        if len(self.shown) < ENOUGH:
            parts.append(_("No other clinic fits."))
        return " ".join(parts)

    @property
    def chip(self):
        """The place as an active filter."""
        if self.place is None:
            return ""
        if self.is_area and not self.is_measured:
            return _("In %(place)s") % {"place": self.place.label}
        return _("Near %(place)s") % {"place": self.place.label}

    def how_far(self, spot):
        """Return how far a clinic is, for its card: "about 12 miles away"; "" where distances play no part."""
        if spot.pk not in self.distances:
            return ""
        km = self.distances[spot.pk]
        if km < SAME_TOWN_KM:
            return _("in or near %(place)s") % {"place": self.place.name}
        return _("about %(distance)s away") % {"distance": self._distance(rounded(km / self.km_per_unit))}

    def _distance(self, number):
        if self.unit == MILES:
            said = ngettext("%(number)s mile", "%(number)s miles", number)
        else:
            said = ngettext("%(number)s kilometre", "%(number)s kilometres", number)
        return said % {"number": number_format(number, use_l10n=True, force_grouping=True)}

    @property
    def radius_choices(self):
        """[(radius, whether it is chosen)] for the form."""
        return [(radius, radius == self.radius) for radius in RADII]

    @property
    def candidates(self):
        """What else was perhaps meant: labels, which find these places when they are asked for."""
        return [place.label for place in self.found.candidates] if self.found else []


def rounded(number):
    """Round a distance as people say it: 1.4 to 1, 47.6 to 48, 183 to 180; never to nothing."""
    if number >= 100:
        return round(number / 10) * 10
    return max(1, round(number))


def _first(countries):
    return next(iter(countries), "US")
