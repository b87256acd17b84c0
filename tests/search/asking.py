"""Queries for tests of the engine: each word a term; those that carry nothing are not required."""

from places import folding
from search.understood import Term, Understood, Way

EMPTY = frozenset(
    [
        "a",
        "about",
        "after",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "me",
        "might",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "should",
        "so",
        "some",
        "someone",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "too",
        "up",
        "us",
        "vs",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


def term(text, *synonyms, weight=None, quoted=False):
    """Return the Term for words in a row; `synonyms`: other ways to say it."""
    words = tuple(word.key for word in folding.words(text))
    empty = not quoted and all(word in EMPTY for word in words)
    ways = [Way(words), *(Way(tuple(word.key for word in folding.words(each)), 0.9, "synonym") for each in synonyms)]
    return Term(text, tuple(ways), weight if weight is not None else 0.05 if empty else 1.0, not empty, quoted)


def asked(text, **more):
    """Return what is understood of plain words."""
    return Understood(text, text, tuple(term(word.written) for word in folding.words(text)), **more)
