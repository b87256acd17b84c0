"""What the screens around clinics save, and what they do not: “checked today”, overlapping hours, who pays."""

from datetime import timedelta

import pytest

from django.urls import reverse
from django.utils import timezone

from blog.clinic_checks import Group, columns
from blog.clinic_forms import today_field
from blog.models import Clinic, ClinicSpotlight
from tests.factories import ClinicFactory, SpotlightFactory

pytestmark = pytest.mark.django_db


def checked(room, clinic, **data):
    """Return the clinic as its form would keep it, with the errors."""
    form = Clinic.get_edit_handler().get_form_class()(data=data, instance=clinic, for_user=room.clinic_data)
    form.is_valid()
    return form


def test_checked_today_puts_the_day_and_the_persons_name_down(room):
    old = timezone.localdate() - timedelta(days=100)
    clinic = ClinicFactory(hours_checked_on=old, prices_checked_on=old)
    form = checked(room, clinic, **{today_field(Group.HOURS): "on", "prices_checked_on": old.isoformat()})
    _source, day, person = columns(Group.HOURS)
    assert form.cleaned_data[day] == timezone.localdate()
    assert getattr(form.instance, person) == "Cleo Example"
    assert form.cleaned_data["prices_checked_on"] == old
    assert form.instance.prices_checked_by == "Cleo Example", "as the factory wrote it"


def test_a_day_that_is_taken_away_takes_the_name_along_and_one_to_come_is_refused(room):
    assert checked(room, ClinicFactory(), hours_checked_on="").instance.hours_checked_by == ""
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "still to come" in str(checked(room, ClinicFactory(), hours_checked_on=tomorrow.isoformat()).errors)


def test_nobody_types_who_checked(room):
    form = checked(room, ClinicFactory(), hours_checked_by="The Queen")
    assert "hours_checked_by" not in form.fields
    assert form.instance.hours_checked_by != "The Queen"


def test_the_screen_of_the_commercial_role_saves_its_fields_and_no_other(room):
    clinic = ClinicFactory(title="Willow")
    client = room.client(room.commercial)
    url = reverse("blog_commercial_edit", args=["clinic", clinic.pk])
    words = {"title": "The best clinic", "summary": "Buy now", "phone": "+13165559999", "slug": "best", "live": "on"}
    client.post(url, {"commercial_relationship": "client", **words})
    page = Clinic.objects.get(pk=clinic.pk)
    draft = page.get_latest_revision_as_object()
    assert page.commercial_relationship == "none", "what is public waits for the workflow"
    assert draft.commercial_relationship == "client"
    for name in ("title", "summary", "phone", "slug"):
        assert getattr(draft, name) == getattr(clinic, name)


def test_so_does_that_for_stories(room):
    story = SpotlightFactory(title="The story")
    url = reverse("blog_commercial_edit", args=["spotlight", story.pk])
    paid = {"commercial_status": "sponsored", "sponsor_name": "Holdings", "contract_reference": "C-17"}
    room.client(room.commercial).post(url, {**paid, "title": "Best story", "sponsor_saw_text": "on", "body": "[]"})
    page = ClinicSpotlight.objects.get(pk=story.pk)
    draft = page.get_latest_revision_as_object()
    assert (page.commercial_status, page.contract_reference) == ("editorial", "C-17")
    assert (draft.commercial_status, draft.sponsor_name) == ("sponsored", "Holdings")
    assert (draft.title, draft.sponsor_saw_text, len(draft.body)) == ("The story", False, 1)


@pytest.mark.parametrize("role", ["clinic_data", "editor", "writer", "managing_editor"])
def test_nobody_else_sets_who_pays(room, role):
    clinic = ClinicFactory()
    url = reverse("blog_commercial_edit", args=["clinic", clinic.pk])
    room.client(getattr(room, role)).post(url, {"commercial_relationship": "client"})
    assert Clinic.objects.get(pk=clinic.pk).latest_revision is None
    form = checked(room, clinic, commercial_relationship="client")
    assert "commercial_relationship" not in form.fields
    assert form.instance.commercial_relationship == "none"
