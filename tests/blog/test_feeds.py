"""Feeds are valid Atom and carry what is newest, with absolute addresses, and say what is an advertisement."""

import feedparser
import pytest

from django.utils import timezone

from wagtail.models import Site

from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return TopicFactory(title="Ketamine")


@pytest.fixture
def author():
    return AuthorFactory(title="Mara Example")


@pytest.fixture
def pages(topic, author):
    """An article and a clinic of the topic and the author, an article of nobody, and pages that feeds leave out."""
    StandingPageFactory(title="About us")
    return [
        ArticleFactory(title="Lonely"),
        ArticleFactory(title="Article & more", topics=[topic], authors=[author, AuthorFactory(title="Theo Example")]),
        SpotlightFactory(title="Clinic", topics=[topic], authors=[author]),
    ]


@pytest.fixture(params=["site", "articles", "topic", "author"])
def address(request, topic, author):
    return {
        "site": "/feed/",
        "articles": "/articles/feed/",
        "topic": f"{topic.url}feed/",
        "author": f"{author.url}feed/",
    }[request.param]


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(response.content)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return feed


def titles(client, address):
    return [entry.title for entry in read(client, address).entries]


def test_a_feed_is_valid_and_addresses_are_absolute(client, pages, address):
    feed = read(client, address)
    assert feed.feed.id.startswith("http://")
    assert feed.feed.title
    assert feed.feed.updated_parsed
    assert feed.entries
    for entry in feed.entries:
        assert entry.link.startswith("http://localhost/")
        assert entry.id == entry.link
        assert entry.updated_parsed
        assert entry.published_parsed
        assert entry.summary
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_a_feed_without_entries_is_valid(client, address):
    assert read(client, address).entries == []


def test_a_feed_names_its_own_address(client, pages, address):
    links = {link.rel: link.href for link in read(client, address).feed.links}
    assert links["self"].endswith(address)


def test_each_feed_carries_its_own_pages_newest_first(client, pages, topic, author):
    assert titles(client, "/feed/") == ["Clinic", "Article & more", "Lonely"]
    assert titles(client, "/articles/feed/") == ["Article & more", "Lonely"]
    assert titles(client, f"{topic.url}feed/") == ["Clinic", "Article & more"]
    assert titles(client, f"{author.url}feed/") == ["Clinic", "Article & more"]


def test_an_entry_names_its_authors_and_its_kind(client, pages):
    entry = next(entry for entry in read(client, "/feed/").entries if entry.title == "Article & more")
    assert entry.author == "Mara Example, Theo Example"
    assert [tag.term for tag in entry.tags] == ["Explainer"]


@pytest.mark.parametrize(
    ("status", "relationship", "title"),
    [
        ("sponsored", "client", "Advertisement, paid by Willow Holdings: Willow"),
        ("affiliate", "client", "We may earn money from Willow Clinic: Willow"),
        ("editorial", "client", "Advertising client: this clinic pays us: Willow"),
        ("editorial", "none", "Willow"),
    ],
)
def test_a_clinic_that_paid_is_labelled_in_the_feed(client, status, relationship, title):
    SpotlightFactory(
        title="Willow",
        clinic=ClinicFactory(title="Willow Clinic", commercial_relationship=relationship),
        commercial_status=status,
        sponsor_name="Willow Holdings",
    )
    assert titles(client, "/feed/") == [title]


def test_words_that_look_like_markup_stay_words(client):
    ArticleFactory(title="<b>Bold</b> & ]]> more", summary="<script>alert(1)</script> is text.")
    entry = read(client, "/feed/").entries[0]
    assert "<script" not in client.get("/feed/").text
    assert "Bold" in entry.title


def test_a_feed_carries_thirty_entries_at_most(client, topic):
    for _number in range(32):
        ArticleFactory()
    assert len(read(client, "/feed/").entries) == 30


def test_a_change_moves_the_time_of_the_feed(client):
    page = ArticleFactory()
    before = read(client, "/feed/").feed.updated_parsed
    type(page).objects.update(last_published_at=timezone.now() + timezone.timedelta(days=1))
    assert read(client, "/feed/").feed.updated_parsed > before


def test_the_feeds_of_hubs_carry_the_name_of_hub_and_site(client, topic):
    Site.objects.update(site_name="The Publication")
    assert read(client, f"{topic.url}feed/").feed.title == "Ketamine – The Publication"
    assert read(client, "/feed/").feed.title == "The Publication"
