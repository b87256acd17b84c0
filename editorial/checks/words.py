"""Words and syllables of English text, as reading-ease formulas count them."""

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*", re.UNICODE)
VOWELS = re.compile(r"[aeiouy]+")
SILENT_E = re.compile(r"(?<![aeiouy])(?:[^aeiouyl]e|[aeiouy]le)$")


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
    count = len(VOWELS.findall(word))
    if (word.endswith("e") and not word.endswith(("le", "ee", "ie", "oe", "ye", "ue"))) or (
        word.endswith("le") and word[-3] in "aeiouy"
    ):
        count -= 1
    if word.endswith("ed") and word[-3] not in "td" and count > 1:
        count -= 1
    if word.endswith("es") and word[-3] not in "scxzg" and not word.endswith(("shes", "ches")) and count > 1:
        count -= 1
    count += len(re.findall(r"ia(?!l|n$)|io(?!n|us)|eo|iu|ua(?!g|l)|uou", word))
    return max(1, count)


def reading_grade(sentences):
    """Return the Flesch-Kincaid grade of sentences given as lists of words, or None for too little text.

    Source: Kincaid et al. 1975, Research Branch Report 8-75.
    """
    counted = [words for words in sentences if words]
    total = sum(map(len, counted))
    if total < 100:
        return None
    spoken = sum(syllables(word) for words in counted for word in words)
    return 0.39 * total / len(counted) + 11.8 * spoken / total - 15.59
