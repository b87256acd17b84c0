"""Sources: there are enough, they can be found, they stand, they are fresh, and nobody copies them."""

import time

import pytest

from editorial.checks.registry import Severity, run
from tests.editorial.checks.drafts import draft

PAPER = {"study_type": "rct", "title": "A trial of ketamine", "year": 2025, "doi": "10.1001/x", "pmid": "1"}
LABEL = {
    "study_type": "regulator_label",
    "title": "A label",
    "year": 2026,
    "url": "https://www.fda.gov/label",
    "accessed_on": "2026-09-01",
}
REVIEW = {"study_type": "systematic_review", "title": "A review", "year": 2024, "doi": "10.1001/y"}
MDMA = ("10.1007/s00213-019-05249-5", "10.1007/s00213-020-05548-2", "10.1007/s00213-020-05710-w")


def findings(code, text="", references=None, **facts):
    """Return the findings of a check on a text whose sources are known."""
    document = draft(text, today="2026-11-23", listed=facts.pop("listed", []), **facts)
    document.facts["references"] = {"a": PAPER, "b": LABEL, "c": REVIEW} if references is None else references
    return [finding for finding in run(document) if finding.code == code]


def test_a_section_on_health_cites():
    text = "## Ketamine and sleep\n\nKetamine is used for depression.\n\n## Price\n\nIt costs money [@a] [@b] [@c]."
    (finding,) = findings("C0", text)
    assert (finding.severity, finding.block_id) == (Severity.HARD, "b1")
    assert not findings("C0", text.replace("depression.", "depression [@a]."))


def test_questions_and_other_matters_need_no_source():
    cited = "## Uses\n\nKetamine is for depression [@a] [@b] [@c].\n\n"
    assert not findings("C0", cited + "## Ask\n\nIs ketamine approved for depression?")
    assert not findings("C0", cited + "## Getting there\n\nTake the bus to the second stop.")


def test_a_topic_that_the_lists_do_not_hold_is_known_by_its_name():
    vocabulary = {"treatments": [{"slug": "tms", "names": ["magnetic stimulation"]}], "conditions": []}
    text = "## New\n\nMagnetic stimulation is given daily.\n\n## Old\n\nThey write [@a] [@b] [@c]."
    assert findings("C0", text, vocabulary=vocabulary)
    assert not findings("C0", text)


def test_an_article_has_three_references_and_a_strong_one():
    text = "## Uses\n\nKetamine is for depression [@a]."
    assert len(findings("C0", text)) == 2
    assert len(findings("C0", text, listed=["b", "c"])) == 0
    weak = {key: {**PAPER, "doi": f"10.1001/{key}"} for key in "abc"}
    assert "guideline" in findings("C0", text, weak, listed=["b", "c"])[0].message


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"doi": "", "pmid": ""}, "has no DOI or PMID"),
        ({"doi": "11.1001/x"}, "starts with 10."),
        ({"pmid": "0123"}, "one to eight digits"),
        ({"doi": "", "pmid": "", "study_type": "legal"}, "no address"),
        ({"doi": "", "pmid": "", "study_type": "legal", "url": "https://x.org"}, "on which day"),
    ],
)
def test_a_source_without_a_way_to_find_it_is_a_fault(change, fault):
    (finding,) = findings("C7", "Words [@a].", {"a": {**PAPER, **change}})
    assert fault in finding.message
    assert finding.severity == Severity.HARD


@pytest.mark.parametrize("fine", [PAPER, LABEL, REVIEW, {**PAPER, "doi": "", "pmid": "", "pmcid": "PMC9154276"}])
def test_a_source_that_can_be_found_is_none(fine):
    assert not findings("C7", "Words [@a].", {"a": fine})


def test_doubles_dangling_marks_and_orphans():
    twice = {"a": PAPER, "b": {**PAPER, "title": "A Trial of Ketamine.", "doi": "10.1001/z", "pmid": "2"}}
    assert "cited twice" in findings("C7", "One [@a], two [@b].", twice)[0].message
    assert "leads to no reference" in findings("C7", "One [@a], two [@gone].", {"a": PAPER})[0].message
    (orphan,) = findings("C7", "One [@a].", {"a": PAPER, "b": LABEL}, listed=["b"])
    assert orphan.severity == Severity.WARNING
    assert not findings("C7", "No marks at all.", {"a": PAPER, "b": LABEL}, listed=["a", "b"])


def retraction(nature="retraction", doi=MDMA[0]):
    record = {"nature": nature, "said": "was retracted on 10 August 2024", "reasons": "Misconduct"}
    return {"a": {**PAPER, "doi": doi, "retraction": record}}


@pytest.mark.parametrize("doi", MDMA)
def test_a_retracted_paper_is_called_so_where_it_is_cited(doi):
    (finding,) = findings("C8", "MDMA helped people [@a].", retraction(doi=doi))
    assert (finding.severity, finding.block_id) == (Severity.HARD, "b1")
    assert "10 August 2024" in finding.message
    assert not findings("C8", "The paper on MDMA was retracted in 2024 [@a].", retraction(doi=doi))
    assert not findings("C8", "It was found so [@a]. The journal published a retraction.", retraction(doi=doi))


def test_each_place_must_say_so():
    text = "The paper was retracted [@a].\n\nMDMA helped people [@a]."
    assert [finding.block_id for finding in findings("C8", text, retraction())] == ["b2"]


def test_a_paper_that_is_only_listed_counts_too():
    lists = {"references": {"references": ["x"]}}
    assert findings("C8", "Words.", retraction(), listed=["a"], lists=lists)[0].block_id == "l0"
    assert not findings("C8", "Three papers were retracted.", retraction(), listed=["a"], lists=lists)


@pytest.mark.parametrize("nature", ["concern", "correction"])
def test_concerns_and_corrections_are_to_be_seen(nature):
    assert findings("C8", "MDMA helped people [@a].", retraction(nature))[0].severity == Severity.WARNING


COPIED = (
    "Esketamine nasal spray produced significant improvement in depressive symptoms among patients with"
    " treatment-resistant depression compared with placebo spray"
)


def test_copied_words_are_found_and_own_words_are_not():
    texts = [{"source": "A trial", "text": f"Background. {COPIED} over four weeks."}]
    (finding,) = findings("C11", f"{COPIED}, and that is much.", texts=texts)
    assert "A trial" in finding.message
    own = "Over four weeks, people who had the spray felt better than those who had none of the medicine in theirs."
    assert not findings("C11", own, texts=texts)
    assert not findings("C11", f"> {COPIED}.", texts=texts)
    assert not findings("C11", COPIED)


OURS = (
    "A review of 60 studies in depression found that short-term effects on mind, heart and nerves were more frequent"
    " than with placebo, and that long-term data were poor."
)


RETOLD = (
    "In depression, 60 studies were reviewed. Effects on mind, heart and nerves were seen more often with ketamine than"
    " with placebo; on the long term the review found little, and what it found was weak."
)
SHORT = "Blood pressure can rise during treatment, so a clinic needs a plan."


@pytest.mark.parametrize(("text", "found"), [(f"{OURS} So ask.", True), (SHORT, False), (RETOLD, False)])
def test_long_paragraphs_of_ours_are_not_pasted_again(text, found):
    texts = [{"source": "Ours", "text": each, "is_ours": True} for each in (OURS, SHORT)]
    assert bool(findings("C11", text, texts=texts)) is found


def test_comparing_takes_a_bounded_time():
    texts = [{"source": str(n), "text": f"{COPIED} {n} " * 20} for n in range(440)]
    text = "\n\n".join(f"{COPIED} in group {n}." for n in range(60))
    start = time.perf_counter()
    assert len(findings("C11", text, texts=texts)) == 60
    assert time.perf_counter() - start < 5


def test_old_sources_and_labels_nobody_looked_at():
    assert findings("C12", "Words.", {"a": {**PAPER, "year": 2019}})
    assert not findings("C12", "Words.", {"a": {**PAPER, "year": 2021}})
    (finding,) = findings("C12", "Words [@b].", {"b": {**LABEL, "accessed_on": "2025-10-01"}})
    assert finding.severity == Severity.ERROR
    assert not findings("C12", "Words [@b].", {"b": LABEL})
