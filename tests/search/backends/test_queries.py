"""Every query object of Wagtail's becomes a set that both databases can find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail.search.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from search.backends.queries import MOST_PARTS, All, Any, Found, Without, Words, understood
from search.backends.words import MOST_WORDS, folded, words, words_of_query

A, B = Words(("a",)), Words(("b",))
PAGES = {"a": {1, 2}, "b": {2, 3}, "c": {3, 4}}
EVERYTHING = {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (PlainText("a"), Found(A)),
        (PlainText("A b", operator="or"), Found(Words(("a", "b"), is_any=True))),
        (Phrase("a b"), Found(Words(("a", "b"), is_phrase=True))),
        (Fuzzy("a", operator="and"), Found(A)),
        (Boost(PlainText("a"), 2), Found(A)),
        (PlainText(' "" \x00 '), Found(None)),
        (Phrase("..."), Found(None)),
        (MatchAll(), Found(None, is_complement=True)),
        (Not(MatchAll()), Found(None)),
        (Not(PlainText("a")), Found(A, is_complement=True)),
        (And([PlainText("a"), PlainText("-")]), Found(A)),
        (And([MatchAll(), PlainText("a")]), Found(A)),
        (And([Not(MatchAll()), PlainText("a")]), Found(None)),
        (And([PlainText("a"), PlainText("b")]), Found(All((A, B)))),
        (And([PlainText("a"), Not(PlainText("b"))]), Found(Without(A, B))),
        (Or([PlainText("a"), PlainText("b")]), Found(Any((A, B)))),
        (Or([PlainText("a"), MatchAll()]), Found(None, is_complement=True)),
    ],
)
def test_what_a_query_finds(query, found):
    assert understood(query) == found


queries = st.recursive(
    st.sampled_from([PlainText("a"), PlainText("b"), PlainText("c"), MatchAll()]),
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(And, st.lists(inner, min_size=1, max_size=3))
        | st.builds(Or, st.lists(inner, min_size=1, max_size=3))
    ),
)


@given(queries)
def test_sets_are_those_that_logic_gives(query):
    assert answered(understood(query)) == meant(query)


def meant(query):
    match query:
        case PlainText():
            return PAGES[query.query_string]
        case MatchAll():
            return EVERYTHING
        case Not():
            return EVERYTHING - meant(query.subquery)
        case And():
            return set.intersection(*map(meant, query.subqueries))
        case Or():
            return set.union(*map(meant, query.subqueries))


def answered(found):
    inside = expressed(found.expression)
    return EVERYTHING - inside if found.is_complement else inside


def expressed(expression):
    match expression:
        case None:
            return set()
        case Words():
            return PAGES[expression.words[0]]
        case All():
            return set.intersection(*map(expressed, expression.parts))
        case Any():
            return set.union(*map(expressed, expression.parts))
        case Without():
            return expressed(expression.kept) - expressed(expression.dropped)


def test_of_a_thousand_parts_the_first_are_searched():
    assert len(understood(And([PlainText(f"a{number}") for number in range(1_000)])).expression.parts) == MOST_PARTS


def test_an_unknown_class_is_refused():
    with pytest.raises(NotImplementedError):
        understood(object())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller’s 5-MeO-DMT", ["mullers", "5", "meo", "dmt"]),
        ("don't", ["dont"]),
        ("covid-19 \x00\ud800🧠 snake_case", ["covid", "19", "snake", "case"]),
        ("Łódź Straße", ["lodz", "strasse"]),
        ("e\u0301", ["e"]),
    ],
)
def test_words(text, expected):
    assert words(text) == expected


def test_a_query_is_bounded():
    assert words_of_query("ketamine " * 200) == ["ketamine"]
    assert len(words_of_query(" ".join(map(str, range(500))))) == MOST_WORDS
    assert len(words("k" * 10_000)[0]) == 100


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)
