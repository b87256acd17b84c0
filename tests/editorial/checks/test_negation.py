import pytest

from editorial.checks.negation import is_denied, is_disowned, is_open_question, rejects

DENIED = [
    "Ketamine is not a miracle.",
    "There is no such thing as a miracle.",
    "Nobody should expect a miracle.",
    "It isn’t a miracle.",
    "Be wary of sellers and their miracle.",
    "Whether it is a miracle remains to be seen.",
    "Websites that promise a miracle are many.",
    "It works without a miracle.",
]
SAID = [
    "Ketamine is a miracle.",
    "Not only is it cheap, it is a miracle.",
    "It is not a drug but a miracle.",
    "There is no doubt that it is a miracle.",
    "It is nothing short of a miracle.",
    "This is no gimmick: it is a miracle.",
    "Without hesitation, doctors call it a miracle.",
    "Don’t miss the miracle.",
]


@pytest.mark.parametrize("text", DENIED)
def test_denied(text):
    assert is_denied(text, text.index("miracle"))


@pytest.mark.parametrize("text", SAID)
def test_not_denied(text):
    start = text.index("miracle")
    assert not is_disowned(text, start, start + 7)


def test_denials_reach_a_few_words_only():
    text = "No nurse of the eight that we met in the ward on that long day spoke of a miracle."
    assert not is_denied(text, text.index("miracle"))


def test_a_warning_may_stand_behind_the_words():
    text = "The word “miracle” is a warning sign."
    assert is_disowned(text, 10, 17)


def test_next_sentence_can_take_it_back():
    assert rejects("Both statements are wrong.")
    assert not rejects("Both statements are well known.")


def test_open_questions_ask():
    assert is_open_question("Is it a cure?")
    assert is_open_question("“Does it help?”")
    assert not is_open_question("Tired of pills?")
    assert not is_open_question("Is is.")
