"""What a reader's query was understood to mean: what the steps of understanding make and the engine reads.

Words are folded: lower case, without accents, as `places.folding` and the index fold them.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Way:
    """One way to say something: words that stand in a row, as folded.

    `weight`: 1 for what was typed, less for what stands for it. `source`: "typed", "synonym" or "correction".
    """

    words: tuple[str, ...]
    weight: float = 1.0
    source: str = "typed"


@dataclass(frozen=True)
class Term:
    """One thing that was asked for. A page has it when it has one of its ways; the first way is as typed.

    `weight`: how much it says, 0 to 1; words that carry nothing are near 0 and no page needs them (`required`).
    `is_quoted`: in quotation marks: no stems, no synonyms, every page found must have it.
    """

    typed: str
    ways: tuple[Way, ...]
    weight: float = 1.0
    required: bool = True
    is_quoted: bool = False


@dataclass(frozen=True)
class Choice:
    """A meaning to choose from where one was not to be guessed: what it is called, and the query for it."""

    label: str
    query: str


@dataclass(frozen=True)
class Crisis:
    """The query speaks of a crisis. `is_compact`: it asks for information, so the results follow a small panel."""

    matched: str
    is_compact: bool = False


@dataclass(frozen=True)
class Correction:
    """A word as typed, and as it was taken."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Step:
    """A step of understanding in words, for the test box."""

    name: str
    explanation: str


@dataclass(frozen=True)
class Understood:
    """A query and all that was understood of it.

    `cleaned`: the query as it is shown again. `excluded`: words in a row that no page may have. `place`: a
    `places.Found` with `.place`, `.candidates`; None where no place was asked for. `needs_place`: “near me”.
    `kinds`: kinds of page that were asked for. `related`: queries that may be of interest (never merged).
    `notices`: keys of notes for the reader (“compounded spray”). `choices`: filled where a meaning is to be chosen.
    """

    typed: str
    cleaned: str
    terms: tuple[Term, ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    crisis: Crisis | None = None
    place: object | None = None
    needs_place: bool = False
    kinds: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    related: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    steps: tuple[Step, ...] = field(default=(), compare=False)

    @property
    def is_empty(self):
        """Whether nothing was asked that pages could answer."""
        return not (self.terms or self.place or self.kinds)
