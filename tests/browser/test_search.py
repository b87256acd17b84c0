"""Searching in a real browser: suggestions by keyboard, pointer and screen reader, results, and without script."""

import re
import time

import pytest
from playwright.sync_api import expect

from search.models import SearchCount
from tests.browser.axe import barriers
from tests.factories import ArticleFactory, ClinicFactory, TopicFactory, body


@pytest.fixture
def zebras(live_site):
    """A hub, an article and a clinic about zebras."""
    hub = TopicFactory(title="Zebra", synonyms="Stripy horse")
    article = ArticleFactory(
        title="Zebras at night", body=body("Words.", ("heading", {"text": "Stripes", "level": "h2"}), "Zebra stripes.")
    )
    return {"site": live_site.url, "hub": hub, "article": article, "clinic": ClinicFactory(title="Zebra Clinic")}


@pytest.fixture
def field(page, zebras):
    """The search field of an empty search page, with the cursor in it."""
    page.goto(f"{zebras['site']}/search/")
    found = page.locator("#search-main")
    found.focus()
    expect(found).to_have_role("combobox")
    return found


def options(page):
    return page.locator("#search-main ~ [role=listbox] [role=option]")


def test_suggestions_are_a_combobox_that_the_keyboard_goes_through(page, field, zebras):
    field.press_sequentially("zeb")
    expect(options(page)).to_have_count(3)
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#search-main ~ [role=status]")).to_have_text("Suggestions: 3")
    assert barriers(page) == []
    field.press("ArrowUp")
    expect(options(page).nth(2)).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    field.press("ArrowDown")
    chosen = options(page).first
    expect(chosen).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    expect(field).to_be_focused()
    expect(field).to_have_value("zeb")
    field.press("Enter")
    page.wait_for_url(zebras["hub"].full_url)


def test_escape_closes_the_list_and_enter_searches_for_what_was_typed(page, field, zebras):
    field.press_sequentially("zebra")
    expect(options(page)).to_have_count(3)
    field.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("zebra")
    field.press("Alt+ArrowDown")
    expect(options(page).first).to_be_visible()
    field.press("Enter")
    page.wait_for_url("**/search/?q=zebra")
    assert page.get_by_role("status").first.inner_text() == "3 pages found for “zebra”"


def test_a_pointer_chooses_too_and_leaving_the_field_closes_the_list(page, field, zebras):
    field.press_sequentially("stripy")
    expect(options(page)).to_have_text(["Stripy horse Topic: Zebra"])
    page.locator("h1").click()
    expect(options(page).first).to_be_hidden()
    field.click()
    field.press("ArrowDown")
    options(page).first.click()
    page.wait_for_url(zebras["hub"].full_url)


def test_a_list_of_an_older_beginning_never_replaces_a_newer_one(page, field):
    page.route("**/suggestions/?q=ze", lambda route: page.wait_for_timeout(400) or route.continue_())
    field.press_sequentially("ze")
    page.wait_for_timeout(200)
    field.press_sequentially("bras")
    expect(options(page)).to_have_text(["Zebras at night Article"])
    page.wait_for_timeout(500)
    expect(options(page)).to_have_text(["Zebras at night Article"])


def test_words_of_a_crisis_are_answered_with_lines_to_call(page, field):
    field.press_sequentially("i want to die")
    expect(options(page).last).to_have_text("Talk to a person now: all crisis lines")
    assert barriers(page) == []
    field.press("ArrowUp")
    field.press("Enter")
    page.wait_for_url("**/search/#crisis-help")
    assert page.evaluate("document.querySelector('#crisis-help').getBoundingClientRect().top < innerHeight")


def test_the_field_of_every_page_suggests(page, zebras):
    page.goto(zebras["article"].full_url)
    field = page.locator("#search-top")
    field.click()
    field.press_sequentially("zebra cl")
    expect(page.get_by_role("option")).to_have_text(["Zebra Clinic Clinic"])


def test_results_are_counted_when_they_are_opened(page, zebras):
    page.goto(f"{zebras['site']}/search/?q=zebra")
    with page.expect_request("**/search/opened/") as sent:
        page.get_by_role("link", name=re.compile("Zebras at night")).first.click()
    page.wait_for_url(f"**{zebras['article'].url}*")
    assert "cookie" not in sent.value.headers
    deadline = time.monotonic() + 10  # the browser sends it while the next page is on its way
    while not SearchCount.objects.filter(clicks=1).exists() and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert [(row.query, row.searches, row.clicks) for row in SearchCount.objects.all()] == [("zebra", 1, 1)]


def test_a_part_of_a_page_is_reached_by_its_own_link(page, zebras):
    page.goto(f"{zebras['site']}/search/?q=zebra+stripes")
    page.get_by_role("link", name="Part of the page: Stripes").click()
    page.wait_for_url(f"**{zebras['article'].url}#stripes")


def test_results_on_a_phone_and_on_a_desk_have_no_barrier(page, zebras):
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for words in ("zebra", "clinic+near+wichita", "i+want+to+die", "zebra&kind=clinic&topic=none"):
            page.goto(f"{zebras['site']}/search/?q={words}")
            assert barriers(page) == [], words
            assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), words


def test_without_script_the_form_is_a_form(browser, zebras):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{zebras['site']}/search/")
    page.locator("#search-main").fill("zebra")
    page.locator("#search-main").press("Enter")
    page.wait_for_url("**/search/?q=zebra")
    assert page.locator(".entries h2").all_inner_texts() == ["Zebra", "Zebras at night", "Zebra Clinic"]
    context.close()
