"""Reading an article: contents, citations, tables, pictures, sharing and paper; with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.factories import ArticleFactory, AuthorFactory, PictureFactory, ReferenceFactory, body

HEADINGS = ("What it is", "What trials found", "What to ask")
OVERFLOW = "() => document.scrollingElement.scrollWidth - innerWidth"


@pytest.fixture
def article(live_site):
    """An article with everything that a reader does something with."""
    reference = ReferenceFactory(
        title="A trial of the spray", authors_text="Zarate CA Jr", doi="10.1234/spray", is_retracted=True
    )
    cited = f'<a linktype="reference" id="{reference.pk}">[Zarate]</a>'
    words = " ".join(["Words about what the trials of this medicine did and did not find."] * 40)
    columns = [{"type": "text", "heading": f"A long column heading number {number}"} for number in range(7)]
    rows = [{"values": ["a value in a cell"] * 7}]
    return ArticleFactory(
        title="How a nasal spray is given",
        authors=[AuthorFactory(title="Wanda Example")],
        body=body(
            ("heading", {"text": HEADINGS[0], "level": "h2"}),
            f"It works{cited}. {words}",
            (
                "image",
                {
                    "image": {"image": PictureFactory().pk, "alt_text": "A chart"},
                    "long_description": "Of 100 people, 54 felt better.",
                },
            ),
            ("heading", {"text": HEADINGS[1], "level": "h2"}),
            f"It helped some{cited}. {words}",
            (
                "table",
                {"table": {"columns": columns, "rows": rows, "caption": "Trials"}, "first_column_is_header": True},
            ),
            ("heading", {"text": HEADINGS[2], "level": "h2"}),
            ("questions_for_clinician", {"title": "Questions", "questions": ["Is this use approved?"]}),
            words,
        ),
    )


def test_reading_with_a_keyboard_on_a_wide_screen(new_page, article):
    page = new_page(viewport={"width": 1280, "height": 700})
    page.goto(article.url)

    # The contents list stands open and says where the reader is.
    contents = page.get_by_role("navigation", name="On this page")
    second = contents.get_by_role("link", name=HEADINGS[1])
    expect(second).to_be_visible()
    second.press("Enter")
    expect(second).to_have_attribute("aria-current", "true")
    expect(contents.locator("[aria-current]")).to_have_count(1)
    top = page.get_by_role("heading", name=HEADINGS[1]).bounding_box()["y"]
    assert 0 <= top < 100
    assert contents.locator("details").bounding_box()["y"] >= 0, "it stays in sight"

    # A citation opens in place, and gives the focus back.
    mark = page.get_by_role("link", name="Reference 1", exact=True).nth(1)
    mark.press("Enter")
    note = page.get_by_role("dialog", name="Reference 1")
    expect(note).to_be_visible()
    expect(note).to_be_focused()
    expect(note).to_contain_text("A trial of the spray")
    expect(note.get_by_text("Retracted")).to_be_visible()
    expect(note).not_to_contain_text("Cited:")
    assert note.get_by_role("link", name="doi:10.1234/spray").get_attribute("href") == "https://doi.org/10.1234/spray"
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(mark).to_be_focused()
    expect(mark).to_have_attribute("aria-expanded", "false")
    mark.click()
    note.get_by_role("button", name="Close").click()
    expect(mark).to_be_focused()
    target = page.evaluate(
        "(mark) => { const it = getComputedStyle(mark, '::after'); return [it.width, it.height]; }",
        mark.element_handle(),
    )
    assert all(float(side.removesuffix("px")) >= 24 for side in target)
    mark.press("Enter")
    note.get_by_role("link", name="Show it in the list").click()
    expect(note).to_be_hidden()
    assert page.url.split("#")[1].startswith("ref-")

    # A picture and its long description belong together.
    picture = page.get_by_role("img", name="A chart")
    details = page.locator(f"#{picture.get_attribute('aria-details')}")
    details.get_by_text("What the picture shows").press("Enter")
    expect(details.get_by_text("Of 100 people, 54 felt better.")).to_be_visible()

    # Sharing: plain links, and what the browser can do itself.
    share = page.get_by_role("region", name="Share or keep this page")
    expect(share).to_contain_text(article.url)
    assert (
        share.get_by_role("link", name="Send by mail")
        .get_attribute("href")
        .startswith("mailto:?subject=How%20a%20nasal")
    )
    expect(share.get_by_role("button", name="Print or save as PDF")).to_be_visible()


def test_reading_on_the_smallest_phone(new_page, article):
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(article.url)
    assert page.evaluate(OVERFLOW) <= 0

    # The contents list takes no room until somebody opens it, and goes away with a choice.
    contents = page.get_by_role("navigation", name="On this page")
    link = contents.get_by_role("link", name=HEADINGS[2])
    expect(link).to_be_hidden()
    contents.get_by_text("On this page").click()
    link.click()
    expect(link).to_be_hidden()

    # A wide table scrolls by itself, says so, and is a stop for the keyboard; a narrow one is none.
    table = page.get_by_role("region", name="Trials")
    expect(table).to_have_attribute("tabindex", "0")
    hint = "(box) => getComputedStyle(box.closest('.scroller-box'), '::after').content"
    assert "Scroll sideways" in page.evaluate(hint, table.element_handle())
    page.set_viewport_size({"width": 2000, "height": 900})
    expect(table).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 320, "height": 640})

    # The note of a citation fits the screen.
    page.get_by_role("link", name="Reference 1", exact=True).first.click()
    box = page.get_by_role("dialog", name="Reference 1").bounding_box()
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 320
    assert page.evaluate(OVERFLOW) <= 0


def test_reading_without_scripts(new_page, article):
    page = new_page(java_script_enabled=False, viewport={"width": 1280, "height": 700})
    page.goto(article.url)
    expect(page.get_by_role("navigation", name="On this page").get_by_role("link", name=HEADINGS[1])).to_be_visible()
    page.get_by_role("link", name="Reference 1", exact=True).first.click()
    assert page.url.split("#")[1].startswith("ref-")
    page.get_by_role("link", name="Back to use 2 of reference 1").click()
    assert page.url.split("#")[1].startswith("cite-")
    expect(page.get_by_role("link", name="Send by mail")).to_be_visible()
    expect(page.get_by_role("button", name="Print or save as PDF")).to_be_hidden()
    expect(page.get_by_role("region", name="Trials")).to_have_attribute("tabindex", "0")


def test_paper_for_a_doctor(page, article):
    page.goto(article.url)
    page.emulate_media(media="print")
    paper = page.locator(".paper")
    expect(paper).to_contain_text("Address of this page: http")
    expect(paper).to_contain_text(article.url)
    expect(paper).to_contain_text(article.record.live_fingerprint[:12])
    expect(paper).to_contain_text(f"/proof/{article.pk}/")
    for words in ("Wanda Example", "A trial of the spray", "Of 100 people, 54 felt better."):
        expect(page.get_by_text(words).first).to_be_visible()
    link = page.locator(".references a[href^='https://doi.org']").element_handle()
    assert page.evaluate("(link) => getComputedStyle(link, '::after').content", link).count("(") == 1
    for left_out in (".menu", ".contents", ".share", ".related", ".breadcrumbs", "#citation-note"):
        expect(page.locator(left_out).first).to_be_hidden()
    room = "(item) => parseFloat(getComputedStyle(item).paddingBottom)"
    assert page.evaluate(room, page.locator(".box--questions li").element_handle()) > 50, "room to write"
