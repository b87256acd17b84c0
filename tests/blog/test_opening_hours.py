"""What readers are told of opening hours, on the page, in the directory and in JSON-LD."""

import json
from datetime import date, datetime, time, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import pytest

from django.core.exceptions import ValidationError
from django.utils import timezone

from blog import hours_in_words
from blog.clinics_open import open_now
from blog.holidays_observed import holiday_name
from blog.models import Clinic, ClinicClosure, ClinicOpening
from tests.factories import ClinicFactory
from tests.project.markup import tags
from tests.publishing import put_live

CHICAGO = ZoneInfo("America/Chicago")
# 24 November 2026 is a Tuesday; Thanksgiving is the Thursday after it.
TUESDAY, THANKSGIVING = date(2026, 11, 24), date(2026, 11, 26)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHICAGO)


def clinic(*openings, closures=(), holidays=True):
    """A clinic in Chicago's zone, by tuples of (day, opens, closes) or with a dict of more."""
    made = Clinic(title="Willow", country="US", region="KS", closed_on_holidays=holidays)
    made.openings = [
        ClinicOpening(day=d, opens=o, closes=c, **(more[0] if more else {})) for d, o, c, *more in openings
    ]
    made.closures = list(closures)
    return made


USUAL = [(day, time(8, 30), time(17)) for day in range(1, 6)]
APPOINTMENT = {"by_appointment": True}


@pytest.mark.parametrize(
    ("openings", "moment", "words"),
    [
        (USUAL, at(TUESDAY, 9), "Open now, closes at 5 pm"),
        (USUAL, at(TUESDAY, 17), "Closed, opens tomorrow at 8:30 am"),
        (USUAL, at(TUESDAY, 8, 29), "Closed, opens at 8:30 am"),
        (USUAL, at(date(2026, 12, 4), 18), "Closed, opens Monday at 8:30 am"),
        (USUAL, at(THANKSGIVING, 9), "Closed today: Thanksgiving Day. Opens tomorrow at 8:30 am"),
        (USUAL, at(date(2026, 11, 25), 18), "Closed, opens Friday at 8:30 am"),
        ([(2, time(9), time(12)), (2, time(14), time(18))], at(TUESDAY, 12), "Closed, opens at 2 pm"),
        ([(2, time(9), time(12)), (2, time(12), time(18))], at(TUESDAY, 10), "Open now, closes at 6 pm"),
        ([(2, time(20), time(1, 30), {"closes_next_day": True})], at(TUESDAY, 23), "Open now, closes at 1:30 am"),
        ([(2, time(20), time(0), {"closes_next_day": True})], at(TUESDAY, 23), "Open now, closes at midnight"),
        ([(1, time(20), time(1, 30), {"closes_next_day": True})], at(TUESDAY, 1), "Open now, closes at 1:30 am"),
        ([(2, time(9), time(12), APPOINTMENT)], at(TUESDAY, 8), "By appointment today 9 am to noon"),
        ([(2, time(9), time(12), APPOINTMENT)], at(TUESDAY, 10), "By appointment today 9 am to noon"),
        ([(3, time(9), time(12), APPOINTMENT)], at(TUESDAY, 10), "Closed. By appointment tomorrow 9 am to noon"),
        (
            [(2, time(9), time(12)), (2, time(12), time(15), APPOINTMENT)],
            at(TUESDAY, 10),
            "Open now until noon, then by appointment",
        ),
        (
            [(2, time(9), time(12), APPOINTMENT), (2, time(12), time(15))],
            at(TUESDAY, 10),
            "By appointment until noon, then open to all",
        ),
        (
            [(day, time(0), time(0), {"closes_next_day": True}) for day in range(1, 8)],
            at(date(2026, 12, 1), 10),
            "Closed",
        ),
        ([(2, time(9), time(12), {"valid_through": date(2026, 11, 1)})], at(TUESDAY, 10), "Closed; no day is known"),
        ([(2, time(9), time(12), {"valid_from": date(2026, 12, 20)})], at(TUESDAY, 10), "Closed, opens on 22 December"),
    ],
)
def test_what_holds_now_is_said_in_words(openings, moment, words):
    if words == "Closed":  # always open, so only without holidays is nothing to come
        always = clinic(*openings, holidays=False)
        assert hours_in_words.statement(always.hours, moment).text == "Open day and night"
        return
    assert hours_in_words.statement(clinic(*openings).hours, moment).text.startswith(words)


def test_a_clinic_without_hours_says_nothing():
    assert hours_in_words.statement(clinic().hours, at(TUESDAY, 9)) is None


def test_an_exception_counts_before_a_holiday_and_before_the_week():
    open_on_thanksgiving = ClinicClosure(
        first_day=THANKSGIVING, last_day=THANKSGIVING, opens=time(10), closes=time(12), reason="Infusions only"
    )
    training = ClinicClosure(first_day=TUESDAY, last_day=TUESDAY, reason="Staff training")
    hours = clinic(*USUAL, closures=[open_on_thanksgiving, training]).hours
    assert hours_in_words.statement(hours, at(THANKSGIVING, 11)).text == "Open now, closes at noon"
    assert (
        hours_in_words.statement(hours, at(TUESDAY, 11)).text
        == "Closed today: Staff training. Opens tomorrow at 8:30 am"
    )
    said = [(each.days, each.text, each.reason) for each in hours_in_words.notices(hours, TUESDAY)]
    assert said == [
        ("Tuesday 24 November", "Closed", "Staff training"),
        ("Thursday 26 November", "Open 10 am to noon", "Infusions only"),
    ]


def test_holidays_of_the_next_fourteen_days_are_noted_and_what_is_unknown_is_said_to_be():
    def noted(holidays, today):
        made = clinic(*USUAL, holidays=holidays)
        unknown = made._holidays if holidays is None else lambda day: ""
        return [(each.text, each.reason) for each in hours_in_words.notices(made.hours, today, unknown)]

    fortnight_before = THANKSGIVING - timedelta(days=14)
    assert noted(holidays=True, today=fortnight_before) == [("Closed", "Thanksgiving Day")]
    assert noted(holidays=True, today=fortnight_before - timedelta(days=1)) == [("Closed", "Veterans Day")]
    assert noted(holidays=None, today=TUESDAY) == [
        ("Public holiday; ask whether the clinic is open", "Thanksgiving Day")
    ]
    assert noted(holidays=False, today=TUESDAY) == []


@pytest.mark.parametrize(
    ("country", "region", "day", "name"),
    [
        ("US", "KS", date(2026, 7, 3), "Independence Day (observed)"),
        ("US", "IL", date(2026, 2, 12), ""),  # Lincoln's Birthday: a state's own
        ("GB", "Scotland", date(2026, 11, 30), "Saint Andrew's Day"),
        ("GB", "England", date(2026, 11, 30), ""),
        ("DE", "Bayern", date(2026, 1, 6), "Epiphany"),
        ("DE", "BE", date(2026, 1, 6), ""),
        ("AU", "Nowhere", date(2026, 1, 26), "Australia Day"),
        ("NZ", "", date(2026, 12, 25), "Christmas Day"),
        ("XX", "", date(2026, 12, 25), ""),
    ],
)
def test_public_holidays_are_those_of_the_clinics_country_and_region(country, region, day, name):
    assert holiday_name(country, region, day) == name


def test_the_statements_written_ahead_are_those_that_the_server_would_give():
    hours = clinic(*USUAL, (6, time(22), time(2), {"closes_next_day": True})).hours
    start = at(TUESDAY, 9, 13)
    ahead = hours_in_words.timeline(hours, start)
    assert ahead[0][2] == "Open now, closes at 5 pm"
    assert ahead[-1][1:] == ["", "", 0]
    for minutes in range(0, 6 * 1440, 7):
        moment = start + timedelta(minutes=minutes)
        _since, state, text, day = next(each for each in reversed(ahead) if each[0] <= moment.timestamp())
        said = hours_in_words.statement(hours, moment)
        assert (state, text, day) == (said.state, said.text, said.day), moment
    assert len(json.dumps(ahead)) < 2500


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"last_day": date(2026, 11, 23)}, "last day is before"),
        ({"last_day": date(2028, 1, 1)}, "more than a year"),
        ({"opens": time(9)}, "both times"),
        ({"opens": time(9), "closes": time(8)}, "closes before it opens"),
    ],
)
def test_an_exception_that_cannot_be_is_refused(fields, error):
    closure = ClinicClosure(**{"first_day": TUESDAY, "last_day": TUESDAY, **fields})
    with pytest.raises(ValidationError, match=error):
        closure.clean()


@pytest.mark.django_db
def test_overlapping_hours_and_exceptions_are_refused():
    def refused(**rows):
        made = ClinicFactory.build(title="Willow")
        made.openings, made.closures = rows.get("openings", []), rows.get("closures", [])
        made.clean()

    nine, noon, one = time(9), time(12), time(13)
    refused(openings=[ClinicOpening(day=2, opens=nine, closes=noon), ClinicOpening(day=2, opens=noon, closes=one)])
    with pytest.raises(ValidationError, match="Opening hours overlap"):
        refused(openings=[ClinicOpening(day=2, opens=nine, closes=one), ClinicOpening(day=2, opens=noon, closes=one)])
    late = ClinicOpening(day=7, opens=time(20), closes=time(2), closes_next_day=True)
    with pytest.raises(ValidationError, match="Opening hours overlap"):  # past midnight on Sunday
        refused(openings=[late, ClinicOpening(day=1, opens=time(1), closes=nine)])
    two = [ClinicClosure(first_day=TUESDAY, last_day=TUESDAY, opens=nine, closes=end) for end in (noon, one)]
    with pytest.raises(ValidationError, match="Two exceptions"):
        refused(closures=two)


@pytest.fixture
def usual(db):
    made = ClinicFactory(title="Willow", live=False, closed_on_holidays=True)
    made.openings.all().delete()
    for day, opens, closes in USUAL:
        ClinicOpening.objects.create(clinic=made, day=day, opens=opens, closes=closes)
    ClinicClosure.objects.create(
        clinic=made, first_day=date(2026, 12, 1), last_day=date(2026, 12, 2), reason="Training"
    )
    return put_live(made)


def on(moment):
    days = mock.patch("django.utils.timezone.localdate", return_value=moment.date())
    return mock.patch("django.utils.timezone.now", return_value=moment), days


def get(client, page, moment, query=""):
    now, days = on(moment)
    with now, days:
        return client.get(f"{page.url if page else '/clinics/'}{query}")


def test_a_clinics_page_says_what_holds_with_its_time_and_marks_today(client, usual):
    answer = get(client, usual, at(TUESDAY, 9, 12))
    assert "Open now, closes at 5 pm" in answer.text
    assert "As of Tuesday 24 November, 9:12 am, the clinic’s time" in answer.text
    assert [row["data-day"] for row in tags(answer, "tr") if row.get("aria-current") == "date"] == ["2"]
    assert "Thursday 26 November" in answer.text
    assert "Thanksgiving Day" in answer.text
    assert json.loads(tags(answer, "div", **{"class": "open-state open-state--open"})[0]["data-hours"])


def test_today_is_the_clinics_not_the_servers(client, usual):
    answer = get(client, usual, at(TUESDAY, 20))  # Wednesday in UTC
    assert [row["data-day"] for row in tags(answer, "tr") if row.get("aria-current")] == ["2"]


def test_hours_that_nobody_checked_for_long_say_nothing(client, usual):
    answer = get(client, usual, at(date(2027, 6, 8), 10))
    assert answer.status_code == 404  # with the address unchecked too, nobody sees the clinic
    old = ClinicFactory(hours_checked_on=timezone.localdate() - timedelta(days=181))
    assert old.open_state is None
    text = client.get(old.url).text
    assert "data-hours" not in text
    assert "specialOpeningHours" not in text


@pytest.mark.parametrize(("moment", "found"), [(at(TUESDAY, 9), True), (at(TUESDAY, 18), False)])
def test_the_directory_finds_clinics_that_are_open_now(client, usual, moment, found):
    answer = get(client, None, moment, "?open=now")
    assert [card.title for card in answer.context["page_obj"].object_list] == (["Willow"] if found else [])


@pytest.mark.django_db
def test_those_that_are_open_are_found_with_three_queries(django_assert_num_queries, usual):
    for number in range(5):
        ClinicFactory(title=f"Elm {number}")
    ClinicFactory(title="Stale", hours_checked_on=TUESDAY - timedelta(days=190))
    with django_assert_num_queries(3):
        assert open_now(Clinic.objects.all(), at(TUESDAY, 9)) == {usual.pk}
    with django_assert_num_queries(3):
        assert open_now(Clinic.objects.all(), at(THANKSGIVING, 9)) == set()
    monday = open_now(Clinic.objects.all(), at(date(2026, 11, 23), 9))
    assert len(monday) == 6


def test_machines_are_told_of_the_days_that_readers_are_told_of(client, usual):
    answer = get(client, usual, at(TUESDAY, 9))
    (script,) = [part for part in answer.text.split("<script") if "ld+json" in part]
    graph = json.loads(script[script.index(">") + 1 : script.index("</script>")])["@graph"]
    node = next(each for each in graph if each["@type"] == "MedicalClinic")
    assert node["specialOpeningHoursSpecification"] == [
        {
            "@type": "OpeningHoursSpecification",
            "opens": "00:00",
            "closes": "00:00",
            "validFrom": first,
            "validThrough": last,
        }
        for first, last in (("2026-11-26", "2026-11-26"), ("2026-12-01", "2026-12-02"))
    ]
