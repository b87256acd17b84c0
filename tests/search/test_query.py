"""What is typed into the search field becomes something that both databases can take."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query import LONGEST, clean


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("ketamine", "ketamine"),
        ("  two   words\n here\t", "two words here"),
        ('"exact words"', '"exact words"'),
        ('half "a pair', "half a pair"),
        ("nul\x00byte", "nul byte"),
        ("zero\u200bwidth", "zero width"),
        ("\u202eright to left", "right to left"),
        ("\ud800lone surrogate", "lone surrogate"),
        ("ﬁne ligature", "fine ligature"),
        ("cafe\u0301", "café"),
        ("\x00\u200b", ""),
        ('""', ""),
        ('"" " "', ""),
        ("", ""),
    ],
)
def test_a_query_is_cleaned(typed, query):
    assert clean(typed) == query


def test_a_long_query_is_cut():
    assert len(clean("word " * 5000)) <= LONGEST


@given(st.text())
def test_a_clean_query_is_short_on_one_line_and_without_control_characters(typed):
    query = clean(typed)
    assert len(query) <= LONGEST
    assert not [c for c in query if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"}]
    assert query.count('"') % 2 == 0
    assert query == " ".join(query.split())


@given(st.text())
def test_cleaning_twice_changes_nothing(typed):
    assert clean(clean(typed)) == clean(typed)
