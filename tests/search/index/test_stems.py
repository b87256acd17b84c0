"""Words of one family have one stem, others do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.index.stems import stem
from search.index.words import LONGEST_WORD, folded, tokens

pytestmark = pytest.mark.without_database


@pytest.mark.parametrize(
    "family",
    [
        "infusion infusions infused infusing",
        "depression depressed depressive",
        "suicide suicidal suicides",
        "therapy therapies",
        "anaesthetic anesthetic anaesthetics anesthetics",
        "virus viruses",
        "diagnosis diagnoses",
        "crisis crises",
        "treatment treatments treat treated treating",
        "addiction addictive addicted",
        "behaviour behavior behavioural behavioral",
        "centre center centres centers",
        "haemorrhage hemorrhage",
        "generalised generalized",
        "anxiety anxious",
        "ssri ssris",
        "study studies studied",
        "use used uses using",
        "oesophagus esophagus",
        "drive drives driving",
    ],
)
def test_words_of_a_family_have_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ketamine", "esketamine"),
        ("hour", "her"),
        ("our", "or"),
        ("four", "for"),
        ("lsd", "ls"),
        ("news", "new"),
        ("use", "us"),
    ],
)
def test_words_that_differ_have_two(one, other):
    assert stem(one) != stem(other)


@given(st.text())
def test_any_text_becomes_short_words_without_spaces(text):
    words = folded(text)
    assert all(word and len(word) <= LONGEST_WORD and word == "".join(word.split()) for word in words)
    assert all(stem(word) for word in words)
    assert all(text[token.start : token.end] for token in tokens(text))
