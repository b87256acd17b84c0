"""The words of a text as Wagtail's index keeps them: the same on every database, of pages and of queries.

Texts are reduced to folded words here, so that accents, curly apostrophes and the databases' own ideas of numbers,
addresses and hyphens ("covid-19" as "covid" and minus 19) make no difference. Stems are the databases' business.
"""

import re
import unicodedata
from functools import lru_cache

from places.folding import LETTERS

WORD = re.compile(r"[^\W_]+")
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
FOREIGN = re.compile(r"[^\x00-\x7f]")
LONGEST_WORD = 100  # PostgreSQL refuses words of more than 2,046 bytes
MOST_WORDS = 32  # of a query
LONGEST_QUERY = 2_000  # characters


def words(text):
    """Return the words of a text in their order, lower case, without accents: "Müller’s 5-MeO" → mullers, 5, meo."""
    text = APOSTROPHE.sub("", text)
    if not text.isascii():
        text = FOREIGN.sub(lambda found: _plain(found.group()), unicodedata.normalize("NFKD", text))
    text = text.lower()
    return [word[:LONGEST_WORD] for word in WORD.findall(text)]


def words_of_query(text, *, in_a_row=False):
    """Return at most 32 words that were asked for, in their order; each once, unless they are to stand in a row."""
    asked = words(text[:LONGEST_QUERY])
    return (asked if in_a_row else list(dict.fromkeys(asked)))[:MOST_WORDS]


def folded(text):
    """Return a text as it is indexed: its words with one blank between them."""
    return " ".join(words(text))


@lru_cache(maxsize=4096)
def _plain(letter):
    if unicodedata.combining(letter):
        return ""
    return unicodedata.normalize("NFKD", letter.casefold()).translate(LETTERS)
