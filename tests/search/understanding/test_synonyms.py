"""Synonyms: the longest term wins, each kind does what it says, and what is kept apart never meets."""

import csv

import pytest

from search.data import FOLDER
from search.understanding.synonyms import EQUAL, ONE_WAY, Thesaurus
from search.understanding.words import pieces
from tests.search.understanding.rows import house_rows, synonym


def ways(query, *rows):
    """{words of a term in the query: [(words, weight)]}."""
    found = Thesaurus(rows or house_rows()).find(pieces(query))
    return {match.entry.label: [(" ".join(way.words), way.weight) for way in match.entry.ways] for match in found}


def test_the_list_has_all_pairs_and_each_is_valid():
    rows = house_rows()
    with (FOLDER / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(rows) >= 92
    for row in rows:
        row.clean_fields()


@pytest.mark.parametrize(
    ("query", "also"),
    [
        ("PTSD", "post traumatic stress disorder"),
        ("post-traumatic stress disorder", "ptsd"),
        ("posttraumatic stress disorder", "ptsd"),
        ("shell shock", "ptsd"),
        ("shell shock", "post traumatic stress disorder"),
        ("magic mushroom", "psilocybin"),
        ("Panic Attacks", "panic disorder"),
        ("troche", "sublingual ketamine"),  # over the term that both are equal to
        ("offlabel", "unlicensed use"),
        ("antidepressants don’t work", "treatment resistant depression"),
        ("ketamine nasal spray", "spravato"),
    ],
)
def test_other_ways_to_say_it(query, also):
    (found,) = ways(query).values()
    assert also in [words for words, _weight in found]


def test_weights():
    assert ways("ecstasy", synonym("ecstasy", "MDMA", "oneway")) == {"ecstasy": [("mdma", ONE_WAY)]}
    assert ways("MDMA", synonym("ecstasy", "MDMA", "oneway")) == {}
    assert ways("hypertension", synonym("high blood pressure", "hypertension")) == {
        "hypertension": [("high blood pressure", EQUAL)]
    }


def test_the_longest_term_wins():
    assert list(ways("bad trip")) == ["bad trip"]
    assert list(ways("at-home ketamine for binge eating")) == ["at-home ketamine", "binge eating"]


@pytest.mark.parametrize(
    "query", ["ketamine", "esketamine", "Spravato", "S-ketamine", "ketamine infusion", "special K"]
)
def test_ketamine_and_esketamine_are_never_merged(query):
    rows = [
        *house_rows(),
        synonym("ketamine", "esketamine"),
        synonym("Ketanest", "ketamine"),
        synonym("Ketanest", "Spravato"),
    ]
    found = {words for each in ways(query, *rows).values() for words, _weight in each}
    kinds = {"esketamine", "ketamine"} & {*found, query.lower()}
    assert len(kinds) <= 1


def test_related_is_no_way():
    thesaurus = Thesaurus([synonym("migraine", "cluster headache", "related")])
    (match,) = thesaurus.find(pieces("migraine"))
    assert match.entry.ways == []
    assert [other.label for other in match.entry.related] == ["cluster headache"]


def test_an_abbreviation_that_is_a_word_needs_capitals_or_stands_alone():
    assert "ADD" in ways("ADD medicine")
    assert "ADD" in ways("add")
    assert "ADD" not in ways("add ketamine")


def test_a_plural_term_does_not_catch_the_singular_word():
    assert ways("nerves") == {"nerves": [("anxiety", ONE_WAY)]}
    assert ways("nerve") == {}


def test_a_circle_ends():
    rows = [synonym("a1", "b1"), synonym("b1", "c1"), synonym("c1", "a1", "oneway")]
    assert {words for words, _weight in ways("a1", *rows)["a1"]} == {"b1", "c1"}


def test_terms_do_not_reach_over_marks():
    first, second = pieces("shell"), pieces("shock", segment=1)
    assert list(Thesaurus(house_rows()).find(first + second)) == []
