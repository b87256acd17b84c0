"""The listing of articles: narrowed by kind and topic, split into pages, and helpful where there is nothing to show."""

import pytest

from tests.factories import ArticleFactory, TopicFactory
from tests.project.markup import canonical, robots, tags

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    return TopicFactory(title="Ketamine"), TopicFactory(title="Sleep")


@pytest.fixture
def articles(topics):
    ketamine, sleep = topics
    return [
        ArticleFactory(title="Guide to ketamine", kind="guide", topics=[ketamine]),
        ArticleFactory(title="News of ketamine", kind="news", topics=[ketamine, sleep]),
        ArticleFactory(title="News of sleep", kind="news", topics=[sleep]),
    ]


def titles(response):
    return [card.title for card in response.context["page_obj"].object_list]


def test_all_articles_are_listed_the_newest_first(client, articles):
    assert titles(client.get("/articles/")) == ["News of sleep", "News of ketamine", "Guide to ketamine"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("?kind=news", ["News of sleep", "News of ketamine"]),
        ("?topic=ketamine", ["News of ketamine", "Guide to ketamine"]),
        ("?kind=news&topic=ketamine", ["News of ketamine"]),
        ("?kind=guide&topic=sleep", []),
        ("?kind=&topic=", ["News of sleep", "News of ketamine", "Guide to ketamine"]),
    ],
)
def test_choices_narrow_the_list_together(client, articles, choice, expected):
    assert titles(client.get(f"/articles/{choice}")) == expected


def test_a_choice_that_fits_nothing_offers_the_way_back(client, articles):
    response = client.get("/articles/?kind=guide&topic=sleep")
    assert response.status_code == 200
    assert "Nothing fits all of these" in response.text
    assert 'href="/articles/">Show everything' in response.text


def test_a_list_without_articles_says_so(client):
    response = client.get("/articles/")
    assert response.status_code == 200
    assert "Nothing here yet" in response.text


def test_only_topics_of_articles_are_offered(client, articles):
    TopicFactory(title="Unused")
    topic = next(facet for facet in client.get("/articles/").context["facets"] if facet.name == "topic")
    assert [option.label for option in topic.options] == ["Ketamine", "Sleep"]


def test_every_choice_keeps_the_others_and_can_be_taken_back(client, articles):
    context = client.get("/articles/?kind=news&topic=sleep").context
    assert context["active_filters"] == [
        {"label": "News", "remove_url": "/articles/?topic=sleep"},
        {"label": "Sleep", "remove_url": "/articles/?kind=news"},
    ]
    kind = next(facet for facet in context["facets"] if facet.name == "kind")
    assert next(option.url for option in kind.options if option.value == "guide") == "/articles/?kind=guide&topic=sleep"
    assert next(option.url for option in kind.options if option.selected) == "/articles/?topic=sleep"


def test_search_engines_are_asked_to_leave_narrowed_lists_out(client, articles):
    narrowed = client.get("/articles/?kind=news")
    assert robots(narrowed) == ["noindex, follow"]
    assert canonical(narrowed) == ["http://localhost/articles/"]
    assert robots(client.get("/articles/")) == []


def test_the_canonical_address_names_the_page_of_the_list_and_nothing_else(client):
    for _number in range(13):
        ArticleFactory()
    assert canonical(client.get("/articles/?utm_source=x")) == ["http://localhost/articles/"]
    assert canonical(client.get("/articles/?page=1")) == ["http://localhost/articles/"]
    assert canonical(client.get("/articles/?page=2&utm_source=x")) == ["http://localhost/articles/?page=2"]


def test_paging_shows_each_article_once_and_keeps_the_choice(client):
    made = [ArticleFactory(kind="news").title for _number in range(27)]
    ArticleFactory(kind="guide")
    pages = [client.get(f"/articles/?kind=news&page={number}") for number in (1, 2, 3)]
    assert [len(titles(page)) for page in pages] == [12, 12, 3]
    assert sorted(title for page in pages for title in titles(page)) == sorted(made)
    assert [link["href"] for link in tags(pages[0], "a", rel="next")] == ["?kind=news&page=2"]
