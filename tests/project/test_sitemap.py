"""Sitemaps and robots.txt: what crawlers are told."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from wagtail.models import Site

from editorial.models import PublicationRecord
from pages import sitemaps
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    PictureFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
)
from tests.project.publication import picture_with_sizes

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
FACTORIES = {
    "articles": ArticleFactory,
    "authors": AuthorFactory,
    "clinics": ClinicFactory,
    "pages": StandingPageFactory,
    "spotlights": SpotlightFactory,
    "topics": TopicFactory,
}
# Of a page in its sitemap, in this order: https://www.sitemaps.org/schemas/sitemap/0.9/sitemap.xsd
ALLOWED = ["loc", "lastmod", "image"]


def root(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return ET.fromstring(response.content)  # noqa: S314 - made by ourselves a moment ago


def addresses(client, address):
    return [element.text for element in root(client, address).findall("*/s:loc", NAMES)]


def test_the_index_names_the_sitemaps_that_hold_something(client):
    pages = ["http://localhost/sitemap-pages.xml"]
    assert addresses(client, "/sitemap.xml") == pages
    ArticleFactory(kind="news")
    assert addresses(client, "/sitemap.xml") == [
        "http://localhost/sitemap-articles.xml",
        *pages,
        "http://localhost/sitemap-news.xml",
    ]


@pytest.mark.parametrize("section", FACTORIES)
def test_a_section_lists_the_published_pages_of_its_types(client, section):
    page = FACTORIES[section]()
    first = ["", "articles/", "clinics/", "topics/", "authors/", "spotlights/"] if section == "pages" else []
    assert addresses(client, f"/sitemap-{section}.xml") == [
        *(f"http://localhost/{path}" for path in first),
        page.full_url,
    ]


@pytest.mark.parametrize("section", FACTORIES)
def test_a_section_leaves_out_what_engines_shall_not_keep(client, section):
    factory = FACTORIES[section]
    overdue = factory()
    late = timezone.localdate() - timedelta(days=overdue.overdue_noindex_days + 1)
    PublicationRecord.objects.filter(page=overdue).update(review_due=late)
    left_out = [overdue, factory(live=False), factory(is_demo=True)]
    found = addresses(client, f"/sitemap-{section}.xml")
    assert not {page.full_url for page in left_out} & set(found)


def test_the_index_is_as_new_as_what_changed_last(client):
    changed = timezone.now().replace(microsecond=0)
    ArticleFactory(last_published_at=changed)
    ArticleFactory(last_published_at=changed - timedelta(days=3))
    entries = root(client, "/sitemap.xml").findall("s:sitemap", NAMES)
    assert parse_datetime(entries[0].find("s:lastmod", NAMES).text) == changed


def test_an_address_says_when_it_changed_and_what_it_shows_in_the_order_of_the_schema(client):
    picture = PictureFactory(title="A lantern & more", description="A lantern on a sill")
    page = ArticleFactory(picture=picture)
    [url] = root(client, "/sitemap-articles.xml")
    tags = [element.tag.split("}")[1] for element in url]
    assert tags == ALLOWED
    assert parse_datetime(url.find("s:lastmod", NAMES).text) == page.last_published_at
    image = url.find("image:image", NAMES)
    assert [element.tag.split("}")[1] for element in image] == ["loc", "caption", "title"]
    assert image.find("image:loc", NAMES).text == f"http://localhost{picture.file.url}"
    assert image.find("image:caption", NAMES).text == "A lantern on a sill"
    assert image.find("image:title", NAMES).text == "A lantern & more"


def test_a_picture_is_given_in_the_size_that_the_page_shows(client):
    ArticleFactory(picture=picture_with_sizes())
    assert "http://localhost/media/images/made.webp" in client.get("/sitemap-articles.xml").text


def test_a_long_section_is_split(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "PER_FILE", 2)
    pages = [ArticleFactory() for _number in range(3)]
    parts = ["http://localhost/sitemap-articles.xml", "http://localhost/sitemap-articles.xml?page=2"]
    assert [address for address in addresses(client, "/sitemap.xml") if "articles" in address] == parts
    listed = [address for part in parts for address in addresses(client, part)]
    assert listed == [page.full_url for page in pages]
    for number in ("0", "3", "x"):
        assert client.get(f"/sitemap-articles.xml?page={number}").status_code == 404


def test_there_are_five_thousand_addresses_in_a_file_at_most():
    assert sitemaps.PER_FILE == 5_000


def test_there_is_no_other_section(client):
    assert client.get("/sitemap-secrets.xml").status_code == 404


def test_a_sitemap_holds_the_pages_of_its_own_site_only(client):
    mine = ArticleFactory()
    Site.objects.create(hostname="testserver", root_page=StandingPageFactory())
    assert addresses(client, "/sitemap-articles.xml") == []
    Site.objects.filter(hostname="testserver").delete()
    assert addresses(client, "/sitemap-articles.xml") == [mine.full_url]


def test_the_sitemap_of_news_holds_news_of_the_last_48_hours(client):
    now = timezone.now()
    news = ArticleFactory(title="New & true", kind="news", first_published_at=now - timedelta(hours=47))
    ArticleFactory(kind="news", first_published_at=now - timedelta(hours=49))
    ArticleFactory(kind="news", is_demo=True)
    ArticleFactory(kind="guide")
    assert addresses(client, "/sitemap-news.xml") == [news.full_url]
    found = root(client, "/sitemap-news.xml").find("s:url/news:news", NAMES)
    assert found.find("news:publication/news:name", NAMES).text == "Imprimatur"
    assert found.find("news:publication/news:language", NAMES).text == "en"
    assert parse_datetime(found.find("news:publication_date", NAMES).text) == news.first_published_at
    assert found.find("news:title", NAMES).text == "New & true"


def test_robots_are_sent_to_the_sitemap_and_away_from_the_admin(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /feedback/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_robots_need_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/robots.txt")
