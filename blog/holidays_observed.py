"""Public holidays by country and region, from the package `holidays` (MIT licence, no data from other hosts).

A package, not rules of our own: clinics may be in ten countries, five of them with holidays that differ by state or
nation, with substitute days and days that governments set by decree. It is maintained for that, reads nothing from the
network, and costs 40 ms at the first use.

In the United States the federal holidays count: states' own days (such as Lincoln's Birthday) close offices, not
clinics. A clinic that keeps another calendar says so in its exceptions.
"""

from functools import lru_cache

from holidays import country_holidays

NATIONAL_ONLY = frozenset({"US"})
LANGUAGES = ("en_US", "en_GB")


def holiday_name(country, region, day):
    """Return the name of the public holiday on a day, in English, or "". `country`: two letters; `region`: free text.

    A region that is not known leaves the country's common holidays.
    """
    return _names(country, region.strip(), day.year).get(day, "")


@lru_cache(maxsize=256)
def _names(country, region, year):
    """Return {day: name} of one year; an empty dict for a country without a calendar."""
    try:
        calendar = country_holidays(country)
    except NotImplementedError:
        return {}
    language = next((each for each in LANGUAGES if each in calendar.supported_languages), None)
    part = None if country in NATIONAL_ONLY else _part(calendar, region)
    return dict(country_holidays(country, subdiv=part, years=year, language=language, expand=False))


def _part(calendar, region):
    """Return the calendar's code for a region given by its code or by a name, else None."""
    wanted = region.casefold()
    known = {**{code: code for code in calendar.subdivisions}, **calendar.subdivisions_aliases}
    return next((code for name, code in known.items() if name.casefold() == wanted), None)
