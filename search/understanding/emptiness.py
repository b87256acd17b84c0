"""How much a word says: next to nothing for “what”, “the” and “someone”, which no page needs to have."""

from functools import cache

from search.data import read

EMPTY, LIGHT, FULL = 0.05, 0.3, 1.0  # weights


def weight(word):
    """Return how much a folded word says, 0 to 1."""
    empty, light = _words()
    if word in empty:
        return EMPTY
    return LIGHT if word in light else FULL


def says_something(word):
    """Whether a page should have a word to be an answer."""
    return weight(word) == FULL


@cache
def empty_words():
    """Return all words that say little."""
    return frozenset().union(*_words())


@cache
def _words():
    data = read("empty_words")
    lists = [value.split() for name, value in data.items() if name != "weights"]
    light = frozenset(data["weights"]["light"].split())
    return frozenset(word for row in lists for word in row) - light, light
