import pytest

from editorial.checks.rules import Rules, Term, house_list, list_names


def test_words_are_whole_and_may_have_a_hyphen():
    rules = Rules(added=[("mine", Term("risk free"))])
    assert [match.group() for match, _term in rules.find("mine", "A risk-free, Risk free and risk-freely one")] == [
        "risk-free",
        "Risk free",
    ]


def test_found_words_come_with_their_term():
    rules = Rules(
        added=[("mine", Term("one", better="two")), ("mine", Term(r"\bth(?:re|re+)\b|four", is_pattern=True))]
    )
    assert [(match.group(), term.text) for match, term in rules.find("mine", "one three four")] == [
        ("one", "one"),
        ("three", r"\bth(?:re|re+)\b|four"),
        ("four", r"\bth(?:re|re+)\b|four"),
    ]


def test_editors_switch_terms_off_and_add_others():
    rules = Rules(added=[("praise", Term("stellar"))], switched_off=[("praise", "plethora")])
    assert rules.has("praise", "a stellar day")
    assert not rules.has("praise", "a plethora of days")
    assert Rules().has("praise", "a plethora of days")


def test_lists_that_nobody_wrote_are_empty():
    assert not Rules().has("nobody-wrote-this", "anything")


def test_version_changes_with_every_rule():
    versions = {
        Rules().version,
        Rules(added=[("praise", Term("stellar"))]).version,
        Rules(added=[("praise", Term("stellar", is_pattern=True))]).version,
        Rules(switched_off=[("praise", "plethora")]).version,
        Rules(numbers={"alt_max": 100}).version,
    }
    assert len(versions) == 5
    assert Rules().version == Rules().version


@pytest.mark.parametrize("name", list_names())
def test_lists_say_what_they_are_for_and_compile(name):
    words = house_list(name)
    assert words.title
    assert words.purpose
    assert words.terms
    assert len({term.text for term in words.terms}) == len(words.terms)
    Rules().pattern(name)
