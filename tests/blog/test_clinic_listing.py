"""The directory of clinics: by name, narrowed by what people look for."""

from datetime import timedelta

import pytest

from django.utils import timezone

from blog.models import ClinicPrice
from tests.factories import ClinicFactory, TopicFactory
from tests.publishing import put_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinics():
    ketamine, esketamine = TopicFactory(title="Ketamine"), TopicFactory(title="Esketamine")
    return [
        ClinicFactory(title="Willow", region="KS", treatment=ketamine, insurance_plans="Plan A\nPlan B"),
        ClinicFactory(title="Aspen", region="NY", treatment=ketamine, telehealth="follow_up", languages=["en", "es"]),
        ClinicFactory(title="Maple", region="KS", treatment=esketamine, accessibility=["step_free"]),
        ClinicFactory(title="Elm", region="", hours_checked_on=days_ago(120), insurance_plans="Plan A"),
    ]


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


def titles(response):
    return [card.title for card in response.context["page_obj"].object_list]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("", ["Aspen", "Elm", "Maple", "Willow"]),
        ("?state=KS", ["Maple", "Willow"]),
        ("?treatment=ketamine", ["Aspen", "Willow"]),
        ("?state=KS&treatment=ketamine", ["Willow"]),
        ("?state=NY&treatment=esketamine", []),
        ("?route=intravenous", ["Aspen", "Maple", "Willow"]),
        ("?insurance=plan-a", ["Elm", "Willow"]),
        ("?telehealth=follow_up", ["Aspen"]),
        ("?language=es", ["Aspen"]),
        ("?access=step_free", ["Maple"]),
        ("?verified=lately", ["Aspen", "Maple", "Willow"]),
    ],
)
def test_clinics_are_listed_by_name_and_narrowed(client, clinics, choice, expected):
    response = client.get(f"/clinics/{choice}")
    assert response.status_code == 200
    assert titles(response) == expected


def test_only_what_listed_clinics_have_is_offered(client, clinics):
    TopicFactory(title="Not offered")
    ClinicFactory(title="Gone", region="TX", languages=["fr"], valid_until=days_ago(1))
    facets = {
        facet.name: [option.label for option in facet.options] for facet in client.get("/clinics/").context["facets"]
    }
    assert facets == {
        "state": ["Kansas", "New York"],
        "open": ["Open now"],
        "treatment": ["Esketamine", "Ketamine"],
        "route": ["Into a vein"],
        "insurance": ["Plan A", "Plan B"],
        "telehealth": ["Follow-up appointments"],
        "access": ["Step-free entrance"],
        "language": ["English", "Spanish"],
        "verified": ["All of it in the last 90 days"],
    }


def test_what_nobody_checked_for_half_a_year_finds_no_clinic(client):
    clinic = ClinicFactory(insurance_plans="Plan A", insurance_checked_on=days_ago(181))
    answer = client.get("/clinics/")
    assert titles(answer) == [clinic.title]
    assert "insurance" not in [facet.name for facet in answer.context["facets"]]


@pytest.mark.parametrize(("age", "known"), [(0, True), (183, True), (184, False)])
def test_prices_are_known_for_six_months(client, age, known):
    clinic = ClinicFactory(live=False)
    ClinicPrice.objects.create(clinic=clinic, item="Session", amount_from=100, as_of=days_ago(age))
    put_live(clinic)
    assert ("price" in [facet.name for facet in client.get("/clinics/").context["facets"]]) is known
    assert ("$100" in client.get(clinic.url).text) is known


def test_a_client_is_labelled_in_the_list(client):
    ClinicFactory(commercial_relationship="client")
    assert '<p class="advert">Advertising client: this clinic pays us</p>' in client.get("/clinics/").text


def test_a_list_without_clinics_says_so(client):
    assert "No clinic here yet" in client.get("/clinics/").text
