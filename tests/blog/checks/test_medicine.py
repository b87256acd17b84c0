"""Sprays, use outside medicine, doses, and medicine that nobody stops alone."""

import pytest

from editorial.checks.registry import Severity
from tests.editorial.checks.drafts import found


def test_spray_is_named_in_its_section():
    assert found("M2", "Ketamine comes as a nasal spray.")
    assert not found("M2", "Ketamine comes as a compounded nasal spray.")
    text = "## One\n\nThe nasal spray is esketamine.\n\n## Two\n\nKetamine as a nasal spray is new."
    (finding,) = found("M2", text)
    assert finding.block_id == "b4"
    assert not found("M2", "The nasal spray is new.", title="Esketamine")


def test_article_on_ketamine_is_known_by_its_topic():
    assert found("M2", "The nasal spray is new.", treatments=[{"slug": "ketamine", "title": "Ketamine"}])
    assert not found("M2", "The nasal spray is new.")


def test_both_blocks_are_needed():
    text = "## Recreational use\n\nWords."
    assert found("M5", text)
    assert found("M5", text, blocks=["urgent_help"])
    assert not found("M5", text, blocks=["urgent_help", "harm_reduction"])


def test_a_mention_is_no_section():
    assert not found("M5", "## Who took part\n\nThey were recreational users.")
    assert found("M5", "## Where\n\nIt is snorted at raves by recreational users.")


def test_doses_of_trials_are_cited_and_said_to_be_of_a_trial():
    assert not found("M6", "In the trial, people were given 40 mg of ketamine [@a2020].")
    assert found("M6", "In the trial, people were given 40 mg of ketamine.")
    assert found("M6", "The amount of ketamine is 40 mg [@a2020].")
    assert found("M6", "In the trial 40 mg of ketamine was given, and you can take the same [@a2020].")


def test_amounts_far_from_a_drug_are_left_alone():
    far = "Ketamine is a drug. " + "Other words stand here, one behind the other, until the end. " * 3
    assert not found("M6", far + "Aspirin has 100 mg.")
    assert found("M6", "Ketamine is a drug. The usual amount is 40 mg.")


@pytest.mark.parametrize(
    "text",
    [
        "Stop your antidepressant.",
        "You can come off lithium before the session.",
        "Ketamine replaces antidepressants.",
        "Take ketamine instead of antidepressants.",
        "Reduce your medication first, and then stop taking it.",
        "Benzodiazepines must be stopped three days before.",
        "You must be off your antidepressants for two weeks.",
        "## Stop your antidepressant",
    ],
)
def test_advice_to_stop_is_hard(text):
    (finding,) = found("M7", text)
    assert finding.severity == Severity.HARD


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop your antidepressant.",
        "Antidepressants should not be stopped before a session.",
        "Never stop lithium without asking your doctor.",
        "Should I stop my antidepressant?",
        "? Can I stop my antidepressant before a session",
        "Talk to your doctor first. You often need to stop antidepressants slowly.",
        "If you stop your antidepressant, you may feel dizzy.",
        "It can be hard to stop taking antidepressants.",
        "In the trial they were given ketamine instead of an antidepressant [@a2020].",
        "Stop the infusion. Antidepressants go on.",
        "The clinic stopped taking new patients, and medication prices rose.",
    ],
)
def test_warnings_questions_and_reports_are_not(text):
    assert not found("M7", text)
