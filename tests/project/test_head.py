"""The head of every page: complete for those that engines may keep, silent for those that they may not."""

import json

import pytest
from bs4 import BeautifulSoup

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Page, Site

from blog.models.story import StoryMixin
from editorial import withdrawal
from editorial.models import PublicationRecord
from home.models import PublicationSettings
from pages import structured
from pages.meta import locale_of
from pages.publication import PublicationPage
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    UserFactory,
    attach,
)
from tests.project.markup import canonical, robots, tags
from tests.project.publication import picture_with_sizes
from tests.publishing import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

INDEXES = {
    "home": "/",
    "articles": "/articles/",
    "clinics": "/clinics/",
    "authors": "/authors/",
    "spotlights": "/spotlights/",
    "topics": "/topics/",
}
FACTORIES = {
    "article": ArticleFactory,
    "clinic": ClinicFactory,
    "clinic spotlight": SpotlightFactory,
    "author": AuthorFactory,
    "topic": TopicFactory,
    "standing page": StandingPageFactory,
}
WANTED = (
    "og:site_name",
    "og:type",
    "og:title",
    "og:description",
    "og:url",
    "og:locale",
    "og:image",
    "og:image:type",
    "og:image:width",
    "og:image:height",
    "og:image:alt",
    "twitter:card",
    "twitter:title",
    "twitter:description",
    "twitter:image",
    "twitter:image:alt",
)


def head(response):
    """Return {property or name: [contents]} of a page."""
    found = {}
    for meta in tags(response, "meta"):
        found.setdefault(meta.get("property") or meta.get("name"), []).append(meta.get("content"))
    return found


@pytest.fixture(params=[*INDEXES, *FACTORIES])
def address(request):
    return INDEXES.get(request.param) or FACTORIES[request.param]().url


def test_every_page_has_a_complete_head(client, address):
    response = client.get(address)
    found = head(response)
    assert canonical(response) == [f"http://localhost{address}"]
    assert found["og:url"] == canonical(response)
    assert found["description"] == found["og:description"] == found["twitter:description"]
    assert robots(response) == []
    for name in WANTED:
        assert len(found.get(name, [])) == 1, name
        assert found[name][0], name
    assert (found["og:image:width"], found["og:image:height"]) == (["1200"], ["630"])
    assert found["og:locale"] == ["en_US"]
    assert found["og:image"][0].startswith("http://localhost/social/")


def test_nothing_is_asked_of_the_database_for_machines_alone(client, address, monkeypatch):
    author, topics = AuthorFactory(), [TopicFactory(), TopicFactory(kind="condition")]
    if address.startswith(("/articles/a", "/clinics/a")):
        with unguarded():
            attach(Page.objects.get(url_path=f"/home{address}"), [author], topics)
    PublicationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"logo": picture_with_sizes()}
    )
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert "application/ld+json" in client.get(address).text
    monkeypatch.setattr(structured, "script", lambda describe, context: "")
    monkeypatch.setattr(PublicationPage, "get_meta", lambda page, request: {"canonical": "", "title": page.title})
    monkeypatch.setattr(StoryMixin, "get_meta", PublicationPage.get_meta)
    with CaptureQueriesContext(connection) as bare:
        assert "application/ld+json" not in client.get(address).text
    assert len(asked) == len(bare)


def test_the_host_is_the_one_of_the_site_and_not_of_the_request(client):
    Site.objects.update(hostname="www.example.org", port=443)
    response = client.get(ArticleFactory(slug="sleep").url)
    assert canonical(response) == ["https://www.example.org/articles/sleep/"]
    assert head(response)["og:image"][0].startswith("https://www.example.org/social/")


def test_an_article_says_when_by_whom_and_about_what(client):
    author, topics = AuthorFactory(slug="mara"), [TopicFactory(title="Ketamine"), TopicFactory(title="Sleep")]
    first = timezone.now().replace(year=2025, microsecond=0)
    page = ArticleFactory(authors=[author], topics=topics, first_published_at=first)
    found = head(client.get(page.url))
    assert found["og:type"] == ["article"]
    assert found["article:published_time"] == [first.isoformat()]
    assert found["article:modified_time"] == [page.last_published_at.replace(microsecond=0).isoformat()]
    assert found["article:author"] == ["http://localhost/authors/mara/"]
    assert found["article:section"] == ["Ketamine"]
    assert found["article:tag"] == ["Ketamine", "Sleep"]


def test_what_is_no_article_has_no_dates(client):
    found = head(client.get(TopicFactory().url))
    assert found["og:type"] == ["website"]
    assert not [name for name in found if name and name.startswith("article:")]
    assert head(client.get(AuthorFactory().url))["og:type"] == ["profile"]


def test_advertising_says_so_first_in_social_networks(client):
    page = SpotlightFactory(title="Willow", commercial_status="sponsored", sponsor_name="Willow Holdings")
    found = head(client.get(page.url))
    for name in ("og:title", "twitter:title", "og:image:alt"):
        assert found[name][0].startswith("Advertisement, paid by Willow Holdings"), name


def test_a_title_of_its_own_stands_in_social_networks_only(client):
    response = client.get(ArticleFactory(title="Long title", social_title="Short").url)
    assert head(response)["og:title"] == ["Short"]
    assert "<title>Long title</title>" in response.text


def test_a_further_page_of_a_list_has_its_own_address_and_title(client):
    for _number in range(13):
        ArticleFactory()
    response = client.get("/articles/?page=2")
    assert canonical(response) == head(response)["og:url"] == ["http://localhost/articles/?page=2"]
    assert robots(response) == []
    assert "<title>Articles – page 2</title>" in response.text


def test_a_narrowed_list_leads_to_the_whole_one(client):
    for _number in range(13):
        ArticleFactory(kind="news")
    for address in ("/articles/?kind=news", "/articles/?kind=news&page=2"):
        response = client.get(address)
        assert robots(response) == ["noindex, follow"]
        assert canonical(response) == ["http://localhost/articles/"]


def withdrawn():
    page = ArticleFactory()
    withdrawal.withdraw(page, UserFactory(role="Editors"), "A reason.", PublicationRecord.Answer.GONE)
    return page.url


@pytest.mark.parametrize(
    ("address_of", "status"),
    [
        (lambda: "/search/", 200),
        (lambda: "/search/?q=sleep", 200),
        (lambda: f"/proof/{ArticleFactory().pk}/", 200),
        (lambda: "/nothing/", 404),
        (withdrawn, 410),
    ],
    ids=["empty search", "search", "proof", "nothing there", "taken down"],
)
def test_what_engines_shall_not_keep_has_no_address_and_describes_nothing(client, address_of, status):
    response = client.get(address_of())
    assert response.status_code == status
    assert robots(response) == ["noindex"]
    assert canonical(response) == []
    assert tags(response, "script", type="application/ld+json") == []
    assert "og:url" not in head(response)


def test_invented_pages_are_left_out_and_still_have_an_address(client):
    page = ArticleFactory(is_demo=True)
    response = client.get(page.url)
    assert robots(response) == ["noindex"]
    assert canonical(response) == [page.full_url]


def test_words_that_look_like_markup_stay_words(client):
    text = client.get(ArticleFactory(title='"><script>alert(1)</script>', summary='"><b>Bold</b>').url).text
    assert "<script>alert" not in text
    assert "<b>Bold" not in text


def test_the_name_of_the_publication_is_the_one_that_readers_see(client):
    PublicationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"name": "The Journal"}
    )
    found = head(client.get(ArticleFactory().url))
    assert found["og:site_name"] == ["The Journal"]
    assert found["og:image:alt"][0].endswith("The Journal")


@pytest.mark.parametrize(
    ("language", "locale"), [("en", "en_US"), ("de", "de_DE"), ("pt-br", "pt_BR"), (None, "en_US")]
)
def test_a_language_as_open_graph_writes_it(language, locale):
    assert locale_of(language) == locale


def test_the_front_page_is_called_by_the_publications_name(client):
    PublicationSettings.objects.update_or_create(site=Site.objects.get(), defaults={"name": "Care & Review"})
    page = BeautifulSoup(client.get("/").content, "html.parser")
    assert page.title.get_text(strip=True) == "Care & Review"
    assert page.find("meta", property="og:title")["content"] == "Care & Review"
    assert page.find("link", type="application/atom+xml")["title"] == "Care & Review"
    data = json.loads(page.find("script", type="application/ld+json").string)
    assert [node["name"] for node in data["@graph"] if node["@type"] == "WebPage"] == ["Care & Review"]
