"""A clinic without a valid licence is seen by nobody, at once, and stale facts say so."""

from datetime import timedelta
from unittest import mock

import pytest

from django.core import mail
from django.utils import timezone

from blog import clinic_steps
from blog.clinic_checks import Group, State
from blog.models import Clinic, ClinicSpotlight
from editorial import verification
from editorial.models import PublicationRecord
from pages.querysets import published_pages
from tests.factories import ArticleFactory, ClinicFactory, SpotlightFactory, TopicFactory, UserFactory, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readers_index")]


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def lapsing():
    """A clinic and its story, whose only licence is valid through today."""
    topic = TopicFactory(title="Ketamine")
    clinic = ClinicFactory(title="Willow Zebrine", treatment=topic, valid_until=in_days(0))
    story = SpotlightFactory(title="A Zebrine story", clinic=clinic, topics=[topic])
    ArticleFactory(title="An article", body=body("Words.", ("clinic_promotion", {"clinic": clinic.pk})), topics=[topic])
    return clinic, story


PLACES = (
    "/",
    "/clinics/",
    "/spotlights/",
    "/topics/ketamine/",
    "/feed/",
    "/search/?q=zebrine",
    "/articles/an-article/",
)
SHOWING = (
    "/",
    "/clinics/",
    "/spotlights/",
    "/topics/ketamine/",
    "/feed/",
    "/search/?q=zebrine",
    "/articles/an-article/",
)


def test_a_clinic_is_hidden_everywhere_on_the_day_after_its_licence_with_nobody_pressing_a_button(client, lapsing):
    for address in SHOWING:
        assert "Zebrine" in client.get(address).text, address
    assert "zebrine" in client.get("/sitemap-clinics.xml").text
    with mock.patch("django.utils.timezone.localdate", return_value=in_days(1)):
        for address in PLACES:
            shown = client.get(address).text.replace('value="zebrine"', "").replace("“zebrine”", "")
            assert "Zebrine" not in shown, address
        assert "zebrine" not in client.get("/sitemap-clinics.xml").text
        for page in lapsing:
            answer = client.get(page.url)
            assert answer.status_code == 404
            assert "not listed at present" in answer.text
        assert not published_pages().filter(pk__in=[page.pk for page in lapsing]).exists()
        assert not Clinic.objects.listed().exists()
        assert list(verification.verify()) == []
    assert client.get(lapsing[0].url).status_code == 200


@pytest.mark.parametrize(("age", "listed"), [(0, True), (180, True), (181, False)])
def test_a_clinic_whose_address_nobody_checked_for_half_a_year_is_hidden(client, age, listed):
    clinic = ClinicFactory(identity_checked_on=in_days(-age))
    assert (client.get(clinic.url).status_code == 200) is listed
    assert Clinic.objects.listed().exists() is listed
    assert clinic.is_in_order is listed


@pytest.mark.parametrize(
    ("age", "state"),
    [(0, State.CURRENT), (90, State.CURRENT), (91, State.STALE), (180, State.STALE), (181, State.HIDDEN)],
)
def test_facts_that_are_stale_say_so_then_hide(client, age, state):
    clinic = ClinicFactory(languages=["es"], access_checked_on=in_days(-age))
    text = client.get(clinic.url).text
    assert clinic.check_of(Group.ACCESS).state == state
    assert ("Not checked since" in text) is (state == State.STALE)
    assert ("Spanish" in text) is (state != State.HIDDEN)
    assert ("so long that we do not show it" in text) is (state == State.HIDDEN)


def test_a_story_goes_with_its_clinic_and_with_its_paid_time(client):
    story = SpotlightFactory(commercial_status="sponsored", sponsor_name="Holdings", paid_until=in_days(0))
    assert client.get(story.url).status_code == 200
    with mock.patch("django.utils.timezone.localdate", return_value=in_days(1)):
        assert client.get(story.url).status_code == 404
        assert not ClinicSpotlight.objects.published().exists()


def test_the_daily_command_takes_a_story_down_when_its_paid_time_is_over():
    story = SpotlightFactory(commercial_status="sponsored", sponsor_name="Holdings", paid_until=in_days(-1))
    (step,) = clinic_steps.due(timezone.localdate())
    assert "paid time is over" in str(step)
    step.take()
    assert not ClinicSpotlight.objects.get(pk=story.pk).live
    assert PublicationRecord.objects.get(page_id=story.pk).withdrawn_answer == PublicationRecord.Answer.GONE
    assert clinic_steps.due(timezone.localdate()) == []


@pytest.mark.parametrize(("days", "told"), [(30, True), (29, False), (7, True), (0, True), (-1, True), (-2, False)])
def test_clinic_data_is_told_before_a_licence_ends_and_when_it_has(days, told, django_capture_on_commit_callbacks):
    UserFactory(email="cleo@example.org", role="Clinic data")
    ClinicFactory(title="Willow", valid_until=in_days(days))
    with django_capture_on_commit_callbacks(execute=True):
        for step in clinic_steps.due(timezone.localdate()):
            step.take()
    assert [message.to for message in mail.outbox] == ([["cleo@example.org"]] if told else [])


def test_the_next_check_is_the_first_that_is_due():
    clinic = ClinicFactory(valid_until=in_days(20))
    assert clinic.next_check == in_days(20)
    assert ClinicFactory(hours_checked_on=in_days(-85)).next_check == in_days(5)
    assert ClinicFactory.build(access_checked_on=None).find_next_check() is None
