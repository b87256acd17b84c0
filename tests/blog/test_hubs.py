"""Topic hubs and author pages list everything of theirs, of any type."""

import pytest

from tests.factories import ArticleFactory, AuthorFactory, SpotlightFactory, TopicFactory
from tests.project.markup import tags

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["topic", "author"])
def hub(request):
    """A hub with an article and a clinic of its own, among others that are not."""
    page = TopicFactory(title="Ketamine") if request.param == "topic" else AuthorFactory(title="Mara Example")
    ties = {"topics": [page]} if request.param == "topic" else {"authors": [page]}
    ArticleFactory(title="The article", **ties)
    SpotlightFactory(title="The clinic", **ties)
    ArticleFactory(title="Another article")
    return page


def titles(response):
    hub = response.context.get("hub")
    if hub:  # the first page of a topic
        cards = [card for group in hub["groups"] for card in group["cards"]]
        return [card.title for card in [*hub["spotlights"], *cards]]
    return [card.title for card in response.context["page_obj"].object_list]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("", ["The clinic", "The article"]),
        ("?type=article", ["The article"]),
        ("?type=clinicspotlight", ["The clinic"]),
    ],
)
def test_a_hub_lists_its_own_pages_and_is_narrowed_by_type(client, hub, choice, expected):
    assert titles(client.get(hub.url + choice)) == expected


def test_a_hub_names_its_feed(client, hub):
    feeds = tags(client.get(hub.url), "link", type="application/atom+xml")
    assert [(feed["title"], feed["href"]) for feed in feeds] == [(hub.title, f"{hub.url}feed/")]


def test_topics_are_grouped_by_kind_and_counted(client):
    ketamine = TopicFactory(title="Ketamine", kind="treatment")
    TopicFactory(title="Depression", kind="condition")
    ArticleFactory(topics=[ketamine])
    groups = client.get("/topics/").context["groups"]
    assert [
        (str(group["label"]), [(topic.title, topic.page_count) for topic in group["topics"]]) for group in groups
    ] == [
        ("Conditions", [("Depression", 0)]),
        ("Treatments", [("Ketamine", 1)]),
    ]


def test_reviewers_and_writers_are_listed_apart(client):
    AuthorFactory(title="Writing Person")
    AuthorFactory(title="Reviewing Person", is_medical_reviewer=True)
    context = client.get("/authors/").context
    assert [person.title for person in context["writers"]] == ["Writing Person"]
    assert [person.title for person in context["reviewers"]] == ["Reviewing Person"]


@pytest.mark.parametrize(
    ("address", "words"),
    [("/topics/", "No topics yet"), ("/authors/", "Nobody here yet"), ("/", "Nothing published yet")],
)
def test_an_empty_publication_says_so(client, address, words):
    assert words in client.get(address).text


def test_other_names_of_a_topic_are_shown_on_one_line(client):
    topic = TopicFactory(title="Esketamine", synonyms="Spravato\n\n S-ketamine ")
    assert "Also called: Spravato, S-ketamine" in client.get(topic.url).text
