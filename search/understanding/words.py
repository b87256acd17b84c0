"""Words of a query while it is understood."""

from dataclasses import dataclass

from places import folding


@dataclass(frozen=True, slots=True)
class Piece:
    """One word: `key` as it is taken, folded; `typed` the folded words that it was typed as; `written` as typed.

    `segment` numbers the stretches of a query that quotation marks and minus signs part: only words of one stretch
    stand beside each other. `part`: 1 for the second half of a word that was two written as one.
    """

    key: str
    typed: tuple[str, ...]
    written: str
    segment: int = 0
    part: int = 0

    @property
    def is_corrected(self):
        """Whether another word is meant than was typed."""
        return self.typed != (self.key,)


def pieces(text, segment=0):
    """Return the words of a text as a tuple of Piece."""
    return tuple(Piece(word.key, (word.key,), word.written, segment) for word in folding.words(text))


def folded(text):
    """Return the folded words of a text as a tuple."""
    return tuple(word.key for word in folding.words(text))


def singulars(word):
    """Return what a word may be the plural of, the word itself first."""
    found = [word]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
        if word.endswith("ies") and len(word) > 4:
            found.append(f"{word[:-3]}y")
    return found
