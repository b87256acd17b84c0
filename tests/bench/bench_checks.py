"""How well and how fast drafts are checked."""

import time

from editorial.checks.document import Document, Passage
from editorial.checks.registry import run
from tests.editorial.checks.corpus import is_held_out, load, measure
from tests.editorial.checks.drafts import blocking


def test_recall_and_precision(table):
    rows = table(
        "Checks on the labelled passages", ["code", "n", "recall", "precision", "held-out n", "held-out recall"]
    )
    passages = load()
    every, held_out = measure(passages), measure([entry for entry in passages if is_held_out(entry)])
    codes = sorted(every.wanted, key=lambda code: (code.rstrip("0123456789"), int(code.lstrip("CLMPST") or 0)))
    for name, group in [*((code, [code]) for code in codes), ("blocking", sorted(blocking() | {"M4"}))]:
        rows.row(
            name,
            sum(every.wanted[code] for code in group),
            every.recall(group),
            every.precision(group),
            sum(held_out.wanted[code] for code in group),
            held_out.recall(group),
        )


def test_time_of_five_thousand_words(table):
    rows = table("Checks on 5,000 words", ["run", "ms"])
    words = " ".join(entry["text"].replace("\n", " ") for entry in load()).split()
    words = (words * 3)[:5_000]
    for name in ("first", "second", "third"):
        parts = [" ".join(words[start : start + 80]) for start in range(0, 5_000, 80)]
        passages = [Passage(text, "paragraph", "paragraph", f"b{place}") for place, text in enumerate(parts)]
        start = time.perf_counter()
        run(Document("blog.article", "Notes", {}, passages))
        rows.row(name, 1_000 * (time.perf_counter() - start))
