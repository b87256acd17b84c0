"""A writer cites a reference without touching the mouse, and sees its number and the list."""

import re

from playwright.sync_api import expect

from blog.models import Article
from tests.browser.admin import OVERTAKEN, Desk
from tests.factories import ReferenceFactory
from tests.newsroom import draft_by, open_newsroom

TITLE = "How a nasal spray is given"


def test_a_writer_cites_by_keyboard_and_sees_number_and_list(new_page, live_site, complaints):
    complaints.allow(OVERTAKEN)
    newsroom = open_newsroom()
    ReferenceFactory(title="Another trial", authors_text="Smith J")
    wanted = ReferenceFactory(title="A trial of the spray", authors_text="Zarate CA Jr, et al", year=2006)
    article = draft_by(newsroom, title=TITLE)
    page = new_page()
    editor = Desk(page, newsroom.writer).open_from("Your drafts", TITLE)
    editor.add_to_last_paragraph(" It works")

    page.keyboard.press("Control+Alt+f")
    dialog = page.get_by_role("dialog")
    search = dialog.get_by_label("Search term")
    expect(search).to_be_focused()
    page.keyboard.type("zarate 2006")
    expect(dialog.get_by_role("link", name="Another trial")).to_have_count(0)
    choice = dialog.get_by_role("link", name=re.compile("A trial of the spray"))
    choice.focus()
    page.keyboard.press("Enter")
    dialog.wait_for(state="detached")
    value = page.locator("#panel-child-content-body-content [name$='-value']").last
    expect(value).to_have_value(re.compile("CITATION"))
    page.keyboard.type(" well.")
    expect(value).to_have_value(re.compile(r"\[Zarate 2006\] well\."))
    assert TITLE in editor.save_draft()

    draft = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    source = draft.body[0].value.source
    assert f'works<a linktype="reference" id="{wanted.pk}">[Zarate 2006]</a> well.' in source

    page.goto(f"/admin/pages/{article.pk}/view_draft/")
    mark = page.get_by_role("link", name="Reference 1", exact=True)
    assert mark.inner_text() == "1"
    mark.click()
    note = page.get_by_role("dialog", name="Reference 1")
    expect(note).to_contain_text("A trial of the spray")
    note.get_by_role("link", name="Show it in the list").click()
    assert page.url.endswith(f"#ref-{wanted.pk}")
    page.get_by_role("link", name="Back to use 1 of reference 1").click()
    assert page.url.endswith(f"#cite-{wanted.pk}-1")
    page.emulate_media(media="print")
    assert mark.is_visible()
    assert not page.get_by_role("link", name="Back to use").is_visible()


def test_a_citation_is_removed_as_a_whole(new_page, live_site, complaints):
    complaints.allow(OVERTAKEN)
    newsroom = open_newsroom()
    reference = ReferenceFactory(authors_text="Zarate CA", year=2006)
    text = f'It works<a linktype="reference" id="{reference.pk}">[Zarate 2006]</a>'
    draft_by(newsroom, title=TITLE, body=f'[{{"type": "paragraph", "value": {_json(f"<p>{text}</p>")}}}]')
    page = new_page()
    Desk(page, newsroom.writer).open_from("Your drafts", TITLE)
    page.locator("#panel-child-content-body-content").get_by_role("textbox").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    value = page.locator("#panel-child-content-body-content [name$='-value']").last
    expect(value).not_to_have_value(re.compile("Zarate|CITATION"))
    expect(value).to_have_value(re.compile("It works"))


def _json(text):
    return '"' + text.replace('"', '\\"') + '"'
