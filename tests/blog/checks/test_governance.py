"""Governance: authors, clinics, profiles, facts that run out, pictures, and what a page may load."""

import pytest

from editorial.checks.document import Document, Image, Link, Passage
from editorial.checks.registry import Severity, run
from tests.editorial.checks.drafts import found

AUTHOR = {"name": "Mara", "live": True, "has_credential": True}
CLINIC = {"key": 7, "name": "Willow Clinic", "host": "willow.example.org", "commercial": False}
FACT = {"block_id": "b1", "name": "Tele rule", "valid_until": "2026-12-31", "live": True}


def with_link(link, **facts):
    passage = Passage(f"See {link.text} today.", "paragraph", "paragraph", "b1", links=[link])
    return {finding.code for finding in run(Document("blog.article", "Notes", {}, [passage], facts=facts))}


def test_an_article_has_a_published_author():
    assert found("G1", authors=[])[0].severity == Severity.HARD
    assert found("G1", authors=[{**AUTHOR, "live": False}])
    assert not found("G1", authors=[AUTHOR])
    assert not found("G1")


def test_a_clinic_is_pointed_to_and_not_only_named():
    assert found("G4", "Willow Clinic gives infusions.", clinics=[CLINIC])
    assert not found("G4", "Willow Clinic gives infusions.", clinics=[CLINIC], promoted=[7])
    assert not found("G4", "Willows grow at clinics.", clinics=[CLINIC])
    assert "G4" not in with_link(Link("Willow Clinic", page=7), clinics=[CLINIC])


def test_one_that_pays_needs_the_block_with_its_label():
    paying = {**CLINIC, "commercial": True}
    assert "G4" in with_link(Link("Willow Clinic", page=7), clinics=[paying])
    assert "G4" in with_link(Link("this house", page=7), clinics=[paying])
    assert "G4" not in with_link(Link("Willow Clinic", page=7), clinics=[paying], promoted=[7])


def test_its_address_counts_as_its_name():
    assert "G4" in with_link(Link("here", "https://www.willow.example.org/book"), clinics=[CLINIC])
    assert "G4" not in with_link(Link("here", "https://example.org/?u=willow.example.org.uk"), clinics=[])
    assert "G4" not in with_link(Link("here", "https://oldwillow.example.org/"), clinics=[CLINIC])


PROFILE = "blog.authorprofile"


def test_profiles_show_credentials_link_outlets_and_sell_nothing():
    assert found("G5", kind=PROFILE, authors=[{**AUTHOR, "has_credential": False}])
    assert not found("G5", kind=PROFILE, authors=[AUTHOR])
    assert found("G6", "Her work was featured in The Daily Planet.", kind=PROFILE)
    assert not found("G6", "She trained as a nurse and lives in a small town.", kind=PROFILE)
    assert found("G7", "Sign up for my course.", kind=PROFILE)[0].severity == Severity.HINT
    assert not found("G7", "Sign up for my course.")


def test_an_outlet_that_is_linked_is_fine():
    link = Link("The Daily Planet", "https://planet.example.org/1")
    passage = Passage("Her work was featured in The Daily Planet.", "paragraph", "biography", links=[link])
    assert "G6" not in {each.code for each in run(Document(PROFILE, "Mara", {}, [passage]))}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"valid_until": "2026-11-22"}, "ran out on 2026-11-22"),
        ({"live": False}, "not published"),
        ({"name": ""}, "no longer exists"),
    ],
)
def test_a_fact_that_does_not_hold_blocks(change, words):
    (finding,) = found("G8", today="2026-11-23", volatile=[{**FACT, **change}])
    assert words in finding.message
    assert (finding.severity, finding.block_id) == (Severity.HARD, "b1")


def test_a_fact_holds_on_its_last_day():
    assert not found("G8", today="2026-12-31", volatile=[FACT])
    assert found("G8", today="2027-01-01", volatile=[FACT])


def test_pictures_have_credit_licence_and_consent():
    def lacking(**fields):
        image = Image("i1", "A hall", title="hall.jpg", file="hall.jpg", **fields)
        return [each for each in run(Document("blog.article", "Notes", images=[image])) if each.code == "G9"]

    assert "credit, licence" in lacking()[0].message
    assert "consent" in lacking(credit="A", licence="own", consent="missing")[0].message
    assert not lacking(credit="A", licence="own", consent="nobody")


def test_nothing_is_loaded_from_elsewhere():
    (finding,) = found("G10", embedded=[{"block_id": "b1", "tag": "iframe", "host": "tracker.example.net"}])
    assert "tracker.example.net" in finding.message
    assert not found("G10", embedded=[])
