"""A query as a whole: every judged query, whatever a keyboard sends, and each change explained."""

import csv
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from search.understanding import understand

pytestmark = pytest.mark.usefixtures("publication")
JUDGED = Path(__file__).parents[1] / "judged" / "demonstration.csv"
ALPHABET = "abcdeiknst \"'-:()*&|!?\\/%_<>{}[]^~@#$\x00\t\n\r\u200b\u202e\u0301\ud800😀אئ中ﬁ½"


def judged(kind):
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return [row["query"] for row in csv.DictReader(file) if (row["kind"] == kind or kind is None)]


@pytest.mark.parametrize("query", judged("crisis"))
def test_every_crisis_is_seen(query):
    assert understand(query).crisis


@pytest.mark.parametrize("query", judged("place"))
def test_every_place_is_seen(query):
    assert understand(query).place


def test_no_other_query_is_taken_for_a_crisis_or_a_place():
    others = set(judged(None)) - set(judged("crisis")) - set(judged("place"))
    found = [understand(query) for query in others]
    assert not [each.typed for each in found if each.crisis or each.place or each.needs_place]


def test_whole_questions_are_reduced_to_what_they_say():
    found = understand("what are the side effects of ketamine for someone with high blood pressure")
    assert [term.typed for term in found.terms if term.required] == [
        "side",
        "effects",
        "ketamine",
        "high blood pressure",
    ]
    assert all(term.weight < 0.1 for term in found.terms if not term.required)
    assert found.terms[-1].ways[-1].words == ("hypertension",)


@pytest.mark.parametrize("query", ["what is it", "the who", "is this for me"])
def test_of_words_that_say_little_alone_all_are_kept(query):
    assert all(term.required and term.weight == 1 for term in understand(query).terms)


def test_quoted_words_stay_as_they_are():
    (quoted,) = (term for term in understand('ketamine "shell shock"').terms if term.is_quoted)
    assert [way.words for way in quoted.ways] == [("shell", "shock")]
    assert quoted.required


@pytest.mark.parametrize(
    ("query", "choices"),
    [
        ("SAD", ["social anxiety disorder", "seasonal affective disorder"]),
        ("SAD treatment", ["social anxiety disorder treatment", "seasonal affective disorder treatment"]),
        ("vitamin K", ["ketamine", '"vitamin K"']),
        ("vitamin-k injections", ["ketamine injections", '"vitamin K" injections']),
    ],
)
def test_what_has_several_meanings_is_asked(query, choices):
    found = understand(query)
    assert [choice.query for choice in found.choices] == choices
    assert all(not understand(choice.query).choices for choice in found.choices)
    assert {way.source for term in found.terms for way in term.ways} == {"typed"}


@pytest.mark.parametrize(
    ("query", "also"),
    [("SAD in winter", "seasonal affective disorder"), ("SAD and shyness", "social anxiety disorder")],
)
def test_the_rest_of_a_query_may_decide(query, also):
    found = understand(query)
    assert not found.choices
    assert also in [" ".join(way.words) for way in found.terms[0].ways]


def test_a_sad_reader_is_not_asked():
    assert not understand("why am i so sad after ketamine").choices


def test_notes_for_the_reader():
    assert understand("special K effects").notices == ("non_medical_use",)
    assert understand("ketamine nasal spray").notices == ("compounded_spray",)
    assert understand("bad trip").notices == ("urgent_help",)
    assert understand("feeling hopeless").crisis.is_compact
    assert not understand("ketamine").notices


def test_related_words_are_offered_and_not_searched_for():
    found = understand("ketamine")
    assert found.related == ("esketamine",)
    assert [way.words for way in found.terms[0].ways] == [("ketamine",)]
    assert understand("ketamine or Spravato").related == ()


def everything(found):
    """What a step must explain, as words."""
    yield from (correction.meant for correction in found.corrections)
    yield from (" ".join(row) for row in found.excluded)
    yield from (term.typed for term in found.terms if term.is_quoted)
    yield from (" ".join(way.words) for term in found.terms for way in term.ways if way.source == "synonym")
    yield from (choice.label for choice in found.choices)
    yield from found.related
    yield from found.notices
    yield from found.kinds
    if found.place:
        yield found.place.place.label
    if found.crisis:
        yield found.crisis.matched


QUERIES = [
    *judged(None),
    "ketamin clinic near wichta -spravato",
    'SAD in winter "bright light"',
    "sideeffects of special k",
    "author: quillfeather offlabel",
    "feeling hopeless",
    "vitamin k",
    "clinics near me",
]


@pytest.mark.parametrize("query", QUERIES)
def test_each_change_is_explained_and_the_same_query_is_always_understood_the_same(query):
    found = understand(query)
    said = "\n".join(step.explanation for step in found.steps).lower()
    assert [each for each in everything(found) if each.lower() not in said] == []
    again = understand(query)
    assert found == again
    assert found.steps == again.steps
    assert all(term.ways and term.ways[0].source == "typed" and term.ways[0].words for term in found.terms)
    assert all(0 < way.weight <= 1 for term in found.terms for way in term.ways)


@limits(deadline=None)
@given(st.text())
def test_any_text_is_understood(text):
    found = understand(text)
    assert found.typed == text
    assert all(word for term in found.terms for way in term.ways for word in way.words)


def test_ten_thousand_queries_of_anything():
    chance = random.Random(6)  # noqa: S311 - no secret
    words = ["ketamine", "near", "wichita", "SAD", "-", '"', "author:", "clinic", "kill", "vitamin k", "67202", "\x00"]
    slowest = 0
    for number in range(10_000):
        typed = "".join(chance.choices(ALPHABET, k=chance.randint(0, 60)))
        if number % 2:
            typed = " ".join(chance.choices([*words, typed], k=chance.randint(1, 8)))
        start = time.perf_counter()
        understand(typed)
        slowest = max(slowest, time.perf_counter() - start)
    assert slowest < 0.5


@pytest.mark.parametrize(
    "typed", ["ketamine " * 1200, "a" * 10_000, '"' * 10_001, "- " * 5000, "😀" * 10_000, "\x00" * 10_000]
)
def test_ten_thousand_characters(typed):
    start = time.perf_counter()
    understand(typed)
    assert time.perf_counter() - start < 0.5
