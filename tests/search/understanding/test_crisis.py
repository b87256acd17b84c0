"""Whoever may be in danger is recognised, whatever the spelling; nobody else is told of it."""

import random
import string
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.understanding import crisis

DATA = Path(__file__).parent / "data"


def lines(name):
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.parametrize("query", lines("crisis.txt"))
def test_words_of_a_crisis_bring_the_panel(query):
    found = crisis.recognise(query)
    assert found
    assert not found.is_compact


@pytest.mark.parametrize("query", lines("crisis_information.txt"))
def test_a_question_about_it_brings_the_small_panel(query):
    found = crisis.recognise(query)
    assert found
    assert found.is_compact


@pytest.mark.parametrize("query", lines("harmless.txt"))
def test_other_words_bring_none(query):
    assert crisis.recognise(query) is None


def slips(query, chance):
    """One slip in a word of three letters or more: a letter too few, too many, wrong, or swapped."""
    words = query.split()
    number = chance.choice([n for n, word in enumerate(words) if len(word) > 2])
    word = words[number]
    at = chance.randrange(len(word) - 1)
    letter = chance.choice(string.ascii_lowercase)
    words[number] = chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )
    return " ".join(words)


def test_one_more_slip_in_a_plain_phrase_is_forgiven():
    # Those that are spelt well; what is left over is a slip that makes another word, such as “want to dip”.
    chance = random.Random(6)  # noqa: S311 - no secret
    plain = ["i want to die", "how to kill myself", "suicide", "thinking about ending my life", "i want to end it all"]
    plain += ["no reason to live", "cutting myself", "better off dead", "unalive myself", "suicide hotline"]
    tried = [slips(query, chance) for query in plain for _round in range(100)]
    missed = [query for query in tried if not crisis.recognise(query)]
    assert len(missed) <= 0.02 * len(tried), missed


def test_it_takes_less_than_two_milliseconds():
    crisis.recognise("warm")
    queries = [
        *lines("crisis.txt"),
        *lines("harmless.txt"),
        "what are the side effects of ketamine for someone with " * 4,
    ]
    times = []
    for query in queries:
        start = time.perf_counter()
        crisis.recognise(query)
        times.append(time.perf_counter() - start)
    assert sorted(times)[int(len(times) * 0.95)] < 0.002


def test_ten_thousand_letters_are_looked_at_in_part():
    start = time.perf_counter()
    crisis.recognise("qwzx jkvb " * 1000)
    assert time.perf_counter() - start < 0.25


@given(st.text())
def test_it_never_fails(text):
    crisis.recognise(text)


def test_half_a_character_is_no_error():
    assert crisis.recognise("\ud800 sui\u200bcide")
