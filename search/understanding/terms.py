"""Terms: what an engine looks for, made of the words as they were understood."""

from search.understanding import kinds
from search.understanding.emptiness import EMPTY, FULL, weight
from search.understood import Term, Way

CORRECTED = 0.95  # weight of a corrected word


def terms_of(pieces, matches, kind_words, quoted, *, has_place):
    """Return (a tuple of Term in the order of the query, quotations last; the words that say little, as written).

    `matches`: (a Match of the thesaurus, its ways). `kind_words`: positions of words that asked for a kind of page.
    `quoted`: (as typed, folded words). Of words that say little alone all are kept (“The Who”), but beside a place.
    """
    terms, empty, position = [], [], 0
    by_start = {match.start: (match, ways) for match, ways in matches}
    while position < len(pieces):
        match, ways = by_start.get(position, (None, ()))
        end = match.end if match else position + 1
        said = FULL if match else weight(pieces[position].key)
        if said == FULL and not match and position in kind_words:
            said = kinds.WEIGHT
        elif said <= EMPTY:
            empty.append(pieces[position].written)
        terms.append(_term(pieces[position:end], ways, said))
        position = end
    terms += [Term(written, (Way(row),), is_quoted=True) for written, row in quoted]
    if terms and not has_place and not any(term.required for term in terms):
        return tuple(Term(term.typed, term.ways) for term in terms), []
    return tuple(terms), empty


def _term(row, ways, said):
    own = [piece for number, piece in enumerate(row) if not number or not piece.part]
    typed = tuple(word for piece in own for word in piece.typed)
    meant = tuple(piece.key for piece in row)
    first = [Way(typed)] if meant == typed else [Way(typed), Way(meant, CORRECTED, "correction")]
    rows = {way.words for way in first}
    more = [way for way in ways if way.words not in rows]
    return Term(" ".join(piece.written for piece in own), (*first, *more), said, required=said == FULL)
