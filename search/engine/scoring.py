"""Puts pages in order: BM25F over the fields of a page and over its sections, the same for every database.

S. Robertson and H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond", Foundations and Trends in
Information Retrieval 3(4), 2009. Everything is between 0 and 1 and added up with the weights below, so that a part
of the score can be read: a page with every word as often as can be wished has 1 for “words”.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils import timezone

from search.engine.statistics import TYPED, rarity

K1 = 1.2
LINE = " \n "
# Weight of a field, how much its length counts against it, and its usual length in words.
TITLE, KEYWORDS, HEADINGS, SUMMARY = (6.0, 0.4, 8), (2.5, 0.5, 20), (2.0, 0.5, 20), (2.0, 0.3, 25)
BODY, BODY_LENGTH_COUNTS = 1.0, 0.7
SECTION_WORDS, SECTION_LENGTH_COUNTS, SECTION_HEADING = 120, 0.5, 3.0
WORDS, SECTION, NEAR, IN_TITLE, NAMED = 1.0, 0.6, 0.25, 1.0, 1.0
REST_OF_TITLE = 0.2  # what the other words of a title take away: “Ketamine” is more about it than “Ketamine and sleep”
OTHER_NAME = 0.9
COVERAGE = 1.5  # the power to which the share of what was asked for is raised
RARE = 0.6  # of the rarity of a word that stands on one page only
NEIGHBOURS = 3  # words within which two words of the query stand close together
LOOKED_AT = 40  # pages whose words are compared for nearness: those that lead without it
KINDS = {"topic": 0.95, "spotlight": 0.85, "author": 0.8, "about": 0.95, "page": 0.9}
ASKED_KIND, REVIEWED, OVERDUE = 1.4, 1.03, 0.93
# Words of titles that say nothing of the subject, as stems.
EMPTY = frozenset(("a", "an", "and", "ar", "as", "at", "do", "doe", "for", "from", "how", "in", "is", "it", "of"))
EMPTY |= frozenset(("on", "or", "the", "to", "what", "when", "who", "why", "with", "you", "your"))


@dataclass
class Scored:
    """A page with its score. `section`: number of the section that fits best, None for the top; `covered`: 0 to 1.

    `is_named`: a name of it was typed, or as much of one as no other page is called.
    """

    document: object
    score: float = 0.0
    parts: dict[str, float] = field(default_factory=dict)
    section: int | None = None
    covered: float = 0.0
    is_named: bool = False


def ranked(documents, plan, says, counted):
    """Return a list of Scored, best first. `says`: {term: its rarity}; `counted`: the index's Statistics."""
    asked = _Asked(plan, says, rarity(1, counted.documents))
    scored = sorted((_scored(document, asked, counted.words) for document in documents), key=_order)
    for each in scored[:LOOKED_AT]:
        near = asked.nearness(each.document)
        each.parts["near"] = NEAR * near
        each.score += NEAR * near * each.parts["factor"]
    return sorted(scored, key=_order)


def _order(scored):
    return -scored.score, -scored.document.pk


class _Asked:
    """The terms of a plan with what each is worth, ready to be looked for."""

    def __init__(self, plan, says, rarest):
        self.plan, self.says, self.rarest = plan, says, rarest
        self.worth = {term: says[term] * term.weight for term in plan.wanted}
        self.whole = plan.whole
        self.parts = {
            term: [part for part in plan.wanted if not part.is_whole and part.typed in term.ways[0][0].split()]
            for term in self.whole
        }
        self.total = sum(self.worth[term] for term in self.whole) or 1.0
        self.rows = {term: [(f" {row} ", weight) for row, weight in term.ways] for term in plan.wanted}
        self.names = self._names()
        self.stems = {word for term in self.whole for row, _weight in term.ways for word in row.split()}
        self.pairs = self._pairs()

    def _names(self):
        """The query as it would stand as a title: all of it, and what must be there; a single term in each way."""
        names = {" ".join(term.ways[0][0] for term in terms) for terms in (self.whole, self.plan.required)}
        if len(self.plan.required) == 1:
            names |= {row for row, _weight in self.plan.required[0].ways}
        return names - {""}

    def _pairs(self):
        """Neighbours of the query as patterns: side by side, or a few words apart."""
        terms = [term for term in self.whole if self.worth[term] > 0]
        gap = rf"(?:[^\s]+ ){{0,{NEIGHBOURS}}}"
        found = []
        for one, other in pairwise(terms):
            for left, _weight in one.ways[:2]:
                for right, _other in other.ways[:2]:
                    a, b = re.escape(left), re.escape(right)
                    found.append(
                        (
                            min(self.worth[one], self.worth[other]),
                            (left, right),
                            re.compile(rf" {a} {b} "),
                            re.compile(rf" {a} {gap}{b} | {b} {gap}{a} "),
                        )
                    )
        return found

    def count(self, term, text):
        """How often a padded text has a term; a synonym counts for less than what was typed."""
        return sum(weight * text.count(row) for row, weight in self.rows[term])

    def names_rarely(self, document):
        """Whether all that must be there stands in one name of a page, with a word that is rare."""
        for name in document.title_stems.split("\n"):
            text = f" {name} "
            if all(self.count(term, text) for term in self.plan.required):
                return any(self.says[term] - TYPED > RARE * self.rarest for term in self.plan.required)
        return False

    def nearness(self, document):
        """The share of neighbouring words that stand close together in a page, 0 to 1."""
        if not self.pairs:
            return 0.0
        text = LINE.join(("", document.title_stems, document.heading_stems, document.summary_stems, ""))
        text = text.replace("\n", LINE) + _padded(document.body_stems)
        best = {}
        for worth, (left, right), adjacent, close in self.pairs:
            if left.split()[0] in text and right.split()[0] in text:
                near = 1.0 if adjacent.search(text) else 0.5 if close.search(text) else 0.0
                best[left, right] = (worth, near)
        total = sum(worth for worth, *_rest in self.pairs)
        return sum(worth * near for worth, near in best.values()) / total if total else 0.0


def _padded(text):
    return f" {text} ".replace("\n", LINE)


def _scored(document, asked, words):
    fields = [
        (_padded(document.title_stems), *TITLE),
        (_padded(document.keyword_stems), *KEYWORDS),
        (_padded(document.heading_stems), *HEADINGS),
        (_padded(document.summary_stems), *SUMMARY),
        (_padded(document.body_stems), BODY, BODY_LENGTH_COUNTS, words),
    ]
    lengths = [
        document.title_stems.partition("\n")[0].count(" ") + 1,
        *(text.count(" ") for text, *_rest in fields[1:4]),
        document.words,
    ]
    norms = [1 - b + b * length / usual for (_text, _weight, b, usual), length in zip(fields, lengths, strict=True)]

    def frequency(term):
        return sum(
            weight * asked.count(term, text) / norm
            for (text, weight, _b, _usual), norm in zip(fields, norms, strict=True)
        )

    score, had, matched = 0.0, 0.0, {}
    for term in asked.whole:
        often = frequency(term)
        parts = {} if often else {part: often for part in asked.parts[term] if (often := frequency(part))}
        for each, times in ({term: often} if often else parts).items():
            score += asked.worth[each] * times / (K1 + times)
            had += asked.worth[each]
            matched[each] = times
    found = Scored(document, covered=had / asked.total)
    section, found.section = _best_section(document, asked, matched, fields[0][0] + fields[1][0])
    title, named = _in_title(document, asked)
    found.is_named = bool(named) or asked.names_rarely(document)
    found.parts = {
        "words": WORDS * score / asked.total,
        "section": SECTION * section,
        "title": IN_TITLE * title,
        "named": NAMED * named,
    }
    factor = _factor(document, asked) * max(min(found.covered, 1.0), 0.0) ** COVERAGE
    found.score = sum(found.parts.values()) * factor
    found.parts["factor"] = factor
    return found


def _best_section(document, asked, matched, about):
    """Return (score, number) of the section that says most of what was asked; what the page is about counts half."""
    headings = [f" {heading} " for heading in document.heading_stems.split("\n")]
    bodies = [f" {body} " for body in document.body_stems.split("\n")]
    best, number = 0.0, None
    known = {term for term in matched if any(row in about for row, _weight in asked.rows[term])}
    for place, (heading, body) in enumerate(zip(headings, bodies, strict=False)):
        norm = 1 - SECTION_LENGTH_COUNTS + SECTION_LENGTH_COUNTS * body.count(" ") / SECTION_WORDS
        score = had = 0.0
        for term in matched:
            often = (SECTION_HEADING * asked.count(term, heading) + asked.count(term, body)) / norm
            if often:
                score += asked.worth[term] * often / (K1 + often)
                had += asked.worth[term]
            elif term in known:
                had += asked.worth[term] / 2
        score *= had / asked.total / asked.total
        if score > best:
            best, number = score, place
    return best, number


def _in_title(document, asked):
    """Return (how much of what was asked stands in the title, whether a name of the page is what was asked for)."""
    names = document.title_stems.split("\n")
    title = [word for word in names[0].split() if word not in EMPTY]
    padded = f" {names[0]} "
    covered = sum(asked.worth[term] for term in asked.whole if asked.count(term, padded)) / asked.total
    share = sum(word in asked.stems for word in title) / len(title) if title else 0.0
    named = 1.0 if names[0] in asked.names else OTHER_NAME if asked.names & set(names[1:]) else 0.0
    return min(covered, 1.0) * (1 - REST_OF_TITLE * (1 - share)), named


def _factor(document, asked):
    """Return what a page's kind and its review make of it."""
    factor = KINDS.get(document.kind, 1.0)
    if document.kind in asked.plan.kinds or document.genre in asked.plan.kinds:
        factor *= ASKED_KIND
    if document.review_due and document.review_due < timezone.localdate():
        return factor * OVERDUE
    return factor * REVIEWED if document.last_reviewed else factor
