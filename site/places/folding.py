"""How names are written so that they can be compared: without case, accents, points and the short forms of words.

The data files were sorted by `key`; when it changes, run `tools/places.py` again.
"""

import re
import unicodedata
from dataclasses import dataclass

# Letters that Unicode does not take apart.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"})
SHORT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "mtn": "mountain"}
# Initials such as D.C.; or letters and digits, with apostrophes inside.
WORD = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?(?![^\W_])|[^\W_]+(?:['’ʻ‘][^\W_]+)*")
DROPPED = re.compile(r"['’ʻ‘.]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: how it is compared, how it was written, and where it stands (`text[start:end]`)."""

    key: str
    written: str
    start: int
    end: int


def words(text):
    """Return the words of a text as a list of Word."""
    return [Word(_fold(found.group()), found.group(), found.start(), found.end()) for found in WORD.finditer(text)]


def key(text):
    """Return a name as it is compared: "St. Louis" and "Saint-Louis" are both "saint louis"."""
    return " ".join(_fold(found) for found in WORD.findall(text))


def _fold(word):
    plain = unicodedata.normalize("NFKD", DROPPED.sub("", word).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(LETTERS)
    return SHORT.get(plain, plain)
