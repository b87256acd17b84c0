"""Words and syllables of English text, as reading-ease formulas count them."""

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*", re.UNICODE)
VOWELS = re.compile(r"[aeiouy]+")
# Two vowels side by side that are spoken apart: tri-al (not so-cial), anx-i-ety, vid-e-o, us-u-al (not e-qual).
APART = re.compile(
    r"(?<![ct])ial|ia(?!l|ns?$)|io(?!n|us)|iet|(?<!p)eo(?!us)|iu|(?<![qg])ua(?!g)|uou|crea(?=t)|rea(?=c)|ea$|uing|ying$|being"
    r"|(?<![ctgx])ious|scien"
)


def words_of(text):
    """Return the words of a text; numbers and marks are none."""
    return WORD.findall(text)


@lru_cache(maxsize=20_000)
def syllables(word):
    """Return the number of syllables of an English word, by its groups of vowels; at least one.

    Within one of the true number for nearly all words, which is what the formulas were fitted with.
    """
    word = re.sub(r"[^a-z]", "", word.lower())
    if len(word) <= 3:
        return 1
    count = len(VOWELS.findall(word)) - _silent(word) + len(APART.findall(word))
    return max(1, count)


def _silent(word):
    """Return how many groups of vowels are only written: the last ones of make, makes and asked."""
    stem, ending = (word[:-1], "s") if word.endswith("es") else (word[:-1], "d") if word.endswith("ed") else (word, "")
    if not stem.endswith("e") or len(VOWELS.findall(word)) < 2 or stem[-2] in "aeiouy":
        return 0
    sounds = stem[-2]
    if sounds == "l" and stem[-3] not in "aeiouyl":  # ta-ble, peo-ples, doub-led
        return 0
    if ending == "s" and (sounds in "scxzg" or stem.endswith(("she", "che"))):
        return 0
    return 0 if ending == "d" and sounds in "td" else 1


def reading_grade(sentences, least=100):
    """Return the Flesch-Kincaid grade of sentences given as lists of words, or None for fewer words than `least`.

    Source: Kincaid et al. 1975, Research Branch Report 8-75.
    """
    counted = [words for words in sentences if words]
    total = sum(map(len, counted))
    if not total or total < least:
        return None
    spoken = sum(syllables(word) for words in counted for word in words)
    return 0.39 * total / len(counted) + 11.8 * spoken / total - 15.59
