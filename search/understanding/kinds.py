"""Kinds of page that are asked for: “ketamine clinic”, “articles about PTSD”, “author: Quillfeather”."""

import re
from functools import cache

from search.data import read
from search.understanding.emptiness import says_something

WEIGHT = 0.2  # of a word that asked for a kind: pages of the kind need not have it


def named(text):
    """Return (the text without kinds that are named with a colon, those kinds)."""
    found = []

    def note(match):
        found.append(_by_word()[match.group(1).casefold()])
        return ""

    return _pattern().sub(note, text), tuple(dict.fromkeys(found))


def asked(pieces, *, is_question, has_place):
    """Return {position of a word: the kind that it asks for}."""
    said = [number for number, piece in enumerate(pieces) if says_something(piece.key)]
    keys = {piece.key for piece in pieces}
    found = {}
    for number in said:
        kind = _by_word().get(pieces[number].key)
        if kind is None:
            continue
        at_an_end = number in (said[0], said[-1]) and not is_question and not keys & _never(kind)
        if at_an_end or (has_place and kind == "clinic"):
            found[number] = kind
    return found


def words():
    """Return all words that may ask for a kind."""
    return _by_word().keys()


@cache
def _by_word():
    return {word: kind for kind, data in read("kinds").items() for word in data["words"]}


@cache
def _never(kind):
    return frozenset(read("kinds")[kind]["never"])


@cache
def _pattern():
    return re.compile(rf"(?<!\S)({'|'.join(_by_word())}):\s*(?=\S)", re.IGNORECASE)
