"""Arithmetic of shares, intervals and ranges."""

import pytest

from tests.editorial.checks.drafts import found

WRONG = {
    "46 (63.0%) of 83": "46 of 83 is 55.4%, not 63.0%.",
    "46 of 83 people (63.0%) left": "46 of 83 is 55.4%, not 63.0%.",
    "46/83 (63 %)": "46 of 83 is 55.4%, not 63%.",
    "63% (46 of 83)": "46 of 83 is 55.4%, not 63%.",
    "Of the 83 people, 46 (63%) left": "46 of 83 is 55.4%, not 63%.",
    "1,250 (20%) of 5,299": "1,250 of 5,299 is 23.6%, not 20%.",
    "33% of the 10 patients": "No number of 10 people is 33%.",
    "130% of patients": "A share cannot be above 100%.",
    "a remission of 140%": "A share cannot be above 100%.",
    "−6.1 (95% CI 1.0 to 11.16)": "−6.1 is not within its own interval, 1.0 to 11.16.",
    "0.85 (95% CI, 0.10–0.62)": "0.85 is not within its own interval, 0.10 to 0.62.",
    "0.5 (confidence interval 0.8 to 0.2)": "The interval runs backwards: 0.8 to 0.2.",
    "aged 65 to 18 years": "The range runs backwards: 65 to 18.",
    "between 30 and 20 days": "The range runs backwards: 30 to 20.",
    "14–7 days": "The range runs backwards: 14 to 7.",
}
RIGHT = [
    "46 (55.4%) of 83", "46 (55%) of 83", "5 of 15 (33%)", "0/12 (0%)", "0 of 0 (0%)", "60% of 15 people",
    "a rise of 140%", "−6.8 (95% CI −9.5 to −4.1)", "0.20 (confidence interval −0.08 to 0.48)",
    "-2.3 (95% CI: -4.1, -0.4)", "2019–21", "pages 1574–81", "from 34 to 12 points", "a score of 9–5", "555-0142",
    "between 6 and 12 weeks", "1.5 (95% CI 1.5 to 1.5)", "20–30 minutes", "1-800-555-0199",
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), WRONG.items())
def test_wrong_figures_are_worked_out(text, message):
    findings = found("C10", f"They said {text} in the end.")
    assert message in [finding.message for finding in findings]
    assert all(finding.quote in f"They said {text} in the end." for finding in findings)


@pytest.mark.parametrize("text", RIGHT)
def test_right_figures_are_left_alone(text):
    assert not found("C10", f"They said {text} in the end.")


def test_figures_in_tables_are_read_too():
    assert found("C10", "| 46 (63.0%) of 83")
