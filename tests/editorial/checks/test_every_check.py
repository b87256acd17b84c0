"""Every check tells writers why it exists, weighs something, and has passages that it is tried on."""

import pytest

from editorial.checks.registry import Severity, get, registered
from tests.editorial.checks.corpus import load

ROLES = {"Editors", "Managing editors", "Medical reviewers"}
PASSAGES = load()
# Checks that look at the whole of a draft; they have tests of their own beside this file.
OF_WHOLE_DRAFTS = {"S5", "S6", "L4"}
# Checks that need what is known beside the words: `tests/blog/checks` tries them.
OF_FACTS = {"C0", "C7", "C8", "C11", "C12", "M1", "M3", "M8", "G1", "G4", "G5", "G6", "G7", "G8", "G9", "G10"}
OF_CLINICS = {"K1", "K2", "K3", "K4", "K5", "P2"}  # `tests/blog/checks` too
OURS = [each for each in registered() if each.function.__module__.split(".")[1] == "checks"]


@pytest.mark.parametrize("each", OURS, ids=lambda each: each.code)
def test_check_says_what_it_is_and_why(each):
    assert str(each.title).strip()
    assert each.severity in Severity
    sentences = [part for part in str(each.explanation).replace("?", ".").split(". ") if part]
    assert 2 <= len(sentences) <= 4, each.explanation
    assert each.function.__doc__


@pytest.mark.parametrize("each", OURS, ids=lambda each: each.code)
def test_hard_findings_have_no_waiver_and_errors_have_one(each):
    assert set(each.waived_by) <= ROLES
    if each.severity == Severity.HARD:
        assert not each.waived_by
    if each.severity == Severity.ERROR:
        assert each.waived_by == (("Medical reviewers",) if each.code[0] == "M" else ("Editors", "Managing editors"))


@pytest.mark.parametrize("each", OURS, ids=lambda each: each.code)
def test_check_is_tried(each):
    if each.code not in OF_WHOLE_DRAFTS | OF_FACTS | OF_CLINICS:
        assert any(each.code in entry["codes"] for entry in PASSAGES)


def test_table_of_the_house_is_complete():
    expected = {
        "S1": "hard", "S2": "error", "S3": "warning", "S4": "error", "S5": "warning", "S6": "warning", "T1": "error",
        "T2": "error", "C1": "error", "C2": "warning", "C3": "error", "C4": "hard", "C5": "warning", "C6": "error",
        "C9": "warning", "C10": "error", "L1": "hard", "L2": "warning", "L3": "warning", "L4": "warning", "L5": "hint",
        "L6": "warning", "M2": "error", "M4": "warning", "M5": "error", "M6": "error", "M7": "hard", "P1": "hard",
        "C0": "hard", "C7": "hard", "C8": "hard", "C11": "error", "C12": "warning", "M1": "hard", "M3": "hard",
        "M8": "warning", "G1": "hard", "G4": "hard", "G5": "warning", "G6": "warning", "G7": "hint", "G8": "hard",
        "G9": "error", "G10": "hard", "K1": "hard", "K2": "hard", "K3": "hard", "K4": "hard", "K5": "hard",
        "P2": "hard",
    }  # fmt: skip
    assert {code: str(get(code).severity) for code in expected} == expected
