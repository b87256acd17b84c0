"""The map beside the directory: markers with names, grouped for the width, none for what readers may not see."""

import gzip
import random
import re
from math import hypot
from pathlib import Path

import pytest

from django.contrib.staticfiles import finders

from blog.clinic_map import APART, LEVELS, Town, groups_of, locator_of, sheets_of, view_of
from blog.clinic_spots import Spot, spot_of
from places.projection import US, WORLD
from tests.factories import ClinicFactory
from tests.project.markup import tags


def spot(number=1, city="Wichita", region="KS", country="US", at=(37.69, -97.33), pays="none"):
    return Spot(number, f"Clinic {number}", city, region, country, *at, pays, f"clinic-{number}")


def address(keys):
    return f"/clinics/?town={','.join(keys)}#list"


def markers(sheets, level=0):
    return [marker for sheet in sheets for marker in sheet.levels[level].markers]


def test_a_marker_says_town_and_number_and_leads_to_the_towns_clinics():
    (marker,) = markers(sheets_of([spot(1), spot(2)], address))
    assert marker.name == "Wichita, Kansas: 2 clinics"
    assert (marker.count, marker.url, marker.is_commercial) == (2, "/clinics/?town=wichita-ks#list", False)
    assert marker.written == "Wichita"


def test_a_clinic_that_pays_is_labelled_in_name_and_shape():
    (marker,) = markers(sheets_of([spot(pays="client")], address))
    assert marker.name == "Wichita, Kansas: 1 clinic. Advertising client: this clinic pays us"
    assert marker.is_commercial
    (marker,) = markers(sheets_of([spot(1), spot(2, pays="past_client")], address))
    assert marker.name == "Wichita, Kansas: 2 clinics. 1 of them is or was an advertising client of ours"


def test_names_stand_beside_few_markers_and_cover_nothing():
    few = [spot(number, f"Town {number}", "KS", at=(30 + number * 2, -90)) for number in range(8)]
    written = [marker for marker in markers(sheets_of(few, address)) if marker.written]
    assert len(written) == 4
    assert {marker.side for marker in written} <= {"start", "end"}
    many = [
        spot(number, f"Town {number}", "KS", at=(30 + number % 6 * 3, -115 + number // 6 * 8)) for number in range(30)
    ]
    assert len(markers(sheets_of(many, address))) > 12
    assert not [marker for marker in markers(sheets_of(many, address)) if marker.written]


def test_near_towns_become_one_marker_that_says_so():
    spots = [spot(1), spot(2), spot(3, "Derby", at=(37.55, -97.27)), spot(4, "Seattle", "WA", at=(47.6, -122.3))]
    west, middle = markers(sheets_of(spots, address))
    assert west.name == "Seattle, Washington: 1 clinic"
    assert middle.name == "Wichita, Kansas and 1 more town: 3 clinics"
    assert middle.url == "/clinics/?town=wichita-ks,derby-ks#list"


def test_the_map_is_the_united_states_the_world_or_both():
    abroad = spot(9, "Utrecht", "", "NL", (52.09, 5.12))
    island = spot(8, "San Juan", "PR", "US", (18.4, -66.1))
    assert [sheet.name for sheet in sheets_of([spot()], address)] == ["us"]
    assert [sheet.name for sheet in sheets_of([abroad], address)] == ["world"]
    assert [sheet.name for sheet in sheets_of([spot(), abroad], address)] == ["us", "world"]
    assert [sheet.name for sheet in sheets_of([spot(), island], address)] == ["us", "world"]
    toronto = spot(7, "Toronto", "ON", "CA", (43.7, -79.4))  # within the frame of the United States, but not of them
    assert [sheet.name for sheet in sheets_of([toronto], address)] == ["world"]
    assert sheets_of([], address) == []
    assert sheets_of([spot(at=(None, None))], address) == []


@pytest.mark.parametrize("seed", range(20))
def test_no_two_markers_stand_nearer_than_their_size_and_no_clinic_is_lost(seed):
    chance = random.Random(seed)  # noqa: S311 - towns, no secrets
    towns = [
        Town(f"t{number}", f"Town {number}", chance.uniform(0, 975), chance.uniform(0, 610), [spot(number)])
        for number in range(chance.randint(1, 400))
    ]
    for pixels in LEVELS.values():
        apart = APART / pixels * 975
        groups = groups_of(towns, apart)
        assert sorted(town.key for group in groups for town in group.towns) == sorted(town.key for town in towns)
        at = [(group.towns[0].x, group.towns[0].y) for group in groups]
        assert at == sorted(at)  # from west to east, the order of the keyboard
        for number, one in enumerate(at):
            for other in at[number + 1 :]:
                assert hypot(one[0] - other[0], one[1] - other[1]) >= apart


@pytest.mark.parametrize("seed", range(20))
def test_a_view_shows_all_points_in_the_maps_proportions(seed):
    chance = random.Random(seed)  # noqa: S311 - towns, no secrets
    for projection in (US, WORLD):
        width, height = projection.size
        points = [(chance.uniform(0, width), chance.uniform(0, height)) for _number in range(chance.randint(1, 4))]
        x, y, wide, tall = view_of(projection, points)
        assert tall / wide == pytest.approx(height / width)
        assert all(x - 0.01 <= a <= x + wide + 0.01 and y - 0.01 <= b <= y + tall + 0.01 for a, b in points)
        assert x >= 0
        assert y >= 0
        assert x + wide <= width + 0.01
        assert y + tall <= height + 0.01


@pytest.mark.django_db
def test_the_page_shows_the_map_with_the_list_and_needs_no_script_and_no_style(client):
    ClinicFactory(title="Willow", latitude=37.69, longitude=-97.33, commercial_relationship="client")
    ClinicFactory(title="Birch", city="Denver", region="CO", latitude=39.74, longitude=-104.98)
    response = client.get("/clinics/")
    svg = re.search(r'<section class="map.*?</section>', response.text, re.DOTALL)[0]
    assert "The list has the same clinics as the map." in svg
    assert re.findall(r"<title>([^<]+)</title>", svg)[:2] == [
        "Denver, Colorado: 1 clinic",
        "Wichita, Kansas: 1 clinic. Advertising client: this clinic pays us",
    ]
    assert "style=" not in svg
    assert "<script" not in svg
    assert {tag["href"].split("#")[0] for tag in tags(response, "use") if "maps/" in tag["href"]} == {
        "/static/maps/us.svg"
    }
    address = re.search(r'<a class="marker marker--paid" href="([^"#]+)#list"', svg)[1]
    assert [card.title for card in client.get(address).context["page_obj"].object_list] == ["Willow"]


@pytest.mark.django_db
def test_the_page_stays_light(client):
    """The budget: all own script of a page under 10 kB, that of the map under 2 kB, maps a few kB compressed."""
    ClinicFactory()
    response = client.get("/clinics/")
    scripts = {
        tag["src"]: finders.find(tag["src"].removeprefix("/static/"))
        for tag in tags(response, "script")
        if "src" in tag
    }
    sizes = {src: Path(path).stat().st_size for src, path in scripts.items()}
    assert set(sizes) >= {"/static/js/near.js", "/static/js/map.js"}
    assert sum(sizes.values()) < 10_000
    assert sizes["/static/js/map.js"] < 2_000
    for name in ("us", "world"):
        assert len(gzip.compress(Path(finders.find(f"maps/{name}.svg")).read_bytes())) < 6_000


@pytest.mark.django_db
def test_the_towns_of_a_marker_narrow_the_list(client):
    ClinicFactory(title="Willow", city="Wichita")
    ClinicFactory(title="Birch", city="Denver", region="CO")
    ClinicFactory(title="Elm", city="Topeka")

    def titles(query):
        return [card.title for card in client.get(f"/clinics/?town={query}").context["page_obj"].object_list]

    assert titles("wichita-ks") == ["Willow"]
    assert titles("wichita-ks,denver-co") == ["Birch", "Willow"]
    assert titles("wichita-ks,closed-ks") == ["Willow"]
    assert client.get("/clinics/?town=closed-ks").status_code == 404
    assert "Wichita, Kansas and 1 more town" in client.get("/clinics/?town=wichita-ks,denver-co").text


@pytest.mark.django_db
def test_a_clinics_own_page_has_a_small_map(client, django_assert_num_queries):
    clinic = ClinicFactory(latitude=37.69, longitude=-97.33)
    text = client.get(clinic.url).text
    assert 'aria-label="Map with Wichita, Kansas marked"' in text
    assert "#KS" in text
    with django_assert_num_queries(0):
        assert locator_of(spot_of(clinic)).label == "Wichita, Kansas"
    assert locator_of(spot(at=(None, None))) is None
    assert locator_of(spot(city="Utrecht", region="", country="NL", at=(52.1, 5.1))).name == "world"


@pytest.mark.django_db
def test_a_clinic_whose_place_nobody_knows_has_no_map(client):
    clinic = ClinicFactory(city="Nosuchtown")
    assert 'class="locator"' not in client.get(clinic.url).text
    assert 'class="map__sheet' not in client.get("/clinics/").text
