"""K1 to K4 and P2: clinics are whole and checked, given as labelled, lawful, paid for openly, and never beside help."""

import pytest

from blog.clinic_checks import State
from editorial.checks.registry import Severity
from tests.editorial.checks.drafts import found

CLINIC, STORY = "blog.clinic", "blog.clinicspotlight"
CHECKED = {"label": "Opening hours", "state": State.CURRENT, "has_source": True}
OFFER = {
    "name": "Spravato",
    "has_label": True,
    "slug": "esketamine",
    "route": "nasal",
    "setting": "clinic",
    "certified": True,
    "watched": True,
}
FACTS = {
    "country": "US",
    "country_name": "United States",
    "live": True,
    "in_order": True,
    "lacking": [],
    "checks": [CHECKED],
    "undated": [],
    "words": [],
    "treatments": [OFFER],
    "paid": {"status": "editorial", "sponsor": "", "is_over": False},
}


def messages(code, kind, **facts):
    return [finding.message for finding in found(code, kind=kind, clinic={**FACTS, **facts})]


def test_they_are_hard_and_say_nothing_of_what_is_in_order():
    for code, kind in (("K1", CLINIC), ("K2", CLINIC), ("K3", STORY), ("K4", STORY)):
        assert messages(code, kind) == [], code
        assert not found(code), code
    (finding,) = found("K1", kind=CLINIC, clinic={**FACTS, "lacking": ["street"]})
    assert finding.severity == Severity.HARD


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"lacking": ["street"]}, "Missing: street."),
        ({"checks": [{**CHECKED, "state": State.MISSING}]}, "write down the source"),
        ({"checks": [{**CHECKED, "has_source": False}]}, "write down the source"),
        ({"checks": [{**CHECKED, "state": State.STALE}]}, "checked too long ago"),
        ({"checks": [{**CHECKED, "state": State.HIDDEN}]}, "checked too long ago"),
    ],
)
def test_k1_names_what_is_missing_or_old(facts, words):
    (message,) = messages("K1", CLINIC, **facts)
    assert words in message
    assert messages("K1", STORY, **facts) == []


KETAMINE = {**OFFER, "name": "Infusion", "slug": "ketamine", "route": "intravenous", "certified": False}


@pytest.mark.parametrize(
    ("offer", "words"),
    [
        ({**OFFER, "certified": False}, "needs the REMS certification"),
        ({**OFFER, "setting": "home"}, "never given at home"),
        ({**OFFER, "setting": "video"}, "never given at home"),
        ({**KETAMINE, "watched": False}, "how patients are watched"),
        # Near misses
        ({**OFFER, "setting": "hospital"}, ""),
        (KETAMINE, ""),
        ({**KETAMINE, "route": "oral", "watched": False}, ""),
        ({**OFFER, "slug": "psilocybin", "certified": False}, ""),
    ],
)
def test_k2_asks_for_what_the_labels_ask(offer, words):
    said = messages("K2", CLINIC, treatments=[offer])
    assert [words in message for message in said] == ([True] if words else [])


@pytest.mark.parametrize(("country", "refused"), [("GB", True), ("IE", False), ("US", False)])
def test_k3_allows_no_story_where_medicines_may_not_be_advertised(country, refused):
    assert bool(messages("K3", STORY, country=country)) is refused
    assert messages("K3", CLINIC, country=country) == [], "the directory may list it"


PAID = {"status": "sponsored", "sponsor": "River Holdings", "is_over": False}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"live": False}, "not public"),
        ({"in_order": False}, "not public"),
        ({"paid": {**PAID, "status": ""}}, "Say who pays"),
        ({"paid": {**PAID, "sponsor": ""}}, "Name who paid"),
        ({"paid": {**PAID, "status": "editorial"}}, "names nobody who paid"),
        ({"paid": {**PAID, "is_over": True}}, "paid time is over"),
        # Near misses
        ({"paid": PAID}, ""),
        ({"paid": {**PAID, "status": "affiliate", "sponsor": ""}}, ""),
    ],
)
def test_k4_asks_who_paid_and_for_a_clinic_that_readers_see(facts, words):
    said = messages("K4", STORY, **facts)
    assert [words in message for message in said] == ([True] if words else [])


def test_k4_asks_for_a_clinic():
    (finding,) = found("K4", kind=STORY, clinic=None)
    assert "Choose the clinic" in finding.message


@pytest.mark.parametrize("help_block", ["safety_information", "harm_reduction"])
def test_p2_keeps_promotion_apart_from_safety(help_block):
    assert found("P2", blocks=["clinic_promotion", help_block])[0].severity == Severity.HARD
    assert found("P2", blocks=[help_block, "clinic_promotion"])
    assert not found("P2", blocks=["clinic_promotion", "image", help_block])
    assert not found("P2", blocks=[help_block])
    assert not found("P2", blocks=["clinic_promotion"])


def test_p2_allows_none_on_a_page_that_speaks_of_a_crisis():
    promoted = ["clinic_promotion"]
    assert found("P2", "She thought of suicide.", blocks=promoted)
    assert found("P2", "Words.", blocks=["clinic_promotion", "image", "image", "urgent_help"])
    assert found("P2", "Words.", title="Suicidal thoughts", blocks=promoted)
    assert not found("P2", "She had a crisis of confidence.", blocks=promoted)
    assert not found("P2", "She thought of suicide.", blocks=["image"])
