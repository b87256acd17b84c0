"""The directory in a browser: the keyboard's way through the map, and a position that stays on the device."""

import json
import logging
import re

import pytest

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import connection

from tests.factories import ClinicFactory

LATITUDE, LONGITUDE = 37.123456, -97.987654
# Whatever a log or a table could hold of it, rounded to a tenth of a degree or finer; the seconds of a time are not it.
TRACES = re.compile(r"(?<![\d:])(37\.1\d|97\.9[0-9]|37\.1\b|97\.9\b|98\.0\b)")
EXACT = re.compile(r"(?<![\d:])37\.123")


@pytest.fixture
def clinics(live_site):
    return [
        ClinicFactory(title="Willow", latitude=37.69, longitude=-97.33, commercial_relationship="client"),
        ClinicFactory(title="Maple", city="Kansas City", region="MO", latitude=39.1, longitude=-94.58),
        ClinicFactory(title="Birch", city="Denver", region="CO", latitude=39.74, longitude=-104.98),
        ClinicFactory(title="Elm", city="Utrecht", region="", country="NL", latitude=52.09, longitude=5.12),
    ]


def everything_stored():
    """Return all rows of all tables as text."""
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models() if model._meta.db_table in tables]  # tests make some without any
    assert len(models) > 50
    return "".join(serializers.serialize("json", model._base_manager.all()) for model in models)


def test_a_readers_position_stays_on_the_device(live_site, clinics, new_page, caplog):
    caplog.set_level(logging.DEBUG)
    page = new_page()
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": LATITUDE, "longitude": LONGITUDE})
    page.goto(f"{live_site.url}/clinics/")
    sent = []
    page.on(
        "request", lambda request: sent.append((request.method, request.url, request.post_data, request.all_headers()))
    )
    page.get_by_role("button", name="Use my location").click()
    nearest = page.locator(".nearest__list li")
    nearest.first.wait_for()
    assert "Clinics within 500 miles of you: 3" in page.locator(".nearest__said").inner_text()
    assert [each.split("\n")[-1] for each in nearest.all_inner_texts()] == [
        "Wichita, Kansas, about 53 miles away",
        "Kansas City, Missouri, about 230 miles away",
        "Denver, Colorado, about 420 miles away",
    ]
    assert "Advertising client: this clinic pays us" in nearest.first.inner_text()
    # One request, the same for everybody; then on to a clinic, whose request says where it comes from. The browser may
    # fetch the site's icon whenever it likes.
    asked = [(method, url.removeprefix(live_site.url), body) for method, url, body, _headers in sent]
    assert [each for each in asked if not each[1].startswith("/static/")] == [("GET", "/clinics/positions/", None)]
    nearest.first.get_by_role("link").click()
    page.wait_for_url("**/clinics/willow/")
    assert not TRACES.search(json.dumps([each[1:] for each in sent]))
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, location.search]") == [0, 0, ""]
    assert not Session.objects.exists()
    assert not TRACES.search(caplog.text)
    assert not EXACT.search(everything_stored())


def test_who_does_not_tell_is_helped_on(live_site, clinics, new_page):
    page = new_page()
    page.goto(f"{live_site.url}/clinics/")
    page.get_by_role("button", name="Use my location").click()
    page.get_by_text("Your browser did not tell us where you are.").wait_for()


def test_without_script_there_is_no_button_that_does_nothing(live_site, clinics, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{live_site.url}/clinics/?near=Wichita")
    assert not page.get_by_role("button", name="Use my location").is_visible()
    assert page.locator(".map .marker:visible").count() == 3
    page.locator(".map .marker:visible").first.click(position={"x": 14, "y": 14})
    page.wait_for_url("**/clinics/?town=*#list")


def test_the_keyboard_goes_from_the_question_over_the_map_to_the_list(live_site, clinics, new_page):
    page = new_page()
    page.goto(f"{live_site.url}/clinics/")
    page.get_by_role("textbox", name="Near").focus()
    names = []
    for _step in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(document.activeElement.querySelector('title') || document.activeElement).textContent.trim()"
        )
        names.append(name)
        if name == "Birch":
            break
    wanted = ["Find clinics", "Use my location", "Skip the map", "Denver, Colorado: 1 clinic"]
    wanted += ["Wichita, Kansas: 1 clinic. Advertising client: this clinic pays us", "Kansas City, Missouri: 1 clinic"]
    wanted += ["Utrecht, Netherlands: 1 clinic", "Birch"]
    assert [name for name in names if name in wanted] == wanted
    page.get_by_role("link", name="Skip the map").press("Enter")
    assert page.evaluate("document.activeElement.id") == "list"


def test_marker_and_list_light_up_together(live_site, clinics, new_page):
    page = new_page()
    page.goto(f"{live_site.url}/clinics/")
    page.locator(".marker:visible").first.focus()
    assert page.locator(".card.is-lit").inner_text().count("Birch") == 1
    page.get_by_role("link", name="Maple", exact=True).focus()
    assert page.locator(".marker.is-lit:visible title").text_content() == "Kansas City, Missouri: 1 clinic"


@pytest.mark.parametrize("width", [320, 390, 820, 1440])
def test_markers_are_large_enough_and_nothing_scrolls_sideways(live_site, clinics, new_page, width):
    page = new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_site.url}/clinics/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [target.bounding_box() for target in page.locator(".marker:visible .marker__target").all()]
    assert boxes
    assert all(box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"]))
            assert apart >= 20  # 28 along the line between them
