"""Menus and crisis lines: what stands on every page."""

import json

import pytest

from wagtail.models import Site

from home.models import MenuSettings, PublicationSettings
from tests.factories import StandingPageFactory
from tests.project.markup import tags

pytestmark = pytest.mark.django_db


def write(model, name, kind, *values):
    settings = model.for_site(Site.objects.get())
    setattr(settings, name, json.dumps([{"type": kind, "value": value} for value in values]))
    settings.save()


def links(client, address, region):
    """Return the links of one of the page's menus as (address, whether it is marked as the current one)."""
    page = client.get(address)
    start = page.text.index(f'aria-label="{region}"')
    return [
        (link["href"], link.get("aria-current", ""))
        for link in tags(page.text[start : page.text.index("</nav>", start)], "a")
    ]


def test_a_menu_leads_to_pages_and_addresses_and_marks_where_one_is(client):
    about = StandingPageFactory(slug="about")
    write(
        MenuSettings,
        "primary",
        "link",
        {"page": about.pk, "url": "", "label": ""},
        {"page": None, "url": "/search/", "label": "Search"},
        {"page": None, "url": "", "label": "Nowhere"},
    )
    assert links(client, "/", "Main") == [("/about/", ""), ("/search/", "")]
    assert links(client, "/about/", "Main") == [("/about/", "page"), ("/search/", "")]


def test_the_front_page_is_current_on_itself_only(client):
    write(MenuSettings, "primary", "link", {"page": None, "url": "/", "label": "Home"})
    assert links(client, "/", "Main") == [("/", "page")]
    assert links(client, "/articles/", "Main") == [("/", "")]


def test_a_page_that_was_deleted_leaves_the_menu(client):
    about = StandingPageFactory()
    write(MenuSettings, "footer", "link", {"page": about.pk, "url": "", "label": "About"})
    about.delete()
    response = client.get("/")
    assert response.status_code == 200
    assert "About this publication" not in response.text


def test_crisis_lines_are_on_every_page_with_numbers_to_call(client):
    write(
        PublicationSettings,
        "crisis_lines",
        "line",
        {"country": "GB", "name": "Samaritans", "phone": "116 123", "emergency": "999", "text_line": "Text SHOUT"},
    )
    for address in ("/", "/articles/", "/nothing/"):
        page = client.get(address)
        assert "Samaritans" in page.text
        assert tags(page, "a", href="tel:116123")
        assert "United Kingdom" in page.text
        assert "Text SHOUT" in page.text


def test_without_crisis_lines_there_are_emergency_numbers(client):
    assert "911 in the United States" in client.get("/").text


def test_the_name_of_the_publication_is_text(client):
    settings = PublicationSettings.for_site(Site.objects.get())
    settings.name = settings.footer_note = "<b>Bold</b>"
    settings.save()
    assert "<b>Bold" not in client.get("/").text
