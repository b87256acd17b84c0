"""A writer's first article by hand: bad words are pasted, found, mended one by one, and what is left is submitted."""

import re

import pytest
from playwright.sync_api import expect

from blog.models import Article
from editorial.ledger import Event
from editorial.models import LedgerEntry
from tests.browser.admin import OVERTAKEN, Desk, Editor, Findings
from tests.browser.conftest import PATIENCE
from tests.newsroom import open_newsroom
from tests.sound import SUMMARY, TITLE, make_sources

BEFORE = (
    "The clinic asks which medicines you take and measures your blood pressure. You eat nothing for two hours before"
    " the visit. Somebody has to take you home, because you may not drive until the next day."
)
PROMISE, STORY = "Esketamine is a miracle. ", "Our testimonials prove that it helps. "
CHAIR = (
    "You sit in a chair and use the spray yourself while a nurse watches. In one trial the spray was compared with a"
    " dummy spray. The nurse stays near for two hours and measures your blood pressure again"
)

pytestmark = pytest.mark.checked


@pytest.fixture
def newsroom(live_site, complaints):
    # An automatic save that is under way when somebody presses a button is refused: the button's save came first.
    complaints.allow(OVERTAKEN)
    return open_newsroom()


def rewrite(page, words):
    """Replace the words that have the focus."""
    expect(page.locator("[contenteditable=true]:focus")).to_have_count(1)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def test_a_bad_article_is_pasted_mended_and_submitted(new_page, newsroom):
    sources = make_sources(newsroom.topic)
    writer = Desk(new_page(), newsroom.writer)
    page = writer.page
    article = writer.write_an_article().wait_until_watched()
    findings = Findings(page)
    article.write("title", TITLE)
    article.write("summary", SUMMARY)
    article.choose_kind("Guide")
    article.add_author("Wanda Example")
    article.add_topic("Esketamine")
    article.add_heading("Before the first visit")
    article.add_paragraph(BEFORE)
    article.add_heading("In the chair with the spray")
    article.paste_paragraph(PROMISE + STORY + CHAIR)

    # Nobody saves: the draft saves itself, and the list comes without a reload.
    expect(findings.count).to_be_visible(timeout=PATIENCE)
    findings.open()
    expect(findings.line("C4")).to_have_count(1, timeout=PATIENCE)
    for code in ("C0", "C3", "M1"):
        expect(findings.line(code).first).to_be_visible()
    assert re.search(r"/admin/pages/\d+/edit/", page.url)
    expect(findings.line("C4")).to_contain_text("miracle")

    findings.show("C4")
    rewrite(page, STORY + CHAIR)
    expect(findings.line("C4")).to_have_count(0, timeout=PATIENCE)
    expect(findings.line("C3")).to_have_count(1)

    # A citation by the button of the toolbar, where the finding says.
    page.keyboard.press("Control+End")
    article.cite(sources["trial"].title)
    page.keyboard.type(". A review of several trials came later")
    article.cite(sources["review"].title)
    page.keyboard.type(".")
    page.locator("#panel-child-content-body-content").get_by_role("textbox").nth(1).click()
    page.keyboard.press("Control+End")
    article.cite(sources["guideline"].title)
    expect(findings.line("C0")).to_have_count(0, timeout=PATIENCE)
    article.add_safety_information(sources["safety"].title)
    expect(findings.line("M1")).to_have_count(0, timeout=PATIENCE)
    expect(findings.count).to_have_text("1")

    # Submitted with one error left: refused in words, and nothing that was typed is lost.
    article._open_actions()
    page.get_by_role("button", name="Submit to").first.click()
    page.locator(".messages").get_by_text("testimonials").wait_for()
    page.locator(".messages").get_by_text("Your draft is saved.").wait_for()
    draft = Article.objects.get().get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == [
        *("heading", "paragraph", "heading", "paragraph", "safety_information"),
    ]
    assert [block.value.source.count("linktype=") for block in draft.body if block.block_type == "paragraph"] == [1, 2]
    assert not LedgerEntry.objects.about(draft).filter(event=Event.SUBMITTED).exists()

    article = Editor(page).wait_until_watched()
    findings.open().show("C3")
    expect(page.locator("[contenteditable=true]:focus")).to_have_count(1)
    page.keyboard.press("Control+Home")
    for _word in STORY.split():
        page.keyboard.press("Control+Delete")
    expect(findings.line("C3")).to_have_count(0, timeout=PATIENCE)
    expect(findings.panel).to_contain_text("Nothing stops this draft.")
    assert "submitted" in article.submit()
    submitted = LedgerEntry.objects.about(draft).get(event=Event.SUBMITTED)
    assert submitted.person == str(newsroom.writer.pk)
    assert Article.objects.get().current_workflow_task.name == "Editor"
