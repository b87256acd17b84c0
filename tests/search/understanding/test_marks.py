"""Quotation marks, minus signs and whatever else a keyboard can send."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding.marks import read_marks


@pytest.mark.parametrize(
    ("typed", "words", "quoted", "excluded"),
    [
        ("side effects", "side effects", [], []),
        ('"side effects" ketamine', "ketamine", ["side effects"], []),
        ("ketamine -spravato", "ketamine", [], [("spravato",)]),
        ('ketamine -"nasal spray"', "ketamine", [], [("nasal", "spray")]),
        ("ketamine -off-label", "ketamine", [], [("off", "label")]),
        ("at-home ketamine", "at home ketamine", [], []),
        ("ketamine - esketamine", "ketamine esketamine", [], []),
        ('""', "", [], []),
        ('-""', "", [], []),
        ("-", "", [], []),
        ("--ketamine", "ketamine", [], []),
    ],
)
def test_marks_are_read(typed, words, quoted, excluded):
    marked = read_marks(typed)
    assert " ".join(piece.key for piece in marked.pieces) == words
    assert [written for written, _row in marked.quoted] == quoted
    assert list(marked.excluded) == excluded


def test_words_on_both_sides_of_a_quotation_do_not_stand_beside_each_other():
    first, second = read_marks('shell "of the" shock').pieces
    assert first.segment != second.segment


@given(st.text(alphabet='ab -"', max_size=40))
def test_no_word_is_lost(text):
    marked = read_marks(text)
    found = [piece.key for piece in marked.pieces] + [word for _w, row in marked.quoted for word in row]
    found += [word for row in marked.excluded for word in row]
    assert set("".join(found)) == set(text) - set(' -"')


def test_ten_thousand_rows_of_marks():
    chance = random.Random(6)  # noqa: S311 - no secret
    for _round in range(10_000):
        read_marks("".join(chance.choices('abc -"', k=30)))
