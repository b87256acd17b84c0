"""Sentence length and grade."""

from editorial.checks.registry import Severity, run
from editorial.checks.rules import Rules
from tests.editorial.checks.drafts import draft, found

SHORT = "The nurse sits by the door."
LONG = (
    "When the nurse has looked at the chart and has seen that all of it is in good order she will come back to you and"
    " say when you can go home."
)
HARD = (
    "Institutional representatives recommend prospective documentation of physiological parameters, subjective"
    " experiences, and functional rehabilitation outcomes throughout longitudinal observation periods."
)


def test_one_finding_for_the_draft_with_the_longest_sentence():
    text = "\n\n".join([SHORT] * 9 + [LONG] * 3)
    (finding,) = found("L4", text)
    assert finding.message.startswith("1 in 4 sentences is long.")
    assert finding.quote == LONG


def test_some_long_sentences_are_fine_and_a_few_sentences_say_nothing():
    assert not found("L4", "\n\n".join([SHORT] * 9 + [LONG] * 2))
    assert not found("L4", "\n\n".join([LONG] * 5))


def test_grade_warns_first_and_stops_later():
    (finding,) = found("L6", "\n\n".join([HARD] * 10))
    assert finding.severity == Severity.ERROR
    (finding,) = found("L6", "\n\n".join([HARD] * 2 + [LONG] * 6 + [SHORT]))
    assert finding.severity == Severity.WARNING
    assert not found("L6", "\n\n".join([SHORT] * 30))
    assert not found("L6", HARD)


def test_key_points_are_easier_still():
    (finding,) = found("L6", "\n\n".join(f"* {HARD}" for _ in range(3)))
    assert "key points" in finding.message
    assert finding.severity == Severity.WARNING
    assert not found("L6", "\n\n".join(f"* {SHORT}" for _ in range(6)))


def test_thresholds_can_be_set():
    rules = Rules(numbers={"long_sentence_words": 4})
    assert "L4" in {finding.code for finding in run(draft("\n\n".join([SHORT] * 10)), rules)}
