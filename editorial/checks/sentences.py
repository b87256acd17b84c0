"""Where sentences of English text begin and end."""

import re

# A stop, closing marks behind it, then white space and the start of another sentence.
BREAK = re.compile(r"([.!?…]+)([\"”’)\]]*)(\s+)(?=[\"“‘(\[]*[A-Z0-9“‘(À-Þ])")
ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "cf",
        "al",
        "fig",
        "figs",
        "no",
        "nos",
        "vol",
        "approx",
        "dept",
        "inc",
        "ltd",
        "jr",
        "sr",
        "u.s",
        "u.k",
        "p",
        "pp",
        "ca",
        "eds",
        "ed",
    ]
)
NEVER_LAST = frozenset(
    {"dr", "mr", "mrs", "ms", "prof", "vs", "e.g", "i.e", "cf", "fig", "figs", "no", "nos", "vol", "p", "pp", "ca"}
)


def split(text):
    """Return [(start, end)] of the sentences of a text, without the white space around them.

    A stop after an abbreviation, an initial or within a number ends no sentence.
    """
    spans, start = [], 0
    for match in BREAK.finditer(text):
        if match.group(1) == "." and not _ends(text[start : match.start()], text[match.end() :]):
            continue
        _add(spans, text, start, match.end(2))
        start = match.end()
    _add(spans, text, start, len(text))
    return spans


def _ends(before, after):
    """Tell whether a single full stop between two texts ends a sentence."""
    last = before.rsplit(maxsplit=1)[-1].lstrip("(“\"'[").lower() if before.split() else ""
    if last in NEVER_LAST:
        return False
    if last in ABBREVIATIONS:
        return after[:1].isupper() and last in {"etc", "al", "inc", "ltd", "jr", "sr", "u.s", "u.k"}
    return not (len(last) == 1 and last.isalpha() and last != "i")


def _add(spans, text, start, end):
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))
