"""Sources, testimonials, promises, praise and sweeping statements."""

import pytest

from editorial.checks.registry import Severity
from tests.editorial.checks.drafts import found


def test_citation_in_the_paragraph_names_the_source():
    text = "Many studies looked at this. They found little"
    assert found("C2", f"{text}.")
    assert not found("C2", f"{text} [@a2020].")


def test_citation_above_a_list_stands_for_its_items():
    assert not found("C2", "<p>", title="x")
    cited = "Reviews differ [@a2020]:\n\n- Many studies were small."
    # The two parts are blocks of their own here; in one block of rich text the line stands for the list.
    assert found("C2", cited)


@pytest.mark.parametrize(
    "text",
    [
        "Is it a miracle?",
        "It is no miracle.",
        "Adverts call it a miracle.",
        "One site said that it was a miracle. Both words are wrong.",
    ],
)
def test_promises_that_are_asked_denied_or_taken_back_are_left_alone(text):
    assert not found("C4", text)


@pytest.mark.parametrize(
    "text", ["A miracle?", "Tired of pills? This is a miracle.", "It is not a pill but a miracle."]
)
def test_promises_are_found_behind_a_question_or_a_denial_of_something_else(text):
    (finding,) = found("C4", text)
    assert (finding.severity, finding.quote) == (Severity.HARD, "miracle")


def test_promises_are_found_in_titles_headings_summaries_points_and_questions():
    places = [
        found("C4", "Text.", title="The miracle spray"),
        found("C4", "## The miracle spray\n\nText."),
        found("C4", "Text.", summary="The miracle spray has come."),
        found("C4", "* The miracle spray has come."),
        found("C4", "| The miracle spray"),
    ]
    assert [findings[0].place or findings[0].block_id for findings in places] == ["title", "b1", "summary", "b1", "b1"]


def test_cure_needs_a_condition():
    assert found("C4", "It is a cure for depression.")
    assert not found("C4", "The resin is left to cure.")
    assert not found("C4", "The search for a cure for depression goes on.")


def test_quote_is_the_very_words():
    (finding,) = found("C3", "Read our success  stories here.")
    assert finding.quote == "success  stories"


def test_denied_praise_is_no_praise():
    assert found("C5", "The results are amazing.")
    assert not found("C5", "The results are not amazing.")


def test_sweeping_statement_is_waived_by_editors():
    (finding,) = found("C6", "It helps all kinds of pain.")
    assert finding.severity == Severity.ERROR
    assert not found("C6", "It does not help all kinds of pain.")


def test_other_medicines_may_be_called_not_addictive():
    assert found("C4", "Ketamine is not addictive.")
    assert not found("C4", "Antidepressants are not addictive.")
    assert not found("C4", "In the study, three clinics said that ketamine does not cause addiction [@crane2023].")
