from editorial.checks.registry import Severity
from tests.editorial.checks.drafts import found


def test_promotion_is_found_at_the_start_of_paragraphs_and_headings():
    (finding,) = found("P1", "## Clinic Spotlight: Silver Birch\n\nWords.")
    assert (finding.severity, finding.quote) == (Severity.HARD, "Clinic Spotlight")
    assert found("P1", "Click here to find a clinic.")


def test_words_within_a_sentence_are_no_promotion():
    assert not found("P1", "Nobody should have to click here to find the price.")
    assert not found("P1", "The page of the clinic spotlight says who paid.")
