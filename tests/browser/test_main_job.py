"""The main job, played by the people whose job it is: write, submit, approve twice, and find what was published.

A word that stands only in the body, and a title that stands nowhere else, tell whether readers know of the article.
"""

import io

import pytest
from PIL import Image

from blog.models import Article
from tests.browser.admin import OVERTAKEN, Desk
from tests.browser.reader import Reader
from tests.newsroom import draft_by, open_newsroom

TITLE, SLUG = "How a nasal spray is given", "how-a-nasal-spray-is-given"
RARE = "quillwort"
ADDRESS = f"/articles/{SLUG}/"
WAITING, SENT_BACK, IN_REVIEW = "Waiting for your approval", "Sent back to you", "Yours, in review"


@pytest.fixture
def newsroom(live_site, complaints):
    complaints.allow(OVERTAKEN)
    return open_newsroom()


@pytest.fixture
def reader(new_page, newsroom, complaints):
    complaints.allow(rf"status of 404 .*{ADDRESS}")  # readers knock in vain, on purpose
    return Reader(new_page(), newsroom)


def drawing():
    """A picture file, as Playwright takes it."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize((1600, 900)).save(file, "PNG")
    return {"name": "spray.png", "mimeType": "image/png", "buffer": file.getvalue()}


def assert_nobody_knows(reader):
    assert reader.status(ADDRESS) == 404
    assert RARE not in reader.page.content()
    assert reader.places_that_know(TITLE, SLUG, RARE) == set()
    assert reader.search(RARE) == []
    assert reader.search(TITLE) == []


def assert_everybody_knows(reader):
    assert reader.status(ADDRESS) == 200
    assert RARE in reader.text()
    assert reader.places_that_know(TITLE, SLUG) == set(reader.places)
    assert reader.search(RARE) == [TITLE]


@pytest.mark.both_databases
def test_an_article_goes_from_a_writers_hands_to_the_readers(new_page, newsroom, reader):
    writer = Desk(new_page(), newsroom.writer)
    writer.upload_picture(
        drawing(),
        title="A spray",
        description="A hand holds a small bottle",
        credit="Drawn by Wanda Example",
        licence="Our own work",
    )
    article = writer.open().write_an_article()
    article.write("title", TITLE)
    article.write("summary", "What happens in the clinic, step by step, and how long it takes.")
    article.choose_picture("A spray")
    article.choose_kind("Guide")
    article.add_author("Wanda Example")
    article.add_topic("Esketamine")
    article.add_heading("Before the first visit")
    article.add_paragraph("The clinic asks what else you take.")
    article.add_heading("In the chair")
    article.add_paragraph(f"You sit, and somebody who knows {RARE} stays near.")
    assert TITLE in article.save_draft()
    assert Article.objects.get().title == TITLE  # autosave and the button made one page, not two
    assert writer.open().titles("Your drafts") == [TITLE]
    assert_nobody_knows(reader)

    article = writer.open_from("Your drafts", TITLE)
    assert "submitted" in article.submit()
    assert writer.open().titles(IN_REVIEW) == [TITLE]
    assert_nobody_knows(reader)

    editor = Desk(new_page(), newsroom.editor)
    assert editor.titles(WAITING) == [TITLE]
    article = editor.open_from(WAITING, TITLE)
    assert not [action for action in article.offers() if "publish" in action.lower()]
    article.approve()
    assert editor.open().titles(WAITING) == []
    assert_nobody_knows(reader)

    reviewer = Desk(new_page(), newsroom.reviewer)
    assert reviewer.titles(WAITING) == [TITLE]
    reviewer.open_from(WAITING, TITLE).approve()
    assert reviewer.open().titles(WAITING) == []

    assert_everybody_knows(reader)
    reader.page.goto(ADDRESS)
    assert reader.page.get_by_role("heading", level=1).inner_text() == TITLE
    assert reader.page.get_by_role("heading", name="In the chair", level=2).count() == 1
    assert reader.page.get_by_role("img", name="A hand holds a small bottle").count() == 1
    assert "Drawn by Wanda Example" in reader.text()
    assert writer.open().titles(IN_REVIEW) == []
    assert reader.cookies() == []


def test_an_article_that_was_sent_back_goes_through_both_approvals_again(new_page, newsroom, reader):
    draft_by(newsroom, title=TITLE, slug=SLUG)
    writer = Desk(new_page(), newsroom.writer)
    writer.open_from("Your drafts", TITLE).submit()

    editor = Desk(new_page(), newsroom.editor)
    comment = "Please say who stays in the room."
    editor.open_from(WAITING, TITLE).request_changes(comment)
    assert editor.open().titles(WAITING) == []
    assert_nobody_knows(reader)

    assert comment in writer.open().line(SENT_BACK, TITLE)
    article = writer.open_from(SENT_BACK, TITLE)
    article.add_to_last_paragraph(f" Somebody who knows {RARE} stays near.")
    article.submit()
    assert writer.open().titles(SENT_BACK) == []
    assert_nobody_knows(reader)

    assert editor.open().titles(WAITING) == [TITLE]
    editor.open_from(WAITING, TITLE).approve()
    assert_nobody_knows(reader)

    reviewer = Desk(new_page(), newsroom.reviewer)
    reviewer.open_from(WAITING, TITLE).approve()
    assert_everybody_knows(reader)
