"""Where sentences of English text begin and end."""

import re

# A stop, closing marks behind it, then white space and the start of another sentence. Only the first stop of a row is
# looked at (the look-behind), or a long row of dots would take quadratic time.
BREAK = re.compile(r"(?<![.!?…])([.!?…]++)([\"”’)\]]*+)(\s++)(?=[\"“‘(\[]*[A-Z0-9“‘(À-Þ])")
ALWAYS_GO_ON = frozenset(["dr", "mr", "mrs", "ms", "prof", "vs", "e.g", "i.e", "cf", "st", "approx"])
BEFORE_NUMBERS = frozenset(["no", "nos", "vol", "fig", "figs", "p", "pp", "ca", "sec", "ch", "dept"])
MAY_END = frozenset(["etc", "al", "inc", "ltd", "jr", "sr", "u.s", "u.k", "ed", "eds"])
# Words that begin a sentence behind “U.S.” far more often than a name goes on with them.
STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "it",
        "its",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "of",
        "this",
        "that",
        "these",
        "those",
        "but",
        "and",
        "or",
        "so",
        "if",
        "when",
        "while",
        "as",
        "after",
        "before",
        "they",
        "he",
        "she",
        "we",
        "you",
        "there",
        "their",
        "his",
        "her",
        "our",
        "your",
        "most",
        "many",
        "some",
        "one",
        "two",
        "no",
        "not",
        "what",
        "who",
        "how",
        "why",
    ]
)


def split(text):
    """Return [(start, end)] of the sentences of a text, without the white space around them.

    A stop after an abbreviation, an initial or within a number ends no sentence.
    """
    spans, start = [], 0
    for match in BREAK.finditer(text):
        if match.group(1) == "." and not _ends(text[max(start, match.start() - 40) : match.start()], text, match.end()):
            continue
        _add(spans, text, start, match.end(2))
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _ends(before, text, after):
    """Tell whether the full stop between `before` and the place `after` ends a sentence."""
    words = before.split()
    last = words[-1].lstrip("(“\"'[") if words else ""
    low = last.lower()
    if low in ALWAYS_GO_ON:
        return False
    if low in BEFORE_NUMBERS:
        return not text[after : after + 1].isdigit()
    if low in MAY_END:
        follower = re.match(r"\W*(\w+)", text[after : after + 40])
        return bool(follower) and (follower[1].lower() in STARTERS or low in {"etc", "inc", "ltd"})
    return not (len(last) == 1 and last.isupper() and last != "I")


def _add(spans, text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
