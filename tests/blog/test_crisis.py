"""Urgent help stands on every page that speaks of a crisis, and no editor can take it away."""

import pytest
from bs4 import BeautifulSoup

from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.checks.current import remembered_rules
from editorial.models import RuleTerm
from tests.central import urgent_help
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    body,
)

pytestmark = pytest.mark.django_db
WORDS = "Thoughts of suicide can come back."
CALM = "Sleep can change."


def help_on(client, page):
    """Return (how many boxes with urgent help there are, whether one stands before the page's own text)."""
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    boxes = soup.select("main .box--urgent")
    text = soup.select_one(".prose")
    return len(boxes), bool(boxes) and text.find(["section", "p", "h2", "div"]) is boxes[0]


@pytest.mark.parametrize(
    "page",
    [
        lambda: ArticleFactory(body=body(CALM, WORDS)),
        lambda: SpotlightFactory(body=body(CALM, WORDS)),
        lambda: StandingPageFactory(body=body(CALM, WORDS)),
        lambda: TopicFactory(introduction=body(CALM, WORDS)),
        lambda: AuthorFactory(biography=f"<p>{CALM}</p><p>{WORDS}</p>"),
    ],
    ids=["article", "clinic", "standing page", "topic", "author"],
)
def test_every_page_that_speaks_of_a_crisis_has_help_after_its_text(client, page):
    assert help_on(client, page()) == (1, False)


def test_the_help_comes_first_where_the_page_is_about_a_crisis(client):
    assert help_on(client, ArticleFactory(title="After a suicide attempt", body=body(CALM))) == (1, True)
    assert help_on(client, ArticleFactory(summary=WORDS, body=body(CALM))) == (1, True)


def test_an_editors_own_block_stays_the_only_one(client):
    page = ArticleFactory(title="After a suicide attempt", body=body(CALM, ("urgent_help", {"note": ""})))
    assert help_on(client, page)[0] == 1


def test_other_pages_have_none(client):
    assert help_on(client, ArticleFactory(title="Ketamine and sleep", body=body(CALM))) == (0, False)


def test_words_deep_in_a_block_count(client):
    faq = ("faq", {"items": [{"question": "And then?", "answer": f"<p>{WORDS}</p>"}]})
    assert help_on(client, ArticleFactory(body=body(CALM, faq)))[0] == 1


def test_the_central_text_is_shown_where_there_is_one(client):
    urgent_help()
    page = ArticleFactory(body=body(WORDS))
    assert "You are not alone." in client.get(page.get_url()).content.decode()


def test_a_word_that_an_editor_adds_counts_at_once(client):
    page = ArticleFactory(title="Ketamine and mood", body=body("Some people give up on life."))
    assert help_on(client, page)[0] == 0
    term = RuleTerm.objects.create(list_name="crisis_words", text="give up on life")
    assert help_on(client, page)[0] == 1
    term.delete()
    assert help_on(client, page)[0] == 0


def test_knowing_the_words_takes_no_query(django_assert_num_queries):
    remembered_rules()
    with django_assert_num_queries(0):
        remembered_rules()


def test_calm_pages_ask_nothing_more(client):
    page = ArticleFactory(title="Ketamine and sleep", body=body(CALM))
    client.get(page.get_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(page.get_url())
    assert not [each for each in queries if "urgenthelp" in each["sql"] or "editorial_rule" in each["sql"]]
