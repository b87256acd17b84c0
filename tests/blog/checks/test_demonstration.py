"""Good texts: no check blocks the demonstration content, read from its files."""

import pytest

from editorial.checks.registry import run
from tests.blog.checks.demonstration import documents

DOCUMENTS = dict(documents())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_blocks_good_texts(name):
    assert [finding for finding in run(DOCUMENTS[name]) if finding.blocks] == []


def test_all_of_it_was_read():
    assert len(DOCUMENTS) > 35
    assert all(document.body for document in DOCUMENTS.values())
    assert sum(len(document.cited) for document in DOCUMENTS.values()) > 100
