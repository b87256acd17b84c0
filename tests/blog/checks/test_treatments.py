"""Treatments: the safety text is there and whole, and the status of each use is shown."""

import pytest

from editorial.checks.registry import Severity
from tests.editorial.checks.drafts import found

KETAMINE = [{"slug": "ketamine", "title": "Ketamine"}]
TEXT = {"block_id": "s1", "treatment": "ketamine", "live": True, "missing": []}
VOCABULARY = {
    "treatments": [
        {"slug": "ketamine", "names": ["ketamine"]},
        {"slug": "esketamine", "names": ["esketamine", "spravato"]},
    ],
    "conditions": [{"slug": "anxiety", "names": ["anxiety", "anxiety disorders"]}, {"slug": "ptsd", "names": ["ptsd"]}],
}
ROW = {"treatment": "ketamine", "condition": "anxiety", "other_use": "", "country": "US", "status": "off_label"}
BLOCK = {"block_id": "r1", "treatment": "ketamine", "condition": "", "countries": []}


def test_the_block_of_each_treatment_is_there():
    (finding,) = found("M1", treatments=KETAMINE, safety=[])
    assert finding.severity == Severity.HARD
    assert not found("M1", treatments=KETAMINE, safety=[TEXT])
    assert found("M1", treatments=KETAMINE, safety=[{**TEXT, "treatment": "esketamine"}])
    assert not found("M1", treatments=[], safety=[])


def test_its_text_is_whole_and_published():
    (finding,) = found("M1", treatments=KETAMINE, safety=[{**TEXT, "missing": ["Driving", "Bladder"]}])
    assert "Driving, Bladder" in finding.message
    assert finding.block_id == "s1"
    assert found("M1", treatments=KETAMINE, safety=[{**TEXT, "live": False}])


def test_a_safety_text_says_what_it_lacks():
    assert found("M8", kind="blog.safetyinformation", missing_topics=["Driving"])
    assert not found("M8", kind="blog.safetyinformation", missing_topics=[])


def status(text, rows=(), blocks=()):
    return found("M3", text, vocabulary=VOCABULARY, status_rows=list(rows), status_blocks=list(blocks))


def test_a_use_needs_a_row_and_the_block():
    text = "Ketamine reduces anxiety."
    assert "has no row" in status(text)[0].message
    assert "add the block" in status(text, [ROW])[0].message
    assert not status(text, [ROW], [BLOCK])


@pytest.mark.parametrize(
    "block",
    [
        {**BLOCK, "treatment": "esketamine"},
        {**BLOCK, "condition": "ptsd"},
        {**BLOCK, "countries": ["GB"]},
    ],
)
def test_a_block_that_shows_another_row_is_not_enough(block):
    assert status("Ketamine reduces anxiety.", [ROW], [block])


def test_a_row_for_any_other_use_answers_too():
    assert not status("Ketamine reduces anxiety.", [{**ROW, "condition": ""}], [BLOCK])


def test_a_row_for_one_use_in_words_answers_for_no_condition():
    assert status("Ketamine reduces anxiety.", [{**ROW, "condition": "", "other_use": "Anaesthesia"}], [BLOCK])


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine does not reduce anxiety.",
        "Does ketamine reduce anxiety?",
        "Ketamine is a medicine.",
        "Anxiety is common.",
    ],
)
def test_what_claims_no_effect_needs_none(text):
    assert not status(text)


def test_each_pair_is_named_once_and_by_any_name():
    text = "Ketamine reduces anxiety. Ketamine reduces anxiety disorders. Spravato improves PTSD."
    assert len(status(text)) == 2


def test_a_text_alone_is_not_judged():
    assert not found("M1", treatments=KETAMINE)
    assert not found("M3", "Ketamine reduces anxiety.", vocabulary=VOCABULARY)
