"""What a result shows of a page: the title, and the sentences that hold most of what was asked, words marked.

Everything is escaped; the only markup is <mark>. Words are marked where their stem was asked for, or a synonym was.
"""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from search.index.words import tokens

LONGEST = 220
SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“‘(]?[^\W_a-z])")
ELLIPSIS = "…"
SAYS_SOMETHING = 0.1
LEAD_IN = 60  # characters before the first marked word of a sentence that is too long


@dataclass(frozen=True)
class Passage:
    """A line of plain text with the places that are to be marked, and what they are worth."""

    text: str
    spans: tuple[tuple[int, int], ...]
    worth: float


class Marker:
    """Knows the terms of a query and finds them in texts. `says`: {term: its rarity}."""

    def __init__(self, plan, says):
        """Take the rows of stems of all terms; words that say nothing are only marked within a phrase."""
        self.rows = {}
        for term in plan.wanted:
            for row, weight in term.ways:
                worth = says[term] * term.weight * weight
                if term.weight >= SAYS_SOMETHING:
                    key = tuple(row.split())
                    self.rows[key] = max(worth, self.rows.get(key, 0))

    def passage(self, text):
        """Return the Passage of a text."""
        words = tokens(text)
        spans, found, place = [], {}, 0
        while place < len(words):
            row = self._row_at(words, place)
            if row:
                last = words[place + len(row) - 1]
                spans.append((words[place].start, last.end))
                found[row] = self.rows[row]
            place += len(row) or 1
        return Passage(text, tuple(spans), sum(found.values()))

    def _row_at(self, words, place):
        """Return the longest row of stems that stands at a place; () for none."""
        rows = (
            row for row in self.rows if all(_is(word, stem) for word, stem in zip(words[place:], row, strict=False))
        )
        return max((row for row in rows if len(words) - place >= len(row)), key=len, default=())


def _is(word, stem):
    return word.stem.startswith(stem[:-1]) if stem.endswith("*") else word.stem == stem


def marked(passage):
    """Return a passage as safe HTML."""
    parts, at = [], 0
    for start, end in passage.spans:
        parts.append(format_html("{}<mark>{}</mark>", passage.text[at:start], passage.text[start:end]))
        at = end
    return mark_safe("".join(parts) + format_html("{}", passage.text[at:]))  # noqa: S308 - each part is escaped


def title_of(document, marker):
    """Return a page's title with the words marked."""
    return marked(marker.passage(document.title))


def snippet_of(document, section, marker):
    """Return (safe HTML, number of the section or None): the summary, unless a section says more.

    `section`: number of the section that fits best, or None.
    """
    summary = marker.passage(document.summary)
    if section is None or section >= len(document.sections):
        return _cut(summary), None
    best = _best([marker.passage(sentence) for sentence in _sentences(document.sections[section]["text"])])
    if not best or best[0].worth <= summary.worth:
        return _cut(summary), section if document.sections[section]["anchor"] else None
    return _joined(best), section


def _sentences(text):
    return [sentence for line in text.splitlines() for sentence in SENTENCE.split(line) if sentence.strip()]


def _best(passages):
    """Return the sentence that says most, with the one after it where both fit."""
    if not passages:
        return []
    place = max(range(len(passages)), key=lambda number: (passages[number].worth, -number))
    chosen, after = passages[place], passages[place + 1 : place + 2]
    return [chosen, *(each for each in after if len(chosen.text) + len(each.text) < LONGEST)]


def _joined(passages):
    if len(passages) == 1:
        return _cut(passages[0])
    return format_html_join(" ", "{}", ((marked(passage),) for passage in passages))


def _cut(passage):
    """Return a passage as safe HTML, cut at whole words around its first mark where it is too long."""
    text = passage.text
    if len(text) <= LONGEST:
        return marked(passage)
    first = passage.spans[0][0] if passage.spans else 0
    start = 0 if first < LONGEST - LEAD_IN else text.rfind(" ", 0, first - LEAD_IN) + 1
    end = len(text) if len(text) - start <= LONGEST else text.rfind(" ", start + 1, start + LONGEST)
    end = end if end > start else start + LONGEST
    spans = tuple((a - start, b - start) for a, b in passage.spans if a >= start and b <= end)
    cut = marked(Passage(text[start:end], spans, passage.worth))
    return format_html("{}{}{}", ELLIPSIS if start else "", cut, ELLIPSIS if end < len(text) else "")
