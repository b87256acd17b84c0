"""Good texts: no check blocks the demonstration content, but for what it still lacks."""

import pytest

from editorial.checks.registry import run
from tests.blog.checks.demonstration import documents

DOCUMENTS = dict(documents())
# These sections wait for the block on harm reduction.
LACKING = {("a01-what-ketamine-is-used-for.md", "M5"), ("a14-side-effects-of-ketamine.md", "M5")}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_blocks_good_texts(name):
    blocking = [finding for finding in run(DOCUMENTS[name]) if finding.blocks]
    assert [finding for finding in blocking if (name, finding.code) not in LACKING] == []


def test_all_of_it_was_read():
    assert len(DOCUMENTS) > 35
    assert all(document.body for document in DOCUMENTS.values())
    assert sum(len(document.cited) for document in DOCUMENTS.values()) > 100
