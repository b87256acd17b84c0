"""How texts are written in the index: folded words, and their stems, with one space between them."""

from dataclasses import dataclass

from places import folding
from search.index.stems import stem

LONGEST_WORD = 60  # characters; longer ones are addresses or noise, and PostgreSQL takes 2 kB at most
LONGEST_TEXT = 40_000  # words of a page; a book has more, and PostgreSQL takes 1 MB of words and positions


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its stem, and where it stands (`text[start:end]`)."""

    stem: str
    start: int
    end: int


def folded(text):
    """Return the words of a text as a list, folded: lower case, without accents and apostrophes."""
    return [part[:LONGEST_WORD] for word in folding.words(text) for part in word.key.split()]


def stems(text):
    """Return the stems of a text's words as a list."""
    return [stem(word) for word in folded(text)]


def tokens(text):
    """Return the words of a text as a list of Token."""
    return [
        Token(stem(part[:LONGEST_WORD]), word.start, word.end)
        for word in folding.words(text)
        for part in word.key.split()
    ]
