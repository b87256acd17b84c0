"""The listing of clinics: by name, narrowed by state and treatment."""

import pytest

from tests.factories import ClinicFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinics():
    ketamine, esketamine = TopicFactory(title="Ketamine"), TopicFactory(title="Esketamine")
    return [
        ClinicFactory(clinic_name="Willow", title="About Willow", region="KS", treatment=ketamine),
        ClinicFactory(clinic_name="Aspen", title="About Aspen", region="NY", treatment=ketamine),
        ClinicFactory(clinic_name="Maple", title="About Maple", region="KS", treatment=esketamine),
        ClinicFactory(clinic_name="Elm", title="About Elm", region=""),
    ]


def titles(response):
    return [card.title for card in response.context["page_obj"].object_list]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("", ["About Aspen", "About Elm", "About Maple", "About Willow"]),
        ("?state=KS", ["About Maple", "About Willow"]),
        ("?treatment=ketamine", ["About Aspen", "About Willow"]),
        ("?state=KS&treatment=ketamine", ["About Willow"]),
        ("?state=NY&treatment=esketamine", []),
    ],
)
def test_clinics_are_listed_by_name_and_narrowed(client, clinics, choice, expected):
    response = client.get(f"/clinics/{choice}")
    assert response.status_code == 200
    assert titles(response) == expected


def test_only_states_and_treatments_of_clinics_are_offered(client, clinics):
    TopicFactory(title="Not offered")
    facets = {
        facet.name: [option.label for option in facet.options] for facet in client.get("/clinics/").context["facets"]
    }
    assert facets == {"state": ["Kansas", "New York"], "treatment": ["Esketamine", "Ketamine"]}


def test_a_sponsored_clinic_is_labelled_in_the_list(client):
    ClinicFactory(commercial_relationship="sponsored", sponsor_name="Willow Holdings")
    assert '<p class="advert">Advertisement, paid by Willow Holdings</p>' in client.get("/clinics/").text


def test_a_list_without_clinics_says_so(client):
    assert "No clinic here yet" in client.get("/clinics/").text
