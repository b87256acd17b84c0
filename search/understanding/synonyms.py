"""Synonyms: other ways to say what was typed, from the table that editors keep.

Terms are compared by their letters alone: folded, without blanks and hyphens, in the singular or the plural. So
“Off-Label”, “offlabel” and “off label” are one term. The longest term wins. Related terms are never merged, whatever
way leads from one to the other.
"""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from search.data import read
from search.models import Synonym
from search.understanding import versions
from search.understanding.words import folded, singulars
from search.understood import Way

EQUAL, ONE_WAY = 0.95, 0.8  # weights
LEAST = 0.6  # a way of less weight, over several rows, is no way any more
MOST_WAYS = 8
LETTERS_FOR_JOINED = 4  # a term of fewer letters is not looked for across words: "a dd" is not ADD


@dataclass(frozen=True)
class Question:
    """A term of several meanings: the queries to choose from, and for each the words that settle it."""

    alternatives: tuple[str, ...]
    deciding: tuple[tuple[str, ...], ...]


@dataclass(eq=False)
class Entry:
    """What is known of one term. `row` is its folded words; `links` are (other entry, weight)."""

    row: tuple[str, ...]
    label: str
    links: list = field(default_factory=list)
    related: list = field(default_factory=list)
    kept_apart: list = field(default_factory=list)  # other entries that are never a way to this one
    notices: list = field(default_factory=list)
    question: Question | None = None
    only_capitals: bool = False
    is_term: bool = False  # whether typing it leads anywhere

    @property
    def ways(self):
        """Other ways to say it, the nearest first: a list of Way. None of them is related to another or to the term."""
        taken, found = {id(self): self}, []
        queue = [(-weight, other.row, other) for other, weight in self.links]
        while queue and len(found) < MOST_WAYS:
            queue.sort(key=lambda each: each[:2])
            weight, row, entry = queue.pop(0)
            if -weight < LEAST:
                break
            if id(entry) in taken or any(id(other) in taken for other in entry.kept_apart):
                continue
            taken[id(entry)] = entry
            found.append(Way(row, round(-weight, 3), "synonym"))
            queue += [(weight * factor, other.row, other) for other, factor in entry.links]
        return found


@dataclass(frozen=True)
class Match:
    """A term at `pieces[start:end]`."""

    start: int
    end: int
    entry: Entry


class Thesaurus:
    """All active synonyms, ready to be looked up."""

    def __init__(self, rows):
        """Take the rows of the table, as objects with the fields of Synonym."""
        self._entries = {}
        for first, second in read("kept_apart")["pairs"]:
            self._keep_apart(self._entry(first), self._entry(second))
        for row in rows:
            self._add(row)
        self._longest = max((len(entry.row) for entry in self._entries.values()), default=0)

    def _entry(self, text):
        row = folded(text)
        return self._entries.setdefault("".join(row), Entry(row, text))

    def _keep_apart(self, first, second):
        first.kept_apart.append(second)
        second.kept_apart.append(first)

    def _add(self, row):
        term = self._entry(row.term)
        term.is_term = True
        term.only_capitals = term.only_capitals or row.only_capitals
        if row.notice:
            term.notices.append(row.notice)
        if row.kind == Synonym.Kind.ASK:
            term.question = Question(row.alternatives, row.deciding)
            return
        target = self._entry(row.target)
        if row.kind == Synonym.Kind.RELATED:
            term.related.append(target)
            target.related.append(term)
            self._keep_apart(term, target)
            target.is_term = True
        elif row.kind == Synonym.Kind.ONE_WAY:
            term.links.append((target, ONE_WAY))
        else:
            term.links.append((target, EQUAL))
            target.links.append((term, EQUAL))
            target.is_term = True

    def find(self, pieces):
        """Yield the longest terms in a row of pieces, from left to right; none overlaps another."""
        start = 0
        while start < len(pieces):
            match = self._at(pieces, start)
            if match:
                yield match
            start = match.end if match else start + 1

    def _at(self, pieces, start):
        for end in range(min(len(pieces), start + self._longest + 1), start, -1):
            row = pieces[start:end]
            if row[-1].segment != row[0].segment:
                continue
            before = "".join(piece.key for piece in row[:-1])
            if before and len(before) + len(row[-1].key) < LETTERS_FOR_JOINED:
                continue
            last = row[-1].key
            # Of one word the singular is another: who says “nerve” does not say “nerves”.
            for form in (*singulars(last), f"{last}s") if before else singulars(last):
                entry = self._entries.get(before + form)
                if entry and entry.is_term and (not entry.only_capitals or _stands_out(row, pieces)):
                    return Match(start, end, entry)
        return None

    def entry(self, text):
        """Return the Entry of a text, or None."""
        return self._entries.get("".join(folded(text)))

    @property
    def vocabulary(self):
        """The words of all terms and targets, folded."""
        return frozenset(word for entry in self._entries.values() for word in entry.row)

    @cached_property
    def known(self):
        """What is no misspelt word: terms written without blanks, and words that settle a question."""
        questions = [entry.question for entry in self._entries.values() if entry.question]
        deciding = {word for question in questions for words in question.deciding for word in words}
        return frozenset(self._entries) | deciding


def _stands_out(row, pieces):
    return len(row) == len(pieces) or all(piece.written.isupper() for piece in row)


def thesaurus():
    """Return the Thesaurus as it stands: without a query, but once in a while one for its version."""
    return _thesaurus(versions.version(versions.SYNONYMS))


@lru_cache(maxsize=2)
def _thesaurus(_version):
    return Thesaurus(Synonym.objects.filter(is_active=True).order_by("pk"))
