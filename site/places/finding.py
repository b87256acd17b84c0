"""Reads a place out of a reader's words: "ketamine clinic near kansas city missouri", "Portland, OR", "67202"."""

import re
from dataclasses import dataclass

from places.folding import words
from places.gazetteer import Kind, Place, countries_by_code, postcode, regions_by_code, regions_named, towns_named
from places.spelling import similar
from places.words import CODES_THAT_ARE_WORDS, COMMON_WORDS, COUNTRY_CODES, PREPOSITIONS, RATHER_THE_TOWN

LONGEST_TEXT = 200  # characters
LONGEST_NAME = 6  # words: "Lake Havasu City" has three
MOST_CANDIDATES = 4
KNOWN_TOWN = 20_000  # people; a smaller town is not looked for in a sentence that does not say "near" before it
POSTCODE = re.compile(r"\d{5}", re.ASCII)
ORDER = {Kind.REGION: 0, Kind.TOWN: 1, Kind.COUNTRY: 2}


@dataclass(frozen=True)
class Found:
    """What was found. `place`: the best, or None. `rest`: the text without it and without the "near" before it.

    `candidates`: what else was perhaps meant, best first: other places of the name, or, without a place, names that are
    spelt nearly so.
    """

    place: Place | None
    rest: str
    candidates: tuple[Place, ...] = ()


@dataclass(frozen=True)
class _Span:
    """A place at `words[start:end]`, with others of the same name."""

    start: int
    end: int
    places: tuple


def find(text, countries=(), *, guesses=True):
    """Find the place that a text names, as a Found.

    The longest name wins; a state, province or country after a name decides between places of that name. Otherwise
    those in `countries` (codes of the countries that readers come from) come first, then states before towns, then
    the place with the most people. A text without a place gives what it was perhaps meant to say, unless `guesses` is
    False: they take several milliseconds.
    """
    text = text[:LONGEST_TEXT]
    found = words(text)
    spans = [span for start in range(len(found)) for span in _spans_at(text, found, start, countries)]
    if not spans:
        return Found(None, text.strip(), _guesses(found, countries) if guesses else ())
    # The longest; of two of one length the one that follows "near", then the first.
    best = max(spans, key=lambda span: (span.end - span.start, _follows_preposition(found, span.start), -span.start))
    if contradiction := _contradiction(found, best):
        return Found(None, text.strip(), (*best.places[: MOST_CANDIDATES - 1], contradiction))
    return Found(best.places[0], _without(text, found, best), best.places[1 : 1 + MOST_CANDIDATES])


# Names


def _spans_at(text, found, start, countries):
    """Yield the longest place that begins at a word, if there is one."""
    if POSTCODE.fullmatch(found[start].key):
        if place := postcode(found[start].key):
            yield _Span(start, _end_of_postcode(text, found, start), (place,))
        return
    for end in range(min(len(found), start + LONGEST_NAME), start, -1):
        name = " ".join(word.key for word in found[start:end])
        places = [*towns_named(name), *regions_named(name)]
        if end == start + 1:
            places += _region_of_code(found, start)
        if not places:
            continue
        fitting, after = _qualified(found, end, places)
        if after == end and _is_only_a_word(found, start, end, places):
            continue
        yield _Span(start, after, _ordered(fitting, countries))
        return


def _end_of_postcode(text, found, start):
    """Take the four digits of a ZIP+4 along."""
    if start + 1 < len(found) and re.fullmatch(r"\d{4}", found[start + 1].key):
        between = text[found[start].end : found[start + 1].start]
        return start + 2 if between.strip() in ("-", "–") else start + 1
    return start + 1


def _is_only_a_word(found, start, end, places):
    """Whether a name without state stands in a sentence that probably means something else by it."""
    if end - start > 1 or len(found) == 1 or any(place.kind != Kind.TOWN for place in places):
        return False
    word, near = found[start], _follows_preposition(found, start)
    if word.key in COMMON_WORDS:
        return not (near and word.written[0].isupper())
    return not near and max(place.population for place in places) < KNOWN_TOWN


def _follows_preposition(found, start):
    return start > 0 and found[start - 1].key in PREPOSITIONS


def _region_of_code(found, number):
    """Return the state of a code that stands alone, or follows "in" in capitals: nobody means Maine by "near me"."""
    word = found[number]
    alone = len(found) == 1
    said = _follows_preposition(found, number) and word.written.isupper() and word.key != "me"
    if not (alone or said):
        return []
    places = [place for (_country, code), place in regions_by_code().items() if code.lower() == word.key]
    return places + _country_of_code(word.key)


def _country_of_code(code):
    return [countries_by_code()[COUNTRY_CODES[code]]] if code in COUNTRY_CODES else []


# What follows a name


def _qualified(found, end, places):
    """Return (the places that fit the state or country that follows, where that ends)."""
    for _round in range(2):  # "Toronto, Ontario, Canada"
        for length in range(LONGEST_NAME, 0, -1):
            fitting = [place for place in places if _fits(place, _qualifiers(found, end, length))]
            if fitting:
                places, end = fitting, end + length
                break
        else:
            break
    return places, end


def _qualifiers(found, start, length):
    """Return the regions and countries that the `length` words from `start` name."""
    if start + length > len(found):
        return []
    name = " ".join(word.key for word in found[start : start + length])
    places = list(regions_named(name))
    if length == 1:
        word = found[start]
        is_last = start + 1 == len(found)
        if name not in CODES_THAT_ARE_WORDS or is_last or word.written.isupper():
            places += [place for (_country, code), place in regions_by_code().items() if code.lower() == name]
        places += _country_of_code(name)
    return places


def _fits(place, qualifiers):
    """Whether a place lies in one of the regions or countries, and is not itself it."""
    return any(
        (place.country, place.region) == (around.country, around.code) and place.kind != Kind.REGION
        if around.kind == Kind.REGION
        else place.country == around.code and place.kind != Kind.COUNTRY
        for around in qualifiers
    )


def _contradiction(found, best):
    """Return the state right after a town that has no town of this name, where the text says no more; or None."""
    left = len(found) - best.end
    if best.places[0].kind != Kind.TOWN or best.start or not 0 < left <= 4:
        return None
    return next(iter(_qualifiers(found, best.end, left)), None)


def _ordered(places, countries):
    """Return places best first, without those that would be told in the same words."""
    rather_town = any((place.name, place.kind) in RATHER_THE_TOWN for place in places)
    order = {**ORDER, Kind.TOWN: -1} if rather_town else ORDER
    # Who says Mexico does not mean the town in Missouri: a country stands before small towns at home.
    smallest = KNOWN_TOWN if any(place.kind == Kind.COUNTRY for place in places) else 0

    def rank(place):
        is_at_home = place.country in countries and (place.kind != Kind.TOWN or place.population >= smallest)
        return not is_at_home, place.kind != Kind.COUNTRY, order[place.kind], -place.population, place.label

    places = sorted(places, key=rank)
    places = _without_villages(places)
    # The one with most people in the world stands second at least: who asks for London perhaps means that one.
    largest = max(places, key=lambda place: place.population)
    places = [places[0], largest, *places[1:]]
    return tuple({place.label: place for place in reversed(places)}[label] for label in _labels(places))


def _without_villages(places):
    """Leave out small towns behind a state: who says Kansas does not mean a village of that name."""
    if places[0].kind != Kind.REGION:
        return places
    return [place for place in places if place.kind != Kind.TOWN or place.population >= KNOWN_TOWN]


def _labels(places):
    return dict.fromkeys(place.label for place in places)


# What is left of the text, and what was perhaps meant


def _without(text, found, span):
    """Return the text without a place, without the "near" before it, and with single blanks."""
    start = span.start
    while start > 0 and found[start - 1].key in PREPOSITIONS:
        start -= 1
    before = text[: found[start].start] if start < len(found) else text
    after = text[found[span.end - 1].end :]
    return " ".join(f"{before.rstrip(' ,')} {after.lstrip(' ,.')}".split())


def _guesses(found, countries):
    """Return places that are spelt nearly as the text, or as what follows the last "near" in it."""
    last = max((number for number, word in enumerate(found) if word.key in PREPOSITIONS), default=-1)
    said = found[last + 1 :]
    if not said or len(said) > LONGEST_NAME or "me" in {word.key for word in said}:
        return ()
    # Words from the end may be the state: the longest such state that leaves a name, else none.
    for length in (3, 2, 1, 0):
        around = _qualifiers(said, len(said) - length, length) if 0 < length < len(said) else []
        if length and not around:
            continue
        name = " ".join(word.key for word in said[: len(said) - length])
        places = {
            place: slips
            for other, slips in similar(name).items()
            for place in (*towns_named(other), *regions_named(other))
            if not around or _fits(place, around)
        }
        if places:
            best = sorted(
                places,
                key=lambda place: (places[place], place.country not in countries, -place.population, place.label),
            )
            return tuple(_without_villages(best)[:MOST_CANDIDATES])
    return ()
