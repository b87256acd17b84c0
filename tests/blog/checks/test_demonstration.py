"""Good texts: no check blocks the demonstration content, read from its files."""

import re

import pytest
import yaml

from editorial.checks.registry import run
from tests.blog.checks.demonstration import CONTENT, document, documents

DOCUMENTS = dict(documents())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_blocks_good_texts(name):
    assert [finding for finding in run(DOCUMENTS[name]) if finding.blocks] == []


def test_all_of_it_was_read():
    assert len(DOCUMENTS) > 55
    assert all(document.body for document in DOCUMENTS.values())
    assert sum(len(document.cited) for document in DOCUMENTS.values()) > 300


@pytest.mark.parametrize("path", sorted(CONTENT.glob("drafts/*.yaml")), ids=lambda path: path.name)
def test_the_words_of_clinics_that_are_there_to_fail_are_good(path):
    fields = yaml.safe_load(path.read_text("utf-8"))
    found = run(document(fields["body"], "blog.clinicspotlight", {}, fields))
    assert [finding for finding in found if finding.blocks] == []


def test_clinics_that_are_there_to_fail_have_one_fault_each_and_it_is_in_their_facts():
    k5, k8 = (
        yaml.safe_load((CONTENT / "drafts" / name).read_text("utf-8"))["clinic"] for name in ("k5.yaml", "k8.yaml")
    )
    assert k5["commercial_relationship"] == "affiliate"
    assert k5["disclosure"]
    assert {price["as_of"] for price in k5["prices"]} == {None}
    assert k8["country"] == "GB"
    assert None not in {price["as_of"] for price in k8["prices"]}


def test_one_clinic_has_a_licence_that_ends_soon():
    licences = yaml.safe_load((CONTENT / "clinics" / "k7.yaml").read_text("utf-8"))["clinic"]["licences"]
    assert min(str(licence["valid_until"]) for licence in licences) == "2026-12-01"


def test_no_article_is_an_island():
    """Each article leads to another, and to each article leads another, a topic or a clinic."""
    texts = {path: path.read_text("utf-8") for path in CONTENT.glob("[act]*/*.[my]*")}
    links = {path: set(re.findall(r"\(article:([\w-]+)\)", text)) for path, text in texts.items()}
    for path in CONTENT.glob("articles/*.md"):
        slug = re.search(r"^slug: (\S+)$", texts[path], re.MULTILINE)[1]
        assert links[path] - {slug}, path.name
        assert any(slug in found for other, found in links.items() if other != path), path.name
