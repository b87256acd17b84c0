"""The gazetteer: towns, regions, countries and US postal codes from GeoNames (CC BY 4.0), in three small files.

`towns.tsv.gz` and `postcodes.tsv.gz` are sorted by their first column. A file is kept in memory as the bytes that it
is, with the offset of each line (an array of numbers); a look-up bisects. So the whole of it costs a process some 6 MB
instead of the 60 MB of as many Python objects, and is there in some tens of milliseconds, when first asked for.
`tools/places.py` writes the files; the columns stand there.
"""

import gzip
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate
from pathlib import Path

from places.folding import key

DATA = Path(__file__).parent / "data"
# States that share their name with a place that is at least as well known.
SAME_NAME = frozenset(("New York", "Washington"))


class Kind(StrEnum):
    """What a place is."""

    TOWN = "town"
    POSTCODE = "postcode"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its middle in degrees: of a town or postal code to 0.01°, of a region or country where people live.

    `region`: a code such as "KS", or "". `country`: ISO 3166 alpha-2. `code`: the postal code, or the region's or
    country's own code. `population`: 0 where nobody counted.
    """

    kind: Kind
    name: str
    region: str
    country: str
    latitude: float
    longitude: float
    population: int = 0
    code: str = ""

    @property
    def region_name(self):
        """The region in words, or ""."""
        found = regions_by_code().get((self.country, self.region))
        return found.name if found else ""

    @property
    def country_name(self):
        """The country in words."""
        found = countries_by_code().get(self.country)
        return found.name if found else self.country

    @property
    def label(self):
        """The place as readers are told of it: "Portland, Oregon", "67202 Wichita, Kansas", "Lyon, France"."""
        if self.kind == Kind.COUNTRY:
            is_shared = towns_named(self.name) or len(regions_named(key(self.name))) > 1
            return f"{self.name} (country)" if is_shared else self.name
        if self.kind == Kind.REGION and self.name in SAME_NAME:
            return f"{self.name} State"
        parts = [f"{self.code} {self.name}" if self.kind == Kind.POSTCODE else self.name]
        if self.kind != Kind.REGION and self.region_name:
            parts.append(self.region_name)
        if self.country != "US":
            parts.append(self.country_name)
        return ", ".join(parts)


class Lines:
    """A sorted file of lines in memory, asked by the first column."""

    def __init__(self, path):
        """Read it."""
        self.text = gzip.decompress(path.read_bytes())
        lines = self.text.split(b"\n")
        lines.pop()
        self.starts = array("I", accumulate((len(line) + 1 for line in lines), initial=0))

    def __len__(self):
        return len(self.starts) - 1

    def first(self, number):
        """Return the first column of a line as bytes."""
        start = self.starts[number]
        return self.text[start : self.text.index(b"\t", start)]

    def columns(self, number):
        """Return the columns of a line as texts."""
        return self.text[self.starts[number] : self.starts[number + 1] - 1].decode().split("\t")

    def position(self, wanted):
        """Return the number of the first line whose first column is not before `wanted`."""
        return bisect_left(range(len(self)), wanted, key=self.first)

    def find(self, wanted):
        """Return the columns of every line whose first column is `wanted` (a text)."""
        wanted = wanted.encode()
        number, found = self.position(wanted), []
        while number < len(self) and self.first(number) == wanted:
            found.append(self.columns(number))
            number += 1
        return found


@cache
def town_lines():
    """The towns; loaded once in a process."""
    return Lines(DATA / "towns.tsv.gz")


@cache
def postcode_lines():
    """The postal codes; loaded once in a process."""
    return Lines(DATA / "postcodes.tsv.gz")


def towns_named(name):
    """Return the towns of a name, the largest first. The name is folded; it must be whole."""
    return [_town(columns) for columns in town_lines().find(key(name))]


def town(name, region="", country="US"):
    """Return the town of a name in a region (a code, or its name) and country, or None."""
    wanted = region_code(country, region) if region else ""
    fitting = [each for each in towns_named(name) if each.country == country and wanted in ("", each.region)]
    return fitting[0] if fitting else None


def postcode(code):
    """Return the place of a US postal code ("67202" or "67202-1234"), or None."""
    for _code, name, state, latitude, longitude in postcode_lines().find(code[:5]):
        return Place(Kind.POSTCODE, name, state, "US", float(latitude), float(longitude), code=code[:5])
    return None


def region(country, code):
    """Return a region by its code or name, or None."""
    return regions_by_code().get((country, region_code(country, code)))


def country(code):
    """Return a country by its code, or None."""
    return countries_by_code().get(code)


def region_code(country, region):
    """Return the code of a region that is given by code or name; a region that nobody knows comes back as it is."""
    if (country, region) in regions_by_code():
        return region
    for found in regions_named(key(region)):
        if found.country == country:
            return found.code
    return region


@cache
def _regions():
    lines = (DATA / "regions.tsv").read_text(encoding="utf-8").splitlines()
    return [_region(*line.split("\t")) for line in lines]


@cache
def regions_by_code():
    """{(country, code): Place} of the regions that we know by name."""
    return {(each.country, each.code): each for each in _regions() if each.kind == Kind.REGION}


@cache
def countries_by_code():
    """{code: Place} of all countries. Of a country with several names the first in the file is the one we use."""
    return {each.code: each for each in reversed(_regions()) if each.kind == Kind.COUNTRY}


@cache
def _by_name():
    found = {}
    for each in _regions():
        place = countries_by_code()[each.code] if each.kind == Kind.COUNTRY else each
        suffix = "state" if each.kind == Kind.REGION else "country"
        for name in (
            key(each.name),
            f"{key(each.name)} {suffix}",
        ):  # both, because labels say so where names are shared
            found.setdefault(name, []).append(place)
    return found


def regions_named(folded):
    """Return the regions and countries of a folded name."""
    return _by_name().get(folded, [])


def region_names():
    """The folded names of all regions and countries."""
    return _by_name().keys()


def _region(kind, country, code, name, latitude, longitude, population):
    kind = Kind(kind)
    inside = code if kind == Kind.REGION else ""
    return Place(kind, name, inside, country, float(latitude), float(longitude), int(population), code)


def _town(columns):
    _key, name, country, region, latitude, longitude, population = columns
    return Place(Kind.TOWN, name, region, country, float(latitude), float(longitude), int(population))
