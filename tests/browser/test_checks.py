"""The checks as a writer meets them: a bad article is mended finding by finding, an editor waives one, all is kept."""

import pytest
from playwright.sync_api import expect

from blog.models import Article
from editorial.ledger import Event
from editorial.models import LedgerEntry
from tests.browser.admin import OVERTAKEN, Desk, Editor, Findings
from tests.browser.conftest import PATIENCE
from tests.factories import StandingPageFactory, body
from tests.newsroom import open_newsroom

TITLE = "How we answer letters"
SUMMARY = "Who reads the letters that you write to us, how long an answer takes, and what we cannot tell you."
PROMISE = "Our answer is a miracle."
PRAISE = "The answers are amazing."
STORY = "We print testimonials every week."
GOOD = "We answer each letter within a week, and a second person reads the answer before we send it."

pytestmark = pytest.mark.checked


@pytest.fixture
def newsroom(live_site, complaints):
    # An automatic save that is under way when somebody presses a button is refused: the button's save came first.
    complaints.allow(OVERTAKEN)
    return open_newsroom()


@pytest.fixture
def draft(newsroom):
    """A standing page of the managing editor's: one approval is asked for it."""
    page = StandingPageFactory(
        title=TITLE,
        slug="letters",
        summary=SUMMARY,
        live=False,
        owner=newsroom.managing_editor,
        body=body(PROMISE, STORY, PRAISE),
    )
    page.save_revision(user=newsroom.managing_editor)
    return page


def rewrite(page, words):
    """Replace the words that have the focus: a finding's button led there."""
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def test_a_writer_mends_a_bad_draft_finding_by_finding_and_submits(new_page, newsroom, draft):
    writer = Desk(new_page(), newsroom.managing_editor)
    page = writer.page
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    editor = Editor(page)
    editor._open_actions()
    page.get_by_role("button", name="Submit to").first.click()
    page.locator(".messages").get_by_text("miracle").wait_for()
    page.locator(".messages").get_by_text("Your draft is saved.").wait_for()
    assert not draft.workflow_states.exists()

    Editor(page).wait_until_watched()
    panel = Findings(page).open()
    expect(panel.count).to_have_text("2")
    for code, left in (("C4", "1"), ("C3", None)):
        panel.line(code).get_by_role("link", name="Show").click()
        expect(page.locator("[contenteditable=true]:focus")).to_have_count(1)
        rewrite(page, GOOD)
        # The draft saves itself, and the list follows.
        expect(panel.line(code)).to_have_count(0, timeout=PATIENCE)
        if left:
            expect(panel.count).to_have_text(left)
        else:
            expect(panel.count).to_be_hidden()
    expect(panel.panel).to_contain_text("Nothing stops this draft.")

    praise = panel.line("C5")
    praise.get_by_text("Dismiss", exact=False).first.click()
    praise.get_by_label("Reason").fill("Quoted.")
    praise.get_by_role("button", name="Dismiss with this reason").click()
    expect(praise.get_by_role("alert")).to_contain_text("Give the reason in a sentence")
    expect(praise.get_by_label("Reason")).to_have_value("Quoted.")
    praise.get_by_label("Reason").fill("A headline that we quote.")
    praise.get_by_role("button", name="Dismiss with this reason").click()
    expect(praise).to_have_count(0)
    expect(panel.panel).to_contain_text("1 waived or dismissed")

    assert "submitted" in editor.submit()
    assert draft.workflow_states.count() == 1


def test_a_waiver_by_an_editor_stands_in_the_timeline(new_page, newsroom, draft):
    draft.body = draft._meta.get_field("body").to_python(body(STORY))
    draft.save_revision(user=newsroom.managing_editor)
    editor = Desk(new_page(), newsroom.editor)
    page = editor.page
    page.goto(f"/admin/pages/{draft.pk}/edit/")
    Editor(page)
    panel = Findings(page).open()
    line = panel.line("C3")
    line.get_by_text("Waive", exact=False).first.click()
    line.get_by_label("Reason").fill("We print them as letters, not as evidence.")
    line.get_by_role("button", name="Waive with this reason").click()
    expect(panel.panel).to_contain_text("Waived by Edda Example (Editors)")
    expect(panel.count).to_be_hidden()
    entry = LedgerEntry.objects.about(draft).get(event=Event.WAIVED)
    assert entry.details["code"] == "C3"

    # Taken back in place, and given again.
    panel.panel.get_by_text("1 waived or dismissed").click()
    panel.panel.get_by_role("button", name="Take back").click()
    expect(panel.count).to_have_text("1")
    expect(panel.panel.locator(".findings__sum")).to_be_focused()
    assert LedgerEntry.objects.about(draft).filter(event=Event.REOPENED).count() == 1
    line.get_by_text("Waive", exact=False).first.click()
    line.get_by_label("Reason").fill("They stay letters, whoever asks.")
    line.get_by_role("button", name="Waive with this reason").click()
    expect(panel.count).to_be_hidden()

    page.goto(f"/admin/editorial/timeline/wagtailcore.page/{draft.pk}/")
    expect(page.get_by_text("A waiver of a finding was taken back")).to_be_visible()
    expect(page.get_by_text("A finding of the automatic checks was waived")).to_have_count(2)
    expect(page.get_by_text("We print them as letters, not as evidence.")).to_be_visible()


def test_a_new_article_has_a_panel_and_shows_findings_once_it_is_saved(new_page, newsroom):
    writer = Desk(new_page(), newsroom.writer)
    article = writer.write_an_article()
    article.write("title", TITLE)
    article.write("summary", SUMMARY)
    article.add_paragraph(PROMISE)
    panel = Findings(writer.page)
    expect(panel.panel).to_contain_text("The checks run as soon as the draft is saved.")
    article.save_draft()
    panel.open()
    expect(panel.line("C4")).to_have_count(1)
    assert Article.objects.count() == 1
    why = panel.line("C4").get_by_role("link", name="Why?")
    writer.page.goto(why.get_attribute("href"))
    expect(writer.page.get_by_text("Nobody: it must be mended.")).to_be_visible()
