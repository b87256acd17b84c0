"""Feeds are valid Atom and carry the whole text of what is newest, and say what is an advertisement."""

from datetime import UTC, date, datetime
from unittest import mock

import feedparser
import pytest

from django.http import Http404
from django.utils import timezone

from wagtail.models import Page, Site

from blog.citations import citation
from blog.models import Article, ArticleIndex, UrgentHelp
from editorial import ledger, triggers
from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from home.models import PublicationSettings
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    PictureFactory,
    ReferenceFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    body,
)
from tests.publishing import put_live, unguarded

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
    assert feed.feed.id.startswith("urn:uuid:")
    assert feed.feed.language == "en"
    assert feed.feed.title
    assert feed.feed.updated_parsed
    assert feed.entries
    for entry in feed.entries:
        assert entry.link.startswith("http://localhost/")
        assert entry.id.startswith("urn:uuid:")
        assert entry.updated_parsed
        assert entry.published_parsed
        assert entry.summary
        assert "<p>" in entry.content[0].value
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
    assert [(author.name, author.href) for author in entry.authors] == [
        ("Mara Example", "http://localhost/authors/mara-example/"),
        ("Theo Example", "http://localhost/authors/theo-example/"),
    ]
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
    PublicationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"name": "The Publication"}
    )
    assert read(client, f"{topic.url}feed/").feed.title == "Ketamine – The Publication"
    assert read(client, "/feed/").feed.title == "The Publication"


def content(client, address="/feed/", number=0):
    return read(client, address).entries[number].content[0].value


def test_an_entry_has_the_whole_text_with_plain_numbers_and_the_sources_at_its_end(client, topic):
    reference = ReferenceFactory(title="A trial of sleep", pmid="123", is_retracted=True)
    link = f'<a linktype="page" id="{topic.pk}">ketamine</a>'
    ArticleFactory(body=body(f"Sleep came back {citation(reference)} with {link}.", ("image", _image("A drawing"))))
    text = content(client)
    assert '<p>Sleep came back<sup>1</sup> with <a href="http://localhost/topics/ketamine/">ketamine</a>.</p>' in text
    assert text.index("Sleep came back") < text.index("References") < text.index("A trial of sleep")
    assert "Retracted" in text
    assert 'src="http://localhost/media/' in text
    assert 'alt="A drawing"' in text
    for sign in ("#ref-", "#cite-", "<svg", "<picture", "class=", 'href="/', 'src="/'):
        assert sign not in text, sign


def _image(alt):
    return {"image": {"image": PictureFactory().pk, "alt_text": alt, "decorative": False}, "caption": ""}


def test_an_entry_brings_help_where_the_page_speaks_of_a_crisis(client):
    ArticleFactory(title="Suicide and ketamine")
    text = content(client)
    assert text.index("If you need help now") < text.index("Some words about")
    assert 'href="http://localhost/articles/suicide-and-ketamine/#crisis-help"' in text
    assert not UrgentHelp.objects.exists()


def test_an_advertisement_says_so_before_all_else_in_its_text_too(client):
    SpotlightFactory(commercial_status="sponsored", sponsor_name="Willow")
    assert content(client).startswith("<p><strong>Advertisement, paid by Willow</strong></p>")
    assert "Willow paid for this page." in content(client)


def test_invented_content_says_so(client):
    ArticleFactory(is_demo=True)
    assert content(client).startswith("<div> <p>Demonstration content.")


def test_an_entry_keeps_its_id_when_its_address_changes(client):
    page, topic = ArticleFactory(slug="old"), TopicFactory(slug="old-topic")
    entry, feed = read(client, "/feed/").entries[0].id, read(client, "/topics/old-topic/feed/").feed.id
    page.slug, topic.slug = "new", "new-topic"
    with unguarded():
        page.save()
        topic.save()
    assert read(client, "/feed/").entries[0].link == "http://localhost/articles/new/"
    assert read(client, "/feed/").entries[0].id == entry
    assert read(client, "/topics/new-topic/feed/").feed.id == feed


def test_publishing_the_same_words_again_is_no_change(client):
    page = ArticleFactory()
    days = [datetime(2026, 5, day, 12, tzinfo=UTC) for day in (1, 2, 3, 4, 5)]
    record(page, days[0], Event.PUBLISHED, "other words")
    record(page, days[1], Event.PUBLISHED, fingerprint(page))
    record(page, days[2], Event.PUBLISHED, fingerprint(page))
    Article.objects.update(last_published_at=days[2])
    assert read(client, "/feed/").entries[0].updated == days[1].isoformat()
    record(page, days[3], Event.WITHDRAWN, fingerprint(page))
    record(page, days[4], Event.PUBLISHED, fingerprint(page))
    assert read(client, "/feed/").entries[0].updated == days[4].isoformat()


def record(page, moment, event, words):
    with mock.patch.object(ledger, "_now", return_value=moment):
        ledger.append(event, page, words)


def test_a_feed_that_did_not_change_is_not_sent_again(client, pages, address):
    answer = client.get(address)
    again = client.get(address, headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(address, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 304
    assert client.get(address, headers={"if-none-match": '"another"'}).status_code == 200
    assert client.head(address).status_code == 200


def test_a_text_is_made_anew_when_anything_is_published(client):
    ArticleFactory(title="Suicide and ketamine")
    assert "Ask somebody you trust" not in content(client)
    put_live(UrgentHelp.objects.create(introduction="<p>Ask somebody you trust.</p>", as_of=date(2026, 1, 2)))
    assert "Ask somebody you trust" in content(client)


def test_words_that_changed_behind_the_gate_are_not_sent(client):
    page = ArticleFactory(title="Approved")
    assert titles(client, "/feed/") == ["Approved"]
    triggers.drop()
    Page.objects.filter(pk=page.pk).update(title="Tampered")
    assert titles(client, "/feed/") == []


def test_signs_that_xml_cannot_hold_are_left_out(client):
    ArticleFactory(title="A bell\x07 rings", body=body("It rings\x0b."))
    assert read(client, "/feed/").entries[0].title == "A bell rings"
    assert "It rings." in content(client)


def test_a_feed_carries_the_pages_of_its_own_site_only(client):
    ArticleFactory(title="Ours")
    assert titles(client, "/feed/") == ["Ours"]
    Site.objects.create(hostname="testserver", root_page=StandingPageFactory())
    assert titles(client, "/feed/") == []


def test_without_a_site_there_is_no_feed_and_no_error(client):
    ArticleFactory()
    Site.objects.all().delete()
    assert client.get("/feed/").status_code == 404


def test_a_listing_outside_of_every_site_has_no_feed_and_raises_no_error(rf):
    index = ArticleIndex.objects.get()
    Site.objects.all().delete()
    with pytest.raises(Http404):
        index.feed(rf.get("/articles/feed/"))
