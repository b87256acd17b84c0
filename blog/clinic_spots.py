"""Where clinics are, as plain data: one query for any number of them."""

from dataclasses import dataclass

from django.utils.text import slugify

import places
from blog import clinic_choices as choices

COLUMNS = (
    "pk",
    "title",
    "city",
    "region",
    "country",
    "latitude",
    "longitude",
    "commercial_relationship",
    "slug",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A clinic on the map. `latitude` and `longitude` are None where neither we nor the gazetteer know its place."""

    pk: int
    title: str
    city: str
    region: str
    country: str
    latitude: float | None
    longitude: float | None
    commercial_relationship: str
    slug: str

    @property
    def is_placed(self):
        """Whether we know where it is."""
        return self.latitude is not None

    @property
    def is_commercial(self):
        """Whether it pays us or once paid us."""
        return self.commercial_relationship != choices.CommercialRelationship.NONE

    @property
    def town(self):
        """The key of its town in addresses: "wichita-ks", "dublin-ie"."""
        return town_key(self.city, self.region, self.country)

    @property
    def town_label(self):
        """Its town in words: "Wichita, Kansas", "Utrecht, Netherlands"."""
        return town_label(self.city, self.region, self.country)


def town_key(city, region, country):
    """Return the key of a town: the same for all clinics in it."""
    return slugify(f"{city} {region or country}")


def town_label(city, region, country):
    """Return a town in words, with its state and, outside the United States, its country."""
    known = places.region(country, region) if region else None
    parts = [city, known.name if known else choices.region_name(country, region)]
    if country != "US":
        parts.append(str(dict(choices.COUNTRIES).get(country, country)))
    return ", ".join(part for part in parts if part)


def spots_of(clinics):
    """Return the Spot of each clinic of a queryset, in its order."""
    return [Spot(*_placed(row)) for row in clinics.values_list(*COLUMNS)]


def spot_of(clinic):
    """Return the Spot of one clinic that was read already."""
    return Spot(*_placed([getattr(clinic, name) for name in COLUMNS]))


def _placed(row):
    """Give a clinic without coordinates the place of its town."""
    pk, title, city, region, country, latitude, longitude, *others = row
    if latitude is None or longitude is None:
        town = places.town(city, region, country)
        latitude, longitude = (town.latitude, town.longitude) if town else (None, None)
    else:
        latitude, longitude = float(latitude), float(longitude)
    return pk, title, city, region, country, latitude, longitude, *others
