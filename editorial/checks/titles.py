"""Titles: what one promises, the text delivers."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.registry import Hit, Severity, check
from editorial.checks.words import words_of

# Where one phrase of a title ends and the next begins.
SPLIT = re.compile(r"[:–—?,]|\s-\s|\b(?:to|and|for|from)\b", re.IGNORECASE)
LITTLE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "by",
        "with",
        "without",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "what",
        "which",
        "who",
        "how",
        "why",
        "when",
        "where",
        "do",
        "does",
        "did",
        "can",
        "could",
        "may",
        "might",
        "will",
        "would",
        "should",
        "you",
        "your",
        "we",
        "our",
        "they",
        "their",
        "if",
        "not",
        "no",
        "than",
        "more",
        "most",
        "about",
        "into",
        "after",
        "before",
        "between",
        "over",
        "under",
        "up",
        "down",
        "out",
    ]
)
# Endings that make no other word, the longest first.
ENDINGS = ["ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "es", "ed", "s", "e", "y"]


@check(
    "S4",
    gettext_lazy("The text delivers what the title promises"),
    Severity.ERROR,
    types=("blog.article",),
    waived_by=("Editors", "Managing editors"),
    explanation=gettext_lazy(
        "Readers come for what the title names. Each part of it must be the subject of a heading or of at least two"
        " paragraphs before the last section."
    ),
)
def title_delivered(document):
    """Look for each part of the title in headings and paragraphs."""
    headings = [_stems(passage.text) for passage in document.headings]
    last = document.sections[-1] if len(document.sections) > 2 else None
    paragraphs = [
        _stems(p.text) for p in document.body if p.kind != "heading" and (last is None or p.section is not last)
    ]
    for part in SPLIT.split(document.title):
        wanted = _stems(part)
        if len(wanted) < 2:
            continue
        synonyms = [_expanded(word, document.rules) for word in wanted]
        if any(_holds(heading, synonyms) for heading in headings):
            continue
        if sum(_holds(paragraph, synonyms) for paragraph in paragraphs) < 2:
            yield Hit(
                _("The title promises “%(part)s”, and no heading and fewer than two paragraphs deal with it.")
                % {"part": part.strip()},
                document.title_passage,
                quote=part.strip(),
                hint=_("Write about it, or change the title."),
            )


def _stems(text):
    return {_stem(word) for word in words_of(text.lower()) if word not in LITTLE and len(word) > 2}


def _stem(word):
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _expanded(word, data):
    """Return a word with its synonyms, as stems."""
    group = next((set(map(_stem, each)) for each in data.groups("synonyms") if word in set(map(_stem, each))), set())
    return {word} | group


def _holds(stems, synonyms):
    return all(stems & each for each in synonyms)
