"""The sitemap and robots.txt: what crawlers are told."""

from xml.etree import ElementTree as ET

import pytest

from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def addresses(client):
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ET.fromstring(response.content)  # noqa: S314 - made by ourselves a moment ago
    return {element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}


def test_the_sitemap_lists_published_pages_of_every_type(client):
    factories = (
        ArticleFactory,
        AuthorFactory,
        ClinicFactory,
        SpotlightFactory,
        StandingPageFactory,
        TopicFactory,
    )
    pages = [factory() for factory in factories]
    first = {f"http://localhost/{path}" for path in ("", "articles/", "authors/", "clinics/", "spotlights/", "topics/")}
    of_the_story = next(page.clinic for page in pages if hasattr(page, "clinic_id"))
    assert addresses(client) == first | {page.full_url for page in (*pages, of_the_story)}


def test_the_sitemap_leaves_drafts_and_demonstration_pages_out(client):
    left_out = [ArticleFactory(live=False), ArticleFactory(is_demo=True), TopicFactory(is_demo=True)]
    assert not addresses(client) & {page.full_url for page in left_out}


def test_every_address_says_when_it_changed(client):
    ArticleFactory()
    root = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - made by ourselves a moment ago
    assert all(url.find("{*}lastmod") is not None for url in root)


def test_robots_are_sent_to_the_sitemap_and_away_from_the_admin(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_robots_need_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/robots.txt")
