"""A central text by hand: the checks find what is wrong while it is written, refuse it in words, and let it go on."""

import pytest
from playwright.sync_api import expect

from blog.models import VolatileFact
from tests.browser.admin import Desk, Findings, wait_until_watched
from tests.browser.conftest import PATIENCE
from tests.newsroom import open_newsroom

BAD, GOOD = "until a miracle happens", "until 31 December 2026"

pytestmark = pytest.mark.checked


def test_an_editor_writes_a_fact_and_mends_it(new_page, live_site, complaints):
    # An automatic save that is under way when somebody presses a button is refused: the button's save came first.
    complaints.allow(r"status of 400 .*/admin/snippets/blog/volatilefact/")
    newsroom = open_newsroom()
    page = Desk(new_page(), newsroom.editor).page
    page.goto("/admin/snippets/blog/volatilefact/add/")
    findings = Findings(page)
    expect(findings.panel).to_contain_text("The checks run as soon as the draft is saved.")
    for name, value in {
        "name": "Telemedicine rule",
        "text": BAD,
        "valid_until": "2099-12-31",
        "source_url": "https://www.dea.gov/rule",
        "as_of": "2026-11-23",
    }.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Submit to").first.click()
    page.locator(".messages").get_by_text("miracle").wait_for()
    page.locator(".messages").get_by_text("Your draft is saved.").wait_for()
    fact = VolatileFact.objects.get()
    assert not fact.workflow_states.exists()

    wait_until_watched(page)
    expect(findings.open().count).to_have_text("1")
    findings.show("C4")
    expect(page.locator("[name=text]")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type(GOOD)
    expect(findings.panel).to_contain_text("Nothing stops this draft.", timeout=PATIENCE)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Submit to").first.click()
    page.locator(".messages .success").wait_for()
    assert fact.workflow_states.count() == 1
    assert VolatileFact.objects.get().get_latest_revision_as_object().text == GOOD
