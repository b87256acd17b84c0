"""Makes of any query object of Wagtail's one that both databases can answer.

Neither takes all of them: Wagtail's backends raise on `Fuzzy`, `Boost` or nested negation, on one database or another.
What a query finds is a set; here it becomes a set that is found by words, or all that such a set leaves out.
"""

from dataclasses import dataclass

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from search.backends.words import words_of_query


@dataclass(frozen=True)
class Words:
    """All of the words, any of them (`is_any`), or all of them in a row (`is_phrase`)."""

    words: tuple[str, ...]
    is_any: bool = False
    is_phrase: bool = False


@dataclass(frozen=True)
class All:
    """What every part finds."""

    parts: tuple


@dataclass(frozen=True)
class Any:
    """What one of the parts finds."""

    parts: tuple


@dataclass(frozen=True)
class Without:
    """What `kept` finds and `dropped` does not."""

    kept: object
    dropped: object


@dataclass(frozen=True)
class Found:
    """`expression`: made of the classes above, None for nothing. `is_complement`: everything but what it finds."""

    expression: object
    is_complement: bool = False

    @property
    def is_all(self):
        """Whether everything is found."""
        return self.is_complement and self.expression is None

    @property
    def is_nothing(self):
        """Whether nothing can be found."""
        return not self.is_complement and self.expression is None

    def inverted(self):
        """Return everything that this does not find."""
        return Found(self.expression, not self.is_complement)


NOTHING = Found(None)
MOST_PARTS = 32  # of one And or Or; Wagtail makes one of every quoted phrase that is typed


def understood(query):
    """Return a query as Found. Texts without a word say nothing, so alone they find nothing.

    Weights of `Boost` do not change what is found; `Fuzzy` is taken as its words, since spelling is understood before.
    Raises NotImplementedError for a class that is not one of modelsearch's.
    """
    return _found(query) or NOTHING


def _found(query):
    """Return Found, or None where the query says nothing."""
    match query:
        case MatchAll():
            return NOTHING.inverted()
        case PlainText() | Fuzzy():
            return _text(query.query_string, is_any=query.operator == "or")
        case Phrase():
            return _text(query.query_string, is_phrase=True)
        case Boost():
            return _found(query.subquery)
        case Not():
            inner = _found(query.subquery)
            return inner and inner.inverted()
        case And():
            return _all_of(_parts(query))
        case Or():
            inner = _all_of([part.inverted() for part in _parts(query)])
            return inner and inner.inverted()
    raise NotImplementedError(f"{type(query).__name__} is not a query that can be searched for.")


def _parts(query):
    return [found for part in query.subqueries[:MOST_PARTS] if (found := _found(part))]


def _text(text, **how):
    words = words_of_query(text, in_a_row=how.get("is_phrase", False))
    return Found(Words(tuple(words), **how)) if words else None


def _all_of(parts):
    if not parts:
        return None
    kept = [part.expression for part in parts if not part.is_complement]
    dropped = [part.expression for part in parts if part.is_complement and part.expression is not None]
    if not kept:
        return Found(_joined(Any, dropped), is_complement=True)
    if None in kept:
        return NOTHING
    kept = _joined(All, kept)
    return Found(Without(kept, _joined(Any, dropped)) if dropped else kept)


def _joined(kind, expressions):
    if len(expressions) > 1:
        return kind(tuple(expressions))
    return expressions[0] if expressions else None
