"""The words of the publication in memory, by length, as spelling needs them."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from search.models import VocabularyWord
from search.understanding import versions
from search.understanding.synonyms import thesaurus
from search.understanding.words import singulars

ENDINGS = ("ingly", "edly", "ings", "ing", "ers", "ed", "er", "es", "ly", "s")
LAST_LETTERS = ("e", "y")  # of a base, which fall away before an ending: “give”, “giving”
ADDED = ("s", "es", "ed", "ing", "er", "ly", "d")  # to a word that is known in another form
SHORTEST_STEM = 3  # letters


@dataclass(frozen=True)
class Vocabulary:
    """`documents`: {folded word: how many public pages have it}. `terms`: names of topics and words of synonyms.

    `written`: {folded word: as it is written}, where that differs. `blocked`: words that exist and are never offered.
    `by_length`: {letters: (words that may be offered, which letters each has)}.
    """

    documents: dict
    terms: frozenset
    written: dict
    blocked: frozenset = frozenset()
    by_length: dict = field(init=False, compare=False)
    stems: frozenset = field(init=False, compare=False)

    def __post_init__(self):
        """Sort the words by length."""
        lengths = defaultdict(list)
        for word in self.documents.keys() | self.terms:
            if word.isalpha() and word not in self.blocked:
                lengths[len(word)].append(word)
        by_length = {length: (words, [letters(word) for word in words]) for length, words in lengths.items()}
        object.__setattr__(self, "by_length", by_length)
        bases = {word[:-1] for word in self.documents if word.endswith(LAST_LETTERS) and len(word) > SHORTEST_STEM}
        object.__setattr__(self, "stems", frozenset(bases.union(stem(word) for word in self.documents)))

    def __contains__(self, word):
        """Whether a word has hits, or is a term, or differs from one that has by its ending alone."""
        if any(each in self.documents or each in self.terms for each in singulars(word)):
            return True
        if stem(word) != word:
            return stem(word) in self.stems
        return any(word + ending in self.documents for ending in ADDED)  # "ketamin" is no form of ketamine

    def weight(self, word):
        """How many pages have a word."""
        return self.documents.get(word, 0)

    def like(self, word, slips):
        """Return the words that may be `slips` slips from a word, by their length and letters alone."""
        # Each slip adds and takes away one letter at most. This leaves few of 50,000 words to be measured.
        own, most, found = letters(word), 2 * slips, []
        for length in range(len(word) - slips, len(word) + slips + 1):
            words, sets = self.by_length.get(length, ((), ()))
            found += [each for each, theirs in zip(words, sets, strict=True) if (own ^ theirs).bit_count() <= most]
        return found


def letters(word):
    """Return which letters a word has, as bits; letters beyond a to z share one."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - 96 if "a" <= letter <= "z" else 0)
    return bits


def stem(word):
    """Cut the commonest endings off; only to tell whether a word is known in another form."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def vocabulary():
    """Return the Vocabulary as it stands; it is read from the database when either table has changed."""
    return _vocabulary(versions.version(versions.VOCABULARY), versions.version(versions.SYNONYMS))


@lru_cache(maxsize=2)
def _vocabulary(_version, _synonyms):
    documents, written, terms, blocked = {}, {}, set(), set()
    rows = VocabularyWord.objects.values_list("folded", "word", "documents", "is_term", "is_blocked")
    for folded, word, count, is_term, is_blocked in rows.order_by().iterator(chunk_size=5000):
        if count:
            documents[folded] = count
        if word != folded:
            written[folded] = word
        if is_term:
            terms.add(folded)
        if is_blocked:
            blocked.add(folded)
    terms |= thesaurus().vocabulary if documents else set()
    return Vocabulary(documents, frozenset(terms), written, frozenset(blocked))
