"""Quotation marks and minus signs: "exactly these words", -without, -"without these words"."""

import re
from dataclasses import dataclass

from search.understanding.words import folded, pieces

TYPOGRAPHIC = str.maketrans("“”„‟«»＂", '"""""""')
MARKED = re.compile(r'(?P<minus>(?<!\S)-)?"(?P<quoted>[^"]*)"|(?<!\S)-(?P<word>[^\W_][^\s"]*)')


@dataclass(frozen=True)
class Marked:
    """A query without its marks.

    `pieces`: the other words. `quoted`: (as typed, folded words) of each quotation. `excluded`: folded words in a row.
    """

    pieces: tuple
    quoted: tuple[tuple[str, tuple[str, ...]], ...]
    excluded: tuple[tuple[str, ...], ...]


def read_marks(text):
    """Take a clean query apart into words, quotations and what no page may have."""
    plain, quoted, excluded, last, segment = [], [], [], 0, 0
    for match in MARKED.finditer(text):
        plain += pieces(text[last : match.start()], segment)
        last, segment = match.end(), segment + 1
        row = folded(match["word"] or match["quoted"] or "")
        if not row:
            continue
        if match["word"] or match["minus"]:
            excluded.append(row)
        else:
            quoted.append((match["quoted"].strip(), row))
    plain += pieces(text[last:], segment)
    return Marked(tuple(plain), tuple(dict.fromkeys(quoted)), tuple(dict.fromkeys(excluded)))
