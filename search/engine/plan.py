"""What the index is asked: the terms of a query as stems, what a page must have, and what it may not have."""

from dataclasses import dataclass, replace

from search.index.stems import stem
from search.index.words import folded

MOST_TERMS = 24
PART_OF_A_TERM = 0.35  # a page with “blood pressure” says something to somebody who asked for “high blood pressure”


@dataclass(frozen=True)
class Wanted:
    """A term as it stands in the index. `ways`: (stems in a row, weight), the typed one first; `exact`: as folded.

    `exact` is filled for words in quotation marks only. `is_whole`: False for a part of a typed phrase.
    """

    typed: str
    ways: tuple[tuple[str, float], ...]
    weight: float
    required: bool
    exact: str = ""
    is_whole: bool = True


@dataclass(frozen=True)
class Plan:
    """A query in the words of the index. `wanted` stands in typed order; `excluded`: stems in a row."""

    wanted: tuple[Wanted, ...]
    excluded: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def whole(self):
        """The terms as typed, without their parts."""
        return [term for term in self.wanted if term.is_whole]

    @property
    def required(self):
        """The terms that a page must have to have all."""
        return [term for term in self.whole if term.required]

    @property
    def quoted(self):
        """The words in quotation marks, as folded."""
        return [term.exact for term in self.wanted if term.exact]


def plan_of(understood):
    """Return the Plan of an `Understood`. Where no word says anything, all of them are asked for."""
    terms = [wanted for term in understood.terms[:MOST_TERMS] if (wanted := _wanted(term))]
    terms += _place(understood)
    if terms and not any(term.required for term in terms):
        terms = [_required(term) for term in terms]
    parts = [part for term in terms for part in _parts(term)]
    excluded = tuple(filter(None, (_in_row(words) for words in understood.excluded)))
    return Plan(tuple([*terms, *parts][:MOST_TERMS]), excluded, tuple(understood.kinds))


def _wanted(term):
    ways = {}
    for way in term.ways[:1] if term.is_quoted else term.ways:
        row = _in_row(way.words)
        if row:
            ways[row] = max(way.weight, ways.get(row, 0))
    exact = " ".join(folded(" ".join(term.ways[0].words))) if term.is_quoted and term.ways else ""
    required = term.required or term.is_quoted
    return Wanted(term.typed, tuple(ways.items()), term.weight, required, exact) if ways else None


def _in_row(words):
    """Return words as stems in a row. A last one with an asterisk is a beginning, and stays as it was typed."""
    row = [stem(word) for word in folded(" ".join(words))]
    if row and words[-1].endswith("*"):
        row[-1] = f"{folded(words[-1])[-1]}*"
    return " ".join(row)


def _required(term):
    return replace(term, weight=max(term.weight, 0.2), required=True)


def _place(understood):
    """Return the place's name as a term that makes pages about it stand higher; distances are not the engine's."""
    place = getattr(understood.place, "place", None)
    row = _in_row([place.label]) if place else ""
    town = row.split(" ")[0]
    return [Wanted(place.label, ((row, 1.0), (town, 0.6)), weight=1.0, required=not understood.terms)] if row else []


def _parts(term):
    """Return the words of a typed phrase as terms of little weight that no page needs."""
    words = term.ways[0][0].split()
    if len(words) == 1 or term.exact:
        return []
    weight = term.weight * PART_OF_A_TERM
    return [Wanted(word, ((word, 1.0),), weight, required=False, is_whole=False) for word in words]
