"""Proposals about clinics: from a reader's form to a draft that nobody sees before two people approved it."""

import re
from datetime import date, timedelta

import pytest

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

from blog.models import Clinic, ClinicIndex, ClinicProposal
from blog.models.clinic_proposal import working_days_after
from blog.proposals import facts, purge
from editorial.desk.panels import sections_for
from tests.factories import ClinicFactory, UserFactory
from tests.project.markup import robots, tags
from tests.publishing import put_live
from tests.readers import OURS, fields_of, later, send

pytestmark = pytest.mark.django_db

WRONG = {"fact": "identity.phone", "should_say": "(316) 555-0142", "source": "Their website says so."}
CLAIM = {"name": "Pat Example", "role": "Practice manager", "email": "pat@clinic.example.org", "phone": "Extension 12"}


@pytest.fixture
def client():
    """A reader's browser: Django's protection of sessions is on, as it is for them."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def clinic():
    return ClinicFactory(title="Willow", phone="+13165550100")


def proposed(clinic, **fields):
    values = {"kind": "correction", "group": "identity", "field": "phone", "says_now": clinic.phone}
    values |= {"should_say": "(316) 555-0142", "source": "Their website.", "nonce": str(ClinicProposal.objects.count())}
    return ClinicProposal.objects.create(clinic=clinic, **{**values, **fields})


def decide(room, user, proposal, button, reason="Looked it up on the website."):
    return room.client(user).post(reverse("blog_proposal", args=[proposal.pk]), {button: "1", "reason": reason})


# Readers


def test_both_forms_are_reached_from_the_clinics_page(client, clinic):
    page = client.get(clinic.url)
    for what, title in (("suggest", "Suggest a correction"), ("claim", "Claim this clinic")):
        (link,) = tags(page, "a", href=f"{clinic.url}{what}/")
        assert link["rel"] == "nofollow"
        form = client.get(link["href"])
        assert f"<h1>{title}</h1>" in form.text
        assert robots(form) == ["noindex, nofollow"]
        assert form["Cache-Control"] == "no-store"
        assert not form.cookies


def test_a_correction_says_what_it_said_and_what_it_should_say(client, clinic):
    answer = send(client, f"{clinic.url}suggest/", **WRONG)
    assert answer.status_code == 303
    assert "It has arrived" in client.get(answer.url).text
    kept = ClinicProposal.objects.get()
    assert (kept.kind, kept.group, kept.field) == ("correction", "identity", "phone")
    assert (kept.says_now, kept.should_say, kept.source) == ("+13165550100", *list(WRONG.values())[1:])
    assert (kept.email, kept.name) == ("", "")
    assert kept.fingerprint == clinic.record.live_fingerprint
    assert client.get(clinic.url).text.count("555-0142") == 0


def test_a_link_can_name_the_facts(client, clinic):
    form = client.get(f"{clinic.url}suggest/?facts=hours")
    assert [each["value"] for each in tags(form, "option") if "selected" in each] == ["hours."]
    assert client.get(f"{clinic.url}suggest/?facts=nonsense").status_code == 200


def test_every_fact_that_can_be_named_is_one_of_the_clinic():
    named = [facts.split(value) for _group, options in facts.choices() for value, _label in options]
    assert len(named) == len(set(named))
    for group, field in named:
        assert group in facts.FIELDS
        if field:
            Clinic._meta.get_field(field)
    assert "commercial_relationship" not in {field for _group, field in named}


def test_sending_twice_keeps_it_once(client, clinic):
    form = {**fields_of(client.get(f"{clinic.url}suggest/")), **WRONG}
    with later():
        answers = [client.post(f"{clinic.url}suggest/", form, headers=OURS).status_code for _number in range(2)]
    assert (answers, ClinicProposal.objects.count()) == ([303, 303], 1)


@pytest.mark.parametrize(
    ("what", "fields", "error"),
    [
        ("suggest", {"fact": ""}, "Please choose which fact it is about."),
        ("suggest", {"fact": "identity.commercial_relationship"}, "Please choose one of these."),
        ("suggest", {"should_say": ""}, "Please write what it should say."),
        ("suggest", {"source": ""}, "Please say how you know"),
        ("suggest", {"should_say": "x" * 1001}, "Please shorten it to 1,000."),
        ("suggest", {"source": "\ufffd\ufffd"}, "signs that nobody can read"),
        ("suggest", {"email": "nobody"}, "does not look like an e-mail address"),
        ("claim", {"name": ""}, "Please give your name."),
        ("claim", {"role": ""}, "Please say what you do at the clinic."),
        ("claim", {"email": ""}, "Please give an e-mail address."),
        ("claim", {"email": "pat@gmail.com"}, "This address is not at clinic.example.org."),
        ("claim", {"email": "pat@notclinic.example.org"}, "This address is not at"),
        ("claim", {"email": "pat@org"}, "does not look like an e-mail address"),
        ("claim", {"phone": ""}, "Please say how we reach you by telephone."),
    ],
)
def test_errors_are_said_in_words_and_nothing_is_lost(client, clinic, what, fields, error):
    usual = WRONG if what == "suggest" else CLAIM
    answer = send(client, f"{clinic.url}{what}/", **{**usual, **fields})
    assert (answer.status_code, ClinicProposal.objects.count()) == (422, 0)
    assert answer.text.count(error) == 2
    kept = "Their website says so." if what == "suggest" else "Practice manager"
    assert kept in answer.text or set(fields) & {"source", "role"}


@pytest.mark.parametrize("email", ["pat@clinic.example.org", "pat@mail.clinic.example.org", "pat@example.org"])
def test_a_claim_comes_from_the_clinics_own_domain(client, clinic, email):
    assert send(client, f"{clinic.url}claim/", **{**CLAIM, "email": email}).status_code == 303
    kept = ClinicProposal.objects.get()
    assert (kept.kind, kept.name, kept.role, kept.email) == ("claim", "Pat Example", "Practice manager", email)


def test_forms_are_taken_from_our_own_pages_only(client, clinic):
    answer = send(client, f"{clinic.url}suggest/", headers={"Sec-Fetch-Site": "cross-site"}, **WRONG)
    assert (answer.status_code, ClinicProposal.objects.count()) == (403, 0)
    trapped = send(client, f"{clinic.url}suggest/", **WRONG, homepage="https://spam.example")
    assert (trapped.status_code, ClinicProposal.objects.count()) == (303, 0)


def test_words_of_somebody_in_danger_are_answered_with_help(client, clinic):
    answer = send(client, f"{clinic.url}suggest/", **{**WRONG, "source": "They turned me away and I want to die."})
    assert "Please talk to a person now" in client.get(answer.url).text


def test_addresses_of_other_pages_stay_theirs(client, clinic):
    hidden = ClinicFactory(valid_until=timezone.localdate() - timedelta(days=1))
    for address in (f"{hidden.url}suggest/", "/articles/suggest/", "/clinics/claim/", f"{clinic.url}thanks/more/"):
        assert client.get(address).status_code == 404
    namesake = put_live(ClinicFactory(title="Suggest", slug="suggest", live=False))
    assert client.get(namesake.url).status_code == 200
    assert client.get(f"{namesake.url}suggest/").status_code == 200


def test_the_keepers_of_clinics_are_told_once_a_day(client, clinic, django_capture_on_commit_callbacks):
    UserFactory(email="cleo@example.org", role="Clinic data")
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(2):
            send(client, f"{clinic.url}suggest/", **WRONG)
    assert [message.to for message in mail.outbox] == [["cleo@example.org"]]
    assert "555-0142" not in mail.outbox[0].body


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 23), date(2026, 11, 30)),
        (date(2026, 11, 27), date(2026, 12, 4)),
        (date(2026, 11, 28), date(2026, 12, 4)),
    ],
)
def test_it_is_due_after_five_working_days(day, due):
    assert working_days_after(day, 5) == due


# Those who keep clinics' data


def shown(client, clinic):
    """Return a clinic's page but for the moments of its hours."""
    return re.sub(r'data-hours="[^"]*"|As of [^<]*', "", client.get(clinic.url).text)


def test_an_accepted_correction_becomes_a_draft_and_nothing_more(client, room, clinic):
    proposal = proposed(clinic)
    screen = room.client(room.clinic_data).get(reverse("blog_proposal", args=[proposal.pk]))
    assert "+13165550142" in screen.text, "as it would be filled in"
    answer = decide(room, room.clinic_data, proposal, "accept")
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[clinic.pk])
    page = Clinic.objects.get(pk=clinic.pk)
    draft = page.get_latest_revision_as_object()
    assert (draft.phone, page.phone) == ("+13165550142", "+13165550100")
    assert draft.identity_checked_on == page.identity_checked_on
    assert page.latest_revision.user == room.clinic_data
    assert page.current_workflow_state is None
    assert "555-0142" not in client.get(clinic.url).text
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_by) == ("accepted", room.clinic_data)
    assert [(line["by"], line["state"]) for line in proposal.history] == [(str(room.clinic_data), "accepted")]


@pytest.mark.parametrize(
    ("field", "text"), [("", "We open at nine on Mondays"), ("website", "no address"), ("phone", "?")]
)
def test_what_maps_to_no_value_is_left_to_a_person(room, clinic, field, text):
    proposal = proposed(clinic, group="hours" if not field else "identity", field=field, should_say=text)
    before = Clinic.objects.get(pk=clinic.pk).latest_revision_id
    answer = decide(room, room.clinic_data, proposal, "accept")
    assert answer.status_code == 302
    assert Clinic.objects.get(pk=clinic.pk).latest_revision_id == before
    assert ClinicProposal.objects.get().state == "accepted"


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("phone", "316-555-0142", "+13165550142"),
        ("phone", "+44 20 7946 0000", "+442079460000"),
        ("phone", "1 316 555 0142", "+13165550142"),
        ("street", "  12 Elm Street ", "12 Elm Street"),
        ("insurance_plans", "Plan A\n\n Plan B ", "Plan A\nPlan B"),
        ("title", "Willow House", "Willow House"),
    ],
)
def test_texts_become_values(field, text, value):
    assert facts.value_of(Clinic(country="US"), field, text) == value


def test_a_clinic_in_review_takes_no_other_words(room, clinic):
    clinic.save_revision(user=room.clinic_data)
    clinic.get_workflow().start(Clinic.objects.get(pk=clinic.pk), room.clinic_data)
    proposal = proposed(clinic)
    answer = decide(room, room.clinic_data, proposal, "accept")
    assert "is in review" in answer.text
    assert ClinicProposal.objects.get().state == "new"


def test_declining_needs_a_reason_and_a_decision_stands(room, clinic):
    proposal = proposed(clinic)
    assert "Please give the reason" in decide(room, room.clinic_data, proposal, "decline", "no").text
    assert decide(room, room.clinic_data, proposal, "decline", "Their website says otherwise.").status_code == 302
    decide(room, room.other_clinic_data, proposal, "accept")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason) == ("declined", "Their website says otherwise.")
    assert len(proposal.history) == 1
    assert Clinic.objects.get(pk=clinic.pk).latest_revision is None


def test_an_accepted_claim_names_a_contact_and_gives_no_right(client, room, clinic):
    users = type(room.writer).objects.count()
    proposal = proposed(clinic, kind="claim", name="Pat Example", role="Manager", email="pat@clinic.example.org")
    before = shown(client, clinic)
    decide(room, room.clinic_data, proposal, "accept")
    assert clinic.contact == proposal
    assert type(room.writer).objects.count() == users
    assert shown(client, clinic) == before
    edit = room.client(room.clinic_data).get(reverse("wagtailadmin_pages:edit", args=[clinic.pk]))
    assert "Claimed by Pat Example, Manager." in edit.text
    decide(room, room.other_clinic_data, proposal, "end", "She left the clinic.")
    assert clinic.contact is None
    assert [line["state"] for line in ClinicProposal.objects.get().history] == ["accepted", "ended"]


@pytest.mark.parametrize(("days", "shown"), [(0, True), (180, True), (181, False), (None, False)])
def test_readers_are_told_only_when_the_clinic_itself_confirmed(client, days, shown):
    day = timezone.localdate() - timedelta(days=days) if days is not None else None
    assert ("The clinic confirmed these facts on" in client.get(ClinicFactory(confirmed_on=day).url).text) is shown


def test_only_a_clinic_with_a_contact_confirms(room, clinic):
    def errors(day):
        form_class = Clinic.get_edit_handler().get_form_class()
        form = form_class(data={"confirmed_on": day.isoformat()}, instance=clinic, for_user=room.clinic_data)
        form.is_valid()
        return " ".join(form.errors.get("confirmed_on", []))

    today = timezone.localdate()
    assert "Accept a claim first" in errors(today)
    proposed(clinic, kind="claim", name="Pat").decide(room.clinic_data, "accepted", "")
    assert errors(today) == ""
    assert "still to come" in errors(today + timedelta(days=1))


@pytest.mark.parametrize("role", ["writer", "editor", "reviewer", "commercial", "administrator"])
def test_nobody_else_decides(room, clinic, role):
    proposal = proposed(clinic)
    for address in (reverse("blog_proposals"), reverse("blog_proposal", args=[proposal.pk])):
        assert room.client(getattr(room, role)).get(address).url == reverse("wagtailadmin_home")
    decide(room, getattr(room, role), proposal, "accept")
    assert ClinicProposal.objects.get().state == "new"
    assert Page.objects.get(pk=clinic.pk).latest_revision is None


def test_the_list_shows_what_is_open_by_due_day(room, clinic, django_assert_max_num_queries):
    soon, late = proposed(clinic), proposed(clinic, should_say="Another")
    ClinicProposal.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    proposed(clinic, should_say="Done").decide(room.clinic_data, "declined", "It was not so.")
    client = room.client(room.clinic_data)
    rows = client.get(reverse("blog_proposals")).context["object_list"]
    assert [row.pk for row in rows] == [late.pk, soon.pk]
    answer = client.get(reverse("blog_proposals"), {"overdue": "true"})
    assert [row.pk for row in answer.context["object_list"]] == [late.pk]
    export = client.get(reverse("blog_proposals"), {"state": "all", "export": "csv"})
    text = b"".join(export.streaming_content).decode()
    assert text.count("Willow") == 3
    (section,) = [each for each in sections_for(room.clinic_data) if each.key == "proposals"]
    assert (section.listing.total, "overdue since" in section.items[0].note) == (2, True)
    assert not [each for each in sections_for(room.writer) if each.key == "proposals"]
    for _number in range(10):
        proposed(clinic)
    with django_assert_max_num_queries(2):
        from blog.proposals.admin import proposals_section  # noqa: PLC0415

        proposals_section(room.clinic_data)


def test_people_are_forgotten_thirty_days_after_the_decision(clinic, room):
    def decided(days, **fields):
        row = proposed(clinic, name="Pat", email="pat@clinic.example.org", **fields)
        row.decide(room.clinic_data, fields.get("state", "declined"), "It was not so.")
        ClinicProposal.objects.filter(pk=row.pk).update(decided_at=timezone.now() - timedelta(days=days))
        return row

    rows = [decided(29), decided(30), decided(400, kind="claim", state="accepted"), decided(30, kind="claim")]
    for step in purge.due(timezone.localdate()):
        step.take()
    found = [ClinicProposal.objects.get(pk=row.pk) for row in rows]
    assert [bool(row.email) for row in found] == [True, False, True, False]
    assert [bool(row.name) for row in found] == [True, False, True, False]
    assert purge.due(timezone.localdate()) == []


def test_the_directory_stands_where_it_was():
    assert ClinicIndex.objects.get().slug == "clinics"
