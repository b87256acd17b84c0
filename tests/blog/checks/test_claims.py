"""Claims without a source, and sources that cannot carry a claim."""

import pytest

from editorial.checks.document import Block, Citation, Document, Passage
from editorial.checks.registry import Severity
from tests.editorial.checks.drafts import codes, found

CLAIM = "Ketamine relieves depression."


def test_claim_is_quoted_whole_and_blocks():
    (finding,) = found("C1", f"Some words first. {CLAIM}")
    assert (finding.severity, finding.quote) == (Severity.ERROR, CLAIM)
    assert "relieves" in finding.message


def test_any_citation_in_the_paragraph_is_enough():
    assert not found("C1", f"{CLAIM} It did so in a trial [@a2020].")
    assert found("C1", f"{CLAIM}\n\nIt did so in a trial [@a2020].")


def test_citation_of_the_line_above_a_list_stands_for_its_items():
    above = Passage("Reviews found this:", "paragraph", "paragraph", "b", citations=[Citation("a2020", 19)])
    item = Passage(CLAIM, "item", "paragraph", "b")
    blocks = [Block("b", "paragraph")]
    assert "C1" not in codes(Document("blog.article", "Notes", {}, [above, item], blocks))
    assert "C1" in codes(Document("blog.article", "Notes", {}, [item], blocks))


@pytest.mark.parametrize(
    "text",
    [
        "Ketamine does not relieve depression.",
        "Does ketamine relieve depression?",
        "Nobody knows whether ketamine relieves depression.",
        "Ask whether ketamine relieves depression.",
        "Exercise relieves depression.",
        "Ketamine is given by a nurse.",
        "## Ketamine relieves depression",
    ],
)
def test_near_misses(text):
    assert not found("C1", text)


def test_pronoun_stands_for_the_treatment_before():
    assert found("C1", "Ketamine acts on glutamate. It relieves depression.")
    assert not found("C1", "A walk is free. It relieves depression.")


def test_topics_of_the_article_are_terms_as_well():
    topics = {"treatments": [{"slug": "bufotenin", "title": "Bufotenin"}], "conditions": [{"title": "Lyme disease"}]}
    assert found("C1", "Bufotenin relieves Lyme disease.", **topics)
    assert not found("C1", "Bufotenin relieves Lyme disease.")
    assert not found("C1", "Bufotenin relieves Lyme disease.", treatments=[{}], conditions=None)


def test_animal_study_is_named_as_one():
    animal = {"li2010": "animal"}
    assert found("C9", "New synapses grow within a day [@li2010].", references=animal)
    assert not found("C9", "In mice, new synapses grow within a day [@li2010].", references=animal)


def test_one_better_source_is_enough():
    both = {"li2010": "animal", "a2020": "rct"}
    assert not found("C9", "New synapses grow within a day [@li2010; @a2020].", references=both)


def test_study_without_a_control_group_proves_nothing():
    series = {"mills1998": "case_series"}
    assert found("C9", "Ketamine reduces compulsions [@mills1998].", references=series)
    assert not found(
        "C9", "In a series without a control group, ketamine reduces compulsions [@mills1998].", references=series
    )
    assert not found("C9", "Nine of 15 people responded [@mills1998].", references=series)


def test_unknown_references_say_nothing():
    assert not found("C9", "Ketamine reduces compulsions [@nobody].")
