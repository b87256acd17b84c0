"""A clinic's facts as readers see them."""

from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.core.exceptions import ValidationError
from django.utils import timezone

from blog.clinic_choices import ACCESSIBILITY, COUNTRIES, LANGUAGES, labels, money, time_zones
from blog.clinic_fields import ChoiceListField, phone_validator
from blog.models import Clinic, ClinicLicence, ClinicOpening, ClinicPrice
from tests.factories import ClinicFactory
from tests.project.markup import tags


@pytest.mark.parametrize(
    ("relationship", "label"),
    [
        ("none", ""),
        ("client", "Advertising client: this clinic pays us"),
        ("past_client", "This clinic was an advertising client of ours"),
    ],
)
def test_the_label_of_a_clinic_is_made_from_what_it_is_to_us(relationship, label):
    assert Clinic(commercial_relationship=relationship).commercial_label == label


@pytest.mark.django_db
@pytest.mark.parametrize(("relationship", "rel"), [("client", "sponsored nofollow"), ("none", None)])
def test_a_client_says_so_before_its_name_and_its_link_is_marked(client, relationship, rel):
    clinic = ClinicFactory(title="Willow", commercial_relationship=relationship)
    response = client.get(clinic.url)
    text = response.text[response.text.index("<main") :]
    if rel:
        assert text.index("Advertising client: this clinic pays us") < text.index("<h1>Willow</h1>")
    assert tags(response, "a", href=clinic.website)[0].get("rel") == rel


def test_the_week_starts_on_monday_and_has_seven_days():
    clinic = Clinic(title="Willow")
    clinic.openings = [
        ClinicOpening(day=3, opens=time(14), closes=time(18)),
        ClinicOpening(day=3, opens=time(9), closes=time(12)),
        ClinicOpening(day=7, opens=time(10), closes=time(11), by_appointment=True),
    ]
    week = clinic.opening_hours_table
    assert [str(row["day"]) for row in week][::6] == ["Monday", "Sunday"]
    assert [len(row["spans"]) for row in week] == [0, 0, 2, 0, 0, 0, 1]
    assert [span.opens for span in week[2]["spans"]] == [time(9), time(14)]
    assert week[6]["spans"][0].by_appointment


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        (Decimal("450.00"), "USD", "$450"),
        (Decimal("450.50"), "USD", "$450.50"),
        ("1250", "GBP", "£1,250"),
        (0, "EUR", "€0"),
        (Decimal("99.9"), "AUD", "99.90 AUD"),
        (1000000, "CAD", "1,000,000 CAD"),
    ],
)
def test_money_is_written_as_readers_write_it(amount, currency, text):
    assert money(amount, currency) == text


@given(st.decimals(min_value=0, max_value=999_999, places=2))
def test_no_cent_is_lost(amount):
    assert Decimal(money(amount, "USD").replace("$", "").replace(",", "")) == amount


@pytest.mark.parametrize(("upper", "text"), [(None, "$400"), (400, "$400"), (600, "$400 to $600")])
def test_a_price_is_an_amount_or_a_range(upper, text):
    assert ClinicPrice(amount_from=400, amount_to=upper, currency="USD").amount_text == text


@pytest.mark.parametrize("number", ["+13165550142", "+442079460000", "+4930123456"])
def test_a_telephone_number_with_its_country_code_is_taken(number):
    phone_validator(number)


@pytest.mark.parametrize(
    "number", ["3165550142", "+1 316 555 0142", "+0316555014", "+1", "+1316555014212345", "call", "+1316555014x"]
)
def test_any_other_way_of_writing_it_is_refused(number):
    with pytest.raises(ValidationError, match="with its country code and without spaces"):
        phone_validator(number)


@pytest.mark.parametrize(("days", "expired"), [(-1, True), (0, False), (1, False)])
def test_a_licence_holds_through_its_last_day(days, expired):
    licence = ClinicLicence(valid_until=timezone.localdate() + timedelta(days=days))
    assert licence.is_expired is expired


def test_insurance_is_read_line_by_line():
    assert Clinic(insurance_plans=" Plan A \n\n Plan B\r\n").insurance == ["Plan A", "Plan B"]


def test_labels_stand_in_the_order_of_the_choices():
    assert [str(label) for label in labels(LANGUAGES, ["es", "en", "xx"])] == ["English", "Spanish"]
    assert labels(ACCESSIBILITY, None) == []


def test_time_zones_are_named_by_region_and_the_default_is_among_them():
    names = [name for name, _label in time_zones()]
    assert {"America/Chicago", "Europe/London", "Asia/Tokyo"} <= set(names)
    assert names == sorted(names)
    assert "UTC" not in names


def test_countries_are_two_letters_each_once():
    codes = [code for code, _name in COUNTRIES]
    assert all(len(code) == 2 and code.isupper() for code in codes)
    assert len(codes) == len(set(codes))


@pytest.mark.django_db
def test_several_choices_survive_form_and_table():
    field = Clinic._meta.get_field("languages").formfield()
    chosen = field.clean(["en", "es"])
    clinic = ClinicFactory(languages=chosen)
    kept = Clinic.objects.get(pk=clinic.pk)
    assert kept.languages == ["en", "es"]
    assert field.has_changed(kept.languages, ["en", "es"]) is False
    assert field.has_changed(kept.languages, ["en"]) is True
    assert [str(name) for name in kept.language_names] == ["English", "Spanish"]


def test_a_form_refuses_what_is_not_among_the_choices():
    field = Clinic._meta.get_field("languages").formfield()
    with pytest.raises(ValidationError):
        field.clean(["xx"])
    assert field.clean([]) == []


@pytest.mark.parametrize("value", [["xx"], ["en", "xx"]])
def test_the_model_refuses_it_too(value):
    field = ChoiceListField("languages", choices=LANGUAGES, blank=True)
    with pytest.raises(ValidationError, match="Unknown choice: xx"):
        field.clean(value, None)
    assert field.clean(["en"], None) == ["en"]


def test_a_new_choice_needs_no_migration():
    _name, _path, _args, kwargs = Clinic._meta.get_field("languages").deconstruct()
    assert "choices" not in kwargs
