"""Judged queries: what readers ask, which pages should come first, and how well they do.

Success at n: the share of queries with a page that may come first among the first n. nDCG@10: discounted cumulative
gain over the first ten, 2 for such a page and 1 for another that helps, as a share of the best order (K. Järvelin and
J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4), 2002).
"""

import csv
import random
import re
from dataclasses import dataclass
from math import log2
from pathlib import Path

from django.test import RequestFactory

from search.results import Asked, results_of

FILE = Path(__file__).parent / "judged" / "demonstration.csv"
ASKED_BACK, CRISIS, PLACE = "ask", "crisis", "place"
NEIGHBOURS = {  # on an English keyboard
    "a": "sq",
    "b": "vn",
    "c": "xv",
    "d": "sf",
    "e": "wr",
    "f": "dg",
    "g": "fh",
    "h": "gj",
    "i": "uo",
    "j": "hk",
    "k": "jl",
    "l": "k",
    "m": "n",
    "n": "bm",
    "o": "ip",
    "p": "o",
    "q": "w",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "u": "yi",
    "v": "cb",
    "w": "qe",
    "x": "zc",
    "y": "tu",
    "z": "x",
}
SHORTEST_MISTYPED = 5  # letters


@dataclass(frozen=True)
class Judged:
    """A query. `best`: addresses of pages that may come first; `good`: others that help; `is_held`: not tuned on."""

    query: str
    best: tuple[str, ...]
    good: tuple[str, ...]
    kind: str
    is_held: bool


@dataclass(frozen=True)
class Outcome:
    """What the page of results shows for a query: addresses in order, whether help or a choice of meanings is first."""

    shown: tuple[str, ...]
    is_crisis: bool
    is_asked_back: bool


def judged():
    """Return the judged queries as a list."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Judged(row["query"], tuple(row["best"].split()), tuple(row["good"].split()), row["kind"], row["set"] == "held")
        for row in rows
    ]


def outcome(query):
    """Return the Outcome of a query, as a reader would see it from the top of the page."""
    understood, _found, context = results_of(Asked(query), RequestFactory().get("/search/"))
    nearby = context.get("nearby")
    page = context.get("page_obj")
    cards = [*context.get("promoted", ()), *(nearby.cards if nearby else ()), *(page.object_list if page else ())]
    shown = dict.fromkeys(card.page.url.strip("/") for card in cards)
    return Outcome(tuple(shown), bool(understood.crisis), bool(understood.choices))


def success(judgement, found, first):
    """Whether a page that may come first is among the `first` shown; what must be asked back or warned of, is."""
    if judgement.kind == ASKED_BACK:
        return found.is_asked_back
    if judgement.kind == CRISIS and not found.is_crisis:
        return False
    return any(address in judgement.best for address in found.shown[:first])


def gain(judgement, found):
    """Return the nDCG@10 of one query, between 0 and 1; None where no page is judged."""
    ideal = [2] * len(judgement.best) + [1] * len(judgement.good)
    if not ideal:
        return None
    gains = [2 * (each in judgement.best) or 1 * (each in judgement.good) for each in found.shown[:10]]
    return _discounted(gains) / _discounted(ideal[:10])


def _discounted(gains):
    return sum(each / log2(place + 2) for place, each in enumerate(gains))


def mistyped(query, seed):
    """Return a query with one typing error in one of its longer words; unchanged where there is none.

    A letter left out, doubled, hit beside, or two letters in each other's place; never the first one of a word.
    """
    chance = random.Random(f"{query} {seed}")  # noqa: S311 - not for secrets
    words = [found for found in re.finditer(r"[A-Za-z]+", query) if len(found.group()) >= SHORTEST_MISTYPED]
    if not words:
        return query
    word = chance.choice(words)
    place = chance.randrange(word.start() + 1, word.end() - 1)
    letter, after = query[place], query[place + 1]
    other = chance.choice(NEIGHBOURS[letter.lower()])
    slip = chance.choice(["left out", "doubled", "beside", "swapped"])
    if slip == "swapped":
        return query[:place] + after + letter + query[place + 2 :]
    return query[:place] + {"left out": "", "doubled": letter * 2, "beside": other}[slip] + query[place + 1 :]


def table(judgements, outcomes):
    """Return {"queries", "first", "third", "gain"} over queries: a number and three shares."""
    gains = [each for pair in zip(judgements, outcomes, strict=True) if (each := gain(*pair)) is not None]
    pairs = list(zip(judgements, outcomes, strict=True))
    return {
        "queries": len(pairs),
        "first": sum(success(*pair, 1) for pair in pairs) / len(pairs),
        "third": sum(success(*pair, 3) for pair in pairs) / len(pairs),
        "gain": sum(gains) / len(gains) if gains else 1.0,
    }
