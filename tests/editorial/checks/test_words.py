import pytest

from editorial.checks.words import reading_grade, syllables, words_of

SYLLABLES = {
    "people": 2, "trial": 2, "studies": 2, "studied": 2, "tables": 2, "doubled": 2, "anxiety": 4, "patients": 2,
    "special": 2, "social": 2, "medication": 4, "clinicians": 3, "usually": 4, "quality": 3, "makes": 1, "changes": 2,
    "diseases": 3, "used": 1, "needed": 2, "while": 1, "evaluated": 5, "ketamine": 3, "psilocybin": 4, "treated": 2,
    "created": 3, "area": 3, "depression": 3, "serious": 3, "science": 2, "heart": 1, "individual": 5, "the": 1,
}  # fmt: skip


@pytest.mark.parametrize(("word", "number"), SYLLABLES.items())
def test_syllables_are_counted_as_spoken(word, number):
    assert syllables(word) == number


def test_words_leave_out_numbers_and_marks():
    assert words_of("In 2024, the nurse’s 3 well-known rules (all of them) held.") == [
        "In", "the", "nurse’s", "well-known", "rules", "all", "of", "them", "held",
    ]  # fmt: skip


def test_grade_needs_enough_words():
    assert reading_grade([["word"] * 99]) is None
    assert reading_grade([]) is None
    assert reading_grade([["cat"] * 10] * 10) == pytest.approx(0.39 * 10 + 11.8 - 15.59)
