"""The place in a query: only where the words around it say that care is looked for there.

Places come from the gazetteer that the directory uses. A name becomes a place behind “near”, beside words of a clinic,
beside nothing but what clinics offer, or alone where it is a state or a larger town. Elsewhere it stays words: “is it
legal in Texas” asks for no clinic. “Near me” asks for a town; an address on the network is never looked up.
"""

from dataclasses import dataclass, replace
from functools import cache

import places as gazetteer
from places import Found, Kind
from places.finding import KNOWN_TOWN, POSTCODE
from places.folding import words
from places.words import COMMON_WORDS, PREPOSITIONS
from search.data import read

KNOWN_ABROAD = 300_000  # people; a smaller town in another country is rather a word


@dataclass(frozen=True)
class Spot:
    """A place that a query may name: the words `pieces[start:end]` with the preposition, and what was found.

    `is_guess`: the name is spelt nearly so; `name` is what was typed of it. `is_abroad`: not where readers come from.
    """

    start: int
    end: int
    found: Found
    preposition: tuple[str, ...] = ()
    name: str = ""
    is_guess: bool = False
    is_abroad: bool = False


def near_me(pieces):
    """Return (start, end) of the words by which a reader asks for what is near them, or None."""
    keys = tuple(piece.key for piece in pieces)
    for row in _near_me():
        for start in range(len(keys) - len(row) + 1):
            if keys[start : start + len(row)] == row:
                return start, start + len(row)
    if _lists()["clinic"].intersection(keys):
        return next(((n, n + 1) for n, key in enumerate(keys) if key in _lists()["nearest"]), None)
    return None


def is_question(pieces):
    """Whether a query is a question about something else than where to go."""
    return bool(pieces) and pieces[0].key in _lists()["questions"]


def spot(pieces, countries=()):
    """Return the Spot that unquoted pieces may name, or None. It is decided later, by `is_meant`."""
    text = " ".join(piece.key if piece.is_corrected else piece.written for piece in pieces)
    found = gazetteer.find(text, countries, guesses=_may_be_guessed(pieces))
    if found.place is None and not found.candidates:
        return None
    if found.place is None:
        return _guess(pieces, found)
    left = [word.key for word in words(found.rest)]
    start = next((n for n, piece in enumerate(pieces) if n >= len(left) or piece.key != left[n]), len(left))
    end = start + len(pieces) - len(left)
    if end <= start or [piece.key for piece in pieces[:start] + pieces[end:]] != left:
        return None
    said = tuple(piece.key for piece in pieces[start:end] if piece.key in PREPOSITIONS)
    name = " ".join(piece.written for piece in pieces[start + _prepositions(pieces, start, end) : end])
    return Spot(start, end, found, said, name, is_abroad=found.place.country not in countries)


def _may_be_guessed(pieces):
    """Whether a name may be looked for that is spelt nearly so; see `is_meant`."""
    keys = {piece.key for piece in pieces}
    return bool(keys & _lists()["near"] or (keys & _lists()["clinic"] and "in" in keys))


def _prepositions(pieces, start, end):
    number = 0
    while start + number < end - 1 and pieces[start + number].key in PREPOSITIONS:
        number += 1
    return number


def postcode(pieces):
    """Return the Spot of a postal code among pieces, or None: where the longer name beside it was no place."""
    for number, piece in enumerate(pieces):
        if POSTCODE.fullmatch(piece.key) and (place := gazetteer.postcode(piece.key)):
            start = number - (number > 0 and pieces[number - 1].key in PREPOSITIONS)
            rest = " ".join(each.written for each in pieces[:start] + pieces[number + 1 :])
            return Spot(start, number + 1, Found(place, rest), name=piece.written)
    return None


def _guess(pieces, found):
    """Return a Spot for what follows the last preposition, spelt nearly as a larger town or a state is."""
    last = max((n for n, piece in enumerate(pieces) if piece.key in PREPOSITIONS), default=None)
    likely = [place for place in found.candidates if place.kind == Kind.REGION or place.population >= KNOWN_TOWN]
    likely = [place for place in likely if place.kind != Kind.COUNTRY]
    if last is None or last + 1 >= len(pieces) or not likely:
        return None
    start = last
    while start and pieces[start - 1].key in PREPOSITIONS:
        start -= 1
    rest = " ".join(piece.written for piece in pieces[:start])
    said = tuple(piece.key for piece in pieces[start : last + 1])
    name = " ".join(piece.written for piece in pieces[last + 1 :])
    others = tuple(place for place in found.candidates if place != likely[0])
    return Spot(start, len(pieces), Found(likely[0], rest, others), said, name, is_guess=True)


def is_meant(spot, rest, *, is_question):
    """Whether a Spot is a place that care is looked for in, from the other words of the query that say anything."""
    place, lists = spot.found.place, _lists()
    keys = {piece.key for piece in rest}
    is_near = bool(lists["near"].intersection(spot.preposition))
    has_clinic = bool(keys & lists["clinic"])
    has_only_care = bool(keys) and keys <= lists["care"]
    if spot.is_guess:
        return (is_near and (has_clinic or has_only_care)) or (
            "in" in spot.preposition and has_clinic and not is_question
        )
    if place.kind == Kind.POSTCODE:
        return not keys & lists["counted"]
    if not keys:
        return is_known(spot) and (place.kind != Kind.COUNTRY or is_near)
    if is_near:
        return True
    if has_clinic:
        return bool(spot.preposition) or is_known(spot)
    if place.kind == Kind.COUNTRY or is_question:
        return False
    return has_only_care and is_known(spot)


def is_known(spot):
    """Whether a name without “near” is a place rather than words: a state, a larger town, or a town with its state."""
    place, row = spot.found.place, [word.key for word in words(spot.name)]
    if len(row) == 1 and row[0] in COMMON_WORDS:
        return False
    if place.kind != Kind.TOWN or place.population >= (KNOWN_ABROAD if spot.is_abroad else KNOWN_TOWN):
        return True
    if any(other.population >= KNOWN_ABROAD for other in spot.found.candidates):
        return True
    return row != [word.key for word in words(place.name)]  # more than the town's name was said


def without(pieces, start, end):
    """Return pieces without those from `start` to `end`; what stood on either side of them stays apart."""
    after = tuple(replace(piece, segment=piece.segment + 1) for piece in pieces[end:])
    return (*pieces[:start], *after)


@cache
def _near_me():
    rows = [tuple(row.split()) for row in read("place_words")["near_me"]]
    return sorted(rows, key=len, reverse=True)


@cache
def _lists():
    return {name: frozenset(row) for name, row in read("place_words").items()}
