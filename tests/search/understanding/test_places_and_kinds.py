"""A name is a place only where care is looked for there; a kind is asked for only where it is the point."""

import pytest

from search.understanding import understand

pytestmark = pytest.mark.usefixtures("publication")


@pytest.mark.parametrize(
    ("query", "place", "left"),
    [
        ("ketamine clinic near Wichita", "Wichita, Kansas", "ketamine clinic"),
        ("ketamine clinic near 67202", "67202 Wichita, Kansas", "ketamine clinic"),
        ("spravato 67202", "67202 Wichita, Kansas", "spravato"),
        ("67202", "67202 Wichita, Kansas", ""),
        ("clinics in Kansas", "Kansas", "clinics"),
        ("spravato near kansas city", "Kansas City, Missouri", "spravato"),
        ("ketamine therapy in Austin, TX", "Austin, Texas", "ketamine therapy"),
        ("pain clinic tulsa oklahoma", "Tulsa, Oklahoma", "pain clinic"),
        ("ketamine infusion close to Tulsa", "Tulsa, Oklahoma", "ketamine infusion"),
        ("spanish speaking ketamine clinic austin", "Austin, Texas", "spanish speaking ketamine clinic"),
        ("esketamine clinic missouri", "Missouri", "esketamine clinic"),
        ("where can i get ketamine in denver", "Denver, Colorado", "where can i get ketamine"),
        ("Portland, OR", "Portland, Oregon", ""),
        ("wichita falls ketamine", "Wichita Falls, Texas", "ketamine"),
    ],
)
def test_care_in_a_place(query, place, left):
    found = understand(query)
    assert found.place.place.label == place
    assert " ".join(term.typed for term in found.terms) == left
    assert found.kinds == ("clinic",)


@pytest.mark.parametrize(
    "query",
    [
        "ketamine clinic near Wichta",
        "ketamin clinic near wichita",
        "ketamine clinc near wichita",
        "clinics in wichtia",
        "ketamine close to wichitaa",
    ],
)
def test_a_slip_in_a_query_for_a_place(query):
    found = understand(query)
    assert found.place.place.label == "Wichita, Kansas"
    assert found.corrections
    assert understand(query, correct=False).place is None or "wichita" in query.split()


@pytest.mark.parametrize(
    "query",
    [
        "pain",
        "hope",
        "reading",
        "is ketamine legal in Texas",
        "what is ketamine used for",
        "live oak calm austin",
        "how do i know if a ketamine clinic is good",
        "how to read a clinic website",
        "ketamine 10000 patients",
        "ketamine by mail",
        "from operating room to clinic",
        "who approved esketamine in Australia",
        "side effects",
        "no reason for pain",
    ],
)
def test_words_that_are_no_place(query):
    found = understand(query)
    assert found.place is None
    assert not found.needs_place


@pytest.mark.parametrize(
    "query", ["clinics near me", "ketamine nearby", "nearest ketamine clinic", "spravato close to me"]
)
def test_what_is_near_the_reader_is_asked_for_and_not_looked_up(query):
    found = understand(query)
    assert found.needs_place
    assert found.place is None
    assert found.kinds == ("clinic",)


def test_a_place_that_is_said_needs_no_question():
    found = understand("clinics near me in Wichita")
    assert found.place.place.label == "Wichita, Kansas"
    assert not found.needs_place


def test_local_is_not_always_near():
    assert not understand("local anaesthetic").needs_place


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("ketamine clinic", ("clinic",)),
        ("clinics for depression", ("clinic",)),
        ("author mara quillfeather", ("author",)),
        ("author: quillfeather", ("author",)),
        ("Author:quillfeather news", ("author", "news")),
        ("articles about ptsd", ("article",)),
        ("a guide to spravato", ("guide",)),
        ("psilocybin news", ("news",)),
        ("clinic spotlights", ("clinic", "spotlight")),
        ("how to read a clinic website", ()),
        ("how do i know if a ketamine clinic is good", ()),
        ("choosing a clinic", ()),
        ("questions for my doctor", ()),
        ("from operating room to clinic", ()),
        ("ketamine guideline pain", ()),
    ],
)
def test_kinds(query, kinds):
    assert understand(query).kinds == kinds


def test_pages_of_the_kind_need_not_have_its_word():
    found = understand("ketamine clinic")
    assert [(term.typed, term.required) for term in found.terms] == [("ketamine", True), ("clinic", False)]
