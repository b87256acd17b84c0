"""A fact that runs out is put into a text by the button of the toolbar; readers get its words once."""

import re

from playwright.sync_api import expect

from blog.models import Article
from tests.browser.admin import OVERTAKEN, Desk
from tests.central import fact
from tests.newsroom import draft_by, open_newsroom

TITLE = "How doctors prescribe by video"


def test_a_writer_puts_a_fact_into_a_sentence(new_page, live_site, complaints):
    complaints.allow(OVERTAKEN)
    newsroom = open_newsroom()
    wanted = fact("Telemedicine rule", text="until 31 December 2026")
    fact("Another rule", text="until 2030")
    article = draft_by(newsroom, title=TITLE)
    page = new_page()
    editor = Desk(page, newsroom.writer).open_from("Your drafts", TITLE)
    editor.add_to_last_paragraph(" Doctors may prescribe by video then")
    editor.put_fact("Telemedicine rule")
    value = page.locator("#panel-child-content-body-content [name$='-value']").last
    expect(value).to_have_value(re.compile("FACT"))
    entity = page.locator("#panel-child-content-body-content .fact-entity")
    expect(entity).to_have_text("until 31 December 2026")
    page.keyboard.type(" and no longer.")
    expect(value).to_have_value(re.compile(r"until 31 December 2026 and no longer\."))
    assert TITLE in editor.save_draft()

    draft = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    stored = f'<a linktype="fact" id="{wanted.pk}">until 31 December 2026</a> and no longer.'
    assert stored in draft.body[0].value.source

    page.goto(f"/admin/pages/{article.pk}/view_draft/")
    sentence = "Doctors may prescribe by video until 31 December 2026 and no longer."
    paragraph = page.get_by_role("main").get_by_text("Doctors may prescribe by video")
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        assert sentence in paragraph.inner_text()
    # Not a word more for those who read without styles, or have it read out.
    assert page.get_by_role("main").text_content().count("until 31 December 2026") == 1
    assert "until 31 December 2026" in page.get_by_role("main").aria_snapshot()


def test_a_fact_is_removed_as_a_whole(new_page, live_site, complaints):
    complaints.allow(OVERTAKEN)
    newsroom = open_newsroom()
    wanted = fact("Telemedicine rule")
    text = f'<p>By video <a linktype=\\"fact\\" id=\\"{wanted.pk}\\">until 31 December 2026</a></p>'
    draft_by(newsroom, title=TITLE, body=f'[{{"type": "paragraph", "value": "{text}"}}]')
    page = new_page()
    Desk(page, newsroom.writer).open_from("Your drafts", TITLE)
    page.locator("#panel-child-content-body-content").get_by_role("textbox").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Backspace")
    value = page.locator("#panel-child-content-body-content [name$='-value']").last
    expect(value).not_to_have_value(re.compile("December|FACT"))
    expect(value).to_have_value(re.compile("By video"))
