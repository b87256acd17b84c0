"""Places of the world and how far they are apart, from a file in the repository; no request, no table.

The public names of the room: `find` reads a place out of a reader's words, `town`, `postcode` and `region` look one up,
`distance_km` measures. See docs/places.md.
"""

from places.distance import KM_PER_MILE, distance_km
from places.finding import Found, find
from places.gazetteer import Kind, Place, country, postcode, region, town, towns_named

__all__ = [
    "KM_PER_MILE",
    "Found",
    "Kind",
    "Place",
    "country",
    "distance_km",
    "find",
    "postcode",
    "region",
    "town",
    "towns_named",
]
