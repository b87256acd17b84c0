"""In the United Kingdom an entry in the directory names the service, never the medicine."""

import pytest

from blog.clinic_facets import clinic_facets
from blog.models import Clinic, ClinicPrice
from editorial.checks.documents import document_of
from editorial.checks.registry import run
from tests.factories import ClinicFactory, TopicFactory
from tests.project.markup import tags
from tests.publishing import unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.checked]


def clinic(country="GB", label="Infusion for depression", **fields):
    page = ClinicFactory(treatment=TopicFactory(title="Ketamine", slug="ketamine"), country=country, **fields)
    with unguarded():
        page.treatments.update(label=label)
    return Clinic.objects.get(pk=page.pk)


def findings(page, code="K5"):
    return [str(finding.message) for finding in run(document_of(page)) if finding.code == code]


@pytest.mark.parametrize(
    ("fields", "medicine"),
    [
        ({"title": "The London Ketamine Clinic"}, "Ketamine"),
        (
            {"summary": "We checked the facts of this practice, which gives Spravato to adults with depression."},
            "Spravato",
        ),
        ({"label": "Esketamine spray"}, "Esketamine"),
        ({"other_names": "Row\nKetamine Row"}, "Ketamine"),
        ({"exclusions": "Nobody who took ketamine at home"}, "ketamine"),
    ],
)
def test_a_medicine_in_an_entry_is_named_and_stops_it(fields, medicine):
    assert findings(clinic(**fields)) == [
        f"“{medicine}” is a medicine, which no entry may name here (United Kingdom). Name the service."
    ]


@pytest.mark.parametrize(
    "fields", [{}, {"country": "US", "title": "The Ketamine Clinic"}, {"country": "IE", "label": "Ketamine infusion"}]
)
def test_services_and_other_countries_pass(fields):
    assert findings(clinic(**fields)) == []


def test_a_treatment_needs_words_of_its_own():
    (message,) = findings(clinic(label=""))
    assert "Say what service the treatment is" in message


def treatments_to_choose():
    (facet,) = (each for each in clinic_facets(Clinic.objects.listed()) if each.name == "treatment")
    return [option.value for option in facet.options]


def test_readers_see_the_service_and_no_way_to_the_medicine(client):
    answer = client.get(clinic().url)
    main = answer.text[answer.text.index("<main") : answer.text.index("</main")]
    assert "Infusion for depression" in main
    assert "Ketamine" not in main
    assert "Spravato" not in main
    assert tags(answer, "a", href="/topics/ketamine/") == []
    assert "Example Clinic" not in client.get("/topics/ketamine/").text
    assert treatments_to_choose() == []
    with unguarded():
        Clinic.objects.update(country="US")
    assert tags(client.get(Clinic.objects.get().url), "a", href="/topics/ketamine/")
    assert "Example Clinic" in client.get("/topics/ketamine/").text
    assert treatments_to_choose() == ["ketamine"]


def test_prices_need_their_day():
    page = clinic("US")
    page.price_list = [ClinicPrice(item="First visit", amount_from=100)]
    assert findings(page, "K1") == [
        "“First visit”: write down the day of the price. Readers cannot tell whether it still holds."
    ]
    assert page.prices == []
