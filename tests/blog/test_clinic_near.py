"""The directory by place: distance, a radius that grows, states, places that nobody knows."""

import re
from datetime import timedelta

import pytest

from django.utils import timezone

from blog.clinic_near import rounded
from tests.factories import ClinicFactory, TopicFactory
from tests.project.markup import tags

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinics():
    """Five clinics; Aspen and Elm have no coordinates and stand where their town is."""
    ketamine = TopicFactory(title="Ketamine")
    return [
        ClinicFactory(title="Willow", city="Wichita", latitude=37.69, longitude=-97.33, treatment=ketamine),
        ClinicFactory(title="Aspen", city="Topeka", region="KS", telehealth="follow_up"),
        ClinicFactory(title="Maple", city="Kansas City", region="MO", latitude=39.1, longitude=-94.58),
        ClinicFactory(title="Birch", city="Denver", region="CO", latitude=39.74, longitude=-104.98),
        ClinicFactory(title="Elm", city="Utrecht", region="", country="NL"),
    ]


def asked(client, address):
    response = client.get(f"/clinics/{address}")
    assert response.status_code == 200
    return response


def shown(response):
    return [(card.title, card.distance) for card in response.context["page_obj"].object_list]


def test_clinics_near_a_town_stand_by_distance_and_say_it(client, clinics):
    response = asked(client, "?near=Wichita%2C+KS&radius=300")
    assert shown(response) == [
        ("Willow", "in or near Wichita"),
        ("Aspen", "about 130 miles away"),
        ("Maple", "about 180 miles away"),
    ]
    assert response.context["near"].answer == "3 clinics within 300 miles of Wichita, Kansas."
    assert "about 130 miles away" in response.text
    assert "straight lines from the middle of Wichita, Kansas" in response.text


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ("Wichita", "Only 1 clinic within 25 miles of Wichita, Kansas. Within 200 miles there are 3."),
        ("Salina, KS", "No clinic within 25 miles of Salina, Kansas. Within 200 miles there are 3."),
        ("67202", "Only 1 clinic within 25 miles of 67202 Wichita, Kansas. Within 200 miles there are 3."),
        ("Kansas", "2 clinics in Kansas."),
        ("the Netherlands", "1 clinic in Netherlands."),
        ("Utrecht", "Only 1 clinic within 25 kilometres of Utrecht, Netherlands. Within 8,000 kilometres there are 5."),
        ("ohio", "No clinic in Ohio. These are the nearest, measured from its middle."),
    ],
)
def test_the_radius_grows_until_there_are_three_and_says_so(client, clinics, place, answer):
    response = asked(client, f"?near={place}")
    assert response.context["near"].answer == answer
    assert f'<p class="answer">{answer}</p>' in response.text


def test_a_list_that_cannot_have_three_says_that_there_are_no_others(client, clinics):
    near = asked(client, "?near=Topeka&treatment=ketamine").context["near"]
    assert near.answer == (
        "No clinic within 25 miles of Topeka, Kansas. Within 150 miles there is 1. No other clinic fits."
    )
    assert asked(client, "?near=Topeka&town=nowhere-xx,utrecht-nl").context["near"].reach == 5000


def test_a_state_is_answered_by_its_clinics(client, clinics):
    assert shown(asked(client, "?near=kansas")) == [("Aspen", ""), ("Willow", "")]
    assert [title for title, _far in shown(asked(client, "?near=KS"))] == ["Aspen", "Willow"]


def test_miles_or_kilometres_are_the_places_and_can_be_switched(client, clinics):
    assert shown(asked(client, "?near=Topeka&unit=km"))[1] == ("Maple", "about 95 kilometres away")
    assert shown(asked(client, "?near=Topeka"))[1] == ("Maple", "about 59 miles away")
    assert asked(client, "?near=Utrecht").context["near"].unit == "km"
    assert asked(client, "?near=Utrecht&unit=mi").context["near"].unit == "mi"
    assert asked(client, "").context["near"].unit == "mi"


def test_a_place_narrows_what_the_facets_left_and_they_keep_the_place(client, clinics):
    response = asked(client, "?near=Wichita&treatment=ketamine")
    assert [title for title, _far in shown(response)] == ["Willow"]
    (hidden,) = [tag for tag in tags(response, "input") if tag.get("type") == "hidden" and tag["name"] == "treatment"]
    assert hidden["value"] == "ketamine"
    option = next(o for facet in response.context["facets"] for o in facet.options if facet.name == "telehealth")
    assert option.url == "/clinics/?treatment=ketamine&near=Wichita&telehealth=follow_up"
    assert [chip["label"] for chip in response.context["active_filters"]] == ["Near Wichita, Kansas", "Ketamine"]
    assert response.context["active_filters"][0]["remove_url"] == "/clinics/?treatment=ketamine"


def test_a_place_that_nobody_knows_is_an_error_that_keeps_what_was_typed_and_offers_what_was_meant(client, clinics):
    response = asked(client, "?near=Wichitta&radius=50")
    (field,) = [tag for tag in tags(response, "input") if tag.get("name") == "near"]
    assert field["value"] == "Wichitta"
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"].split()[0] == "near-error"
    assert 'id="near-error"' in response.text
    assert "We know no place called “Wichitta”." in response.text
    assert "/clinics/?near=Wichita%2C+Kansas&radius=50&unit=mi" in [tag.get("href") for tag in tags(response, "a")]
    assert len(shown(response)) == 5  # the list is still there


def test_places_of_the_same_name_are_offered(client, clinics):
    response = asked(client, "?near=Portland")
    assert "We took this for Portland, Oregon. Did you mean" in response.text
    assert "/clinics/?near=Portland%2C+Maine" in [tag.get("href") for tag in tags(response, "a")]


@pytest.mark.parametrize(
    "odd",
    [
        "near=%00&radius=abc&unit=furlong",
        "near=" + "x" * 5000,
        "near=%3Cscript%3Ealert(1)%3C/script%3E",
        "near=Wichita&radius=999999999999999999999",
        "near=Wichita&radius=-5",
        "near=Wichita&radius=%D9%A3",
        "near=%ff%fe",
        "radius=25",
        "unit=km",
        "near=+++",
    ],
)
def test_odd_addresses_are_answered(client, clinics, odd):
    response = asked(client, f"?{odd}")
    assert "<script>alert" not in response.text
    assert shown(response)


def test_a_list_near_a_place_is_not_for_search_engines(client, clinics):
    for address in ("?near=Wichita", "?near=nowhereville-on-sea", "?town=wichita-ks"):
        response = asked(client, address)
        assert {"name": "robots", "content": "noindex, follow"} in tags(response, "meta"), address
    response = asked(client, "")
    assert not [tag for tag in tags(response, "meta") if tag.get("name") == "robots"]


def test_further_pages_keep_the_place_and_the_order(client):
    for number in range(15):
        ClinicFactory(title=f"Clinic {number:02}", latitude=37.69 + number / 100, longitude=-97.33)
    first, second = asked(client, "?near=Wichita"), asked(client, "?near=Wichita&page=2")
    titles = [title for response in (first, second) for title, _far in shown(response)]
    assert titles == [f"Clinic {number:02}" for number in range(15)]
    assert "?near=Wichita&amp;page=2" in first.text


def test_hidden_clinics_are_neither_near_nor_far(client, clinics):
    gone = timezone.localdate() - timedelta(days=1)
    ClinicFactory(title="Gone", city="Wichita", latitude=37.69, longitude=-97.33, valid_until=gone)
    ClinicFactory(title="Draft", city="Wichita", latitude=37.69, longitude=-97.33, live=False)
    for address in ("", "?near=Wichita", "?near=Kansas", "?town=wichita-ks"):
        text = asked(client, address).text
        assert "Gone" not in text
        assert ">Draft" not in text
    assert "Gone" not in client.get("/clinics/positions/").text


def test_a_clinic_whose_place_nobody_knows_is_left_out_aloud(client, clinics):
    ClinicFactory(title="Lost", city="Nosuchtown", region="KS")
    response = asked(client, "?near=Wichita")
    assert "Lost" not in [title for title, _far in shown(response)]
    assert "1 clinic is left out because we do not know where it is." in response.text
    assert "Lost" in [title for title, _far in shown(asked(client, "?near=Kansas"))]


def test_without_clinics_nobody_is_asked_where_they_are(client):
    response = asked(client, "")
    assert 'id="near"' not in response.text
    assert '<svg class="map__sheet' not in response.text
    assert "No clinic here yet" in response.text


def test_the_gazetteer_is_credited(client, clinics):
    text = asked(client, "").text
    assert "https://www.geonames.org/" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text


def test_positions_are_the_same_for_everybody_labelled_and_narrowed(client, clinics):
    paid = ClinicFactory(title="Paid", latitude=40, longitude=-100, commercial_relationship="client")
    response = client.get("/clinics/positions/")
    found = {each["name"]: each for each in response.json()["clinics"]}
    assert set(found) == {"Willow", "Aspen", "Maple", "Birch", "Elm", "Paid"}
    assert found["Paid"]["label"] == "Advertising client: this clinic pays us"
    assert found["Paid"]["url"] == paid.url
    assert found["Willow"] == {
        "name": "Willow",
        "town": "Wichita, Kansas",
        "url": clinics[0].url,
        "at": [37.69, -97.33],
        "label": "",
    }
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    narrowed = client.get("/clinics/positions/?treatment=ketamine").json()["clinics"]
    assert [each["name"] for each in narrowed] == ["Willow"]
    assert client.post("/clinics/positions/", {"latitude": "37.1"}).status_code in (403, 405)


def test_the_page_says_where_the_positions_are_for_the_same_facets(client, clinics):
    text = asked(client, "?treatment=ketamine&near=Wichita").text
    assert re.search(r'data-positions="([^"]+)"', text)[1] == "/clinics/positions/?treatment=ketamine"


@pytest.mark.parametrize(("number", "said"), [(0.2, 1), (1.4, 1), (47.6, 48), (99.6, 100), (183, 180), (1489, 1490)])
def test_distances_are_rounded_as_people_say_them(number, said):
    assert rounded(number) == said
