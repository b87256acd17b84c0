"""What holds for any text: no check raises, findings point to what is there, the same draft has the same findings."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.checks.document import Block, Citation, Document, Image, Passage
from editorial.checks.registry import run
from tests.editorial.checks.corpus import load

WORDS = st.sampled_from(sorted({word for entry in load() for word in entry["text"].split()}))
SENTENCES = st.lists(WORDS | st.text(max_size=8), max_size=25).map(" ".join)
TEXTS = SENTENCES | st.text(max_size=120)
KINDS = st.sampled_from(["heading", "paragraph", "item", "point", "question", "answer", "quote", "caption", "cell"])
ANY_TEXT = settings(max_examples=60, deadline=None, derandomize=True, database=None)


@st.composite
def drafts(draw):
    passages, blocks = [], []
    for number in range(draw(st.integers(0, 6))):
        text, kind = draw(TEXTS), draw(KINDS)
        marks = [Citation("a2020", draw(st.integers(0, len(text))))] if draw(st.booleans()) else []
        level = draw(st.integers(1, 6)) if kind == "heading" else 0
        passages.append(Passage(text, kind, kind, f"b{number}", level, citations=marks))
        blocks.append(Block(f"b{number}", kind, draw(st.none() | st.just({"points": []}) | st.just({"items": [""]}))))
    facts = draw(st.sampled_from([{}, {"references": {"a2020": {"study_type": "animal"}}}, {"treatments": [{}]}]))
    kind = draw(st.sampled_from(["blog.article", "blog.clinicspotlight", "home.standingpage"]))
    images = [Image("b0", draw(TEXTS))] if blocks else []
    return Document(kind, draw(TEXTS), {"summary": draw(TEXTS)}, passages, blocks, images, facts)


@given(drafts())
@ANY_TEXT
def test_any_draft_can_be_checked_and_findings_point_to_what_is_there(document):
    findings = run(document)
    ids = {block.id for block in document.blocks}
    for finding in findings:
        assert not finding.block_id or finding.block_id in ids
        texts = [p.text for p in document.passages if p.block_id == finding.block_id] + [
            image.alt for image in document.images if image.block_id == finding.block_id
        ]
        assert not finding.quote or any(finding.quote in text for text in texts), finding
        assert finding.message
        assert "%(" not in finding.message


@given(drafts())
@ANY_TEXT
def test_same_draft_has_the_same_findings(document):
    again = Document(
        document.type,
        document.title,
        dict(document.fields),
        [Passage(p.text, p.kind, p.name, p.block_id, p.level, list(p.links), list(p.citations)) for p in document.body],
        document.blocks,
        document.images,
        document.facts,
    )
    assert run(document) == run(document) == run(again)


REPEATED = [
    "a", " ", ".", "?", "1", "-", "–", "(", "\"", "“", "A", "é", "a ", "1 ", "1,", "1.", ". ", "A. ", "no ", "not ",
    "(1 ",
    "1 of 1 ", "1%", "1 (", "of 1, ", "ketamine ", "ketamine helps ", "the the ", "ketamine-", "stop taking ",
    "cure depression ", "works for ", "mg ", "1 mg ", "looking for ", "(ABC) ", "ABC ", "of of of ", "−1 (95% CI ",
    "guaranteed a ", "effects the ", "e.g. ", "U.S. ", "is a ", "\n", "works the same ", "miracle, ", "relief a-",
]  # fmt: skip


@pytest.mark.parametrize("part", REPEATED, ids=repr)
def test_no_pattern_loses_itself_in_repeated_characters(part):
    text = (part * 20_000)[:20_000]
    start = time.process_time()
    run(Document("blog.article", text[:300], {"summary": text}, [Passage(text, "paragraph", "paragraph", "b")]))
    # A text of usual words takes a tenth of a second; what grows with the square takes a minute.
    assert time.process_time() - start < 4


def test_five_thousand_words_take_less_than_half_a_second():
    entries = [entry for entry in load() if "id" in entry]
    words = " ".join(entry["text"].replace("\n", " ") for entry in entries).split()
    words = (words * (5_000 // len(words) + 1))[:5_000]
    passages = [
        Passage(" ".join(words[start : start + 80]), "paragraph", "paragraph", f"b{start}")
        for start in range(0, 5_000, 80)
    ]

    def seconds():
        start = time.process_time()
        run(Document("blog.article", "Notes", {}, [Passage(p.text, p.kind, p.name, p.block_id) for p in passages]))
        return time.process_time() - start

    seconds()
    assert min(seconds() for _ in range(3)) < 0.5
