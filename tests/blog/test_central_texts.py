"""Regulatory status, harm reduction, urgent help: kept once, shown where pages name them, told when they change."""

from datetime import date

import pytest

from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from wagtail.models import Site

from blog.models import ContentFlag, HarmReduction, RegulatoryStatus, SafetyInformation, UrgentHelp
from blog.models.safety import TOPICS
from editorial import gate, triggers
from editorial.fingerprint import fingerprint
from editorial.models import MedicalReviewTask
from editorial.refusals import PublicationRefused
from editorial.withdrawal import withdraw_snippet
from home.models import PublicationSettings
from tests import newsroom as desk
from tests.central import DAY, fact, harm_reduction_for, safety_for, status_of, stream, urgent_help
from tests.factories import ArticleFactory, ReferenceFactory, TopicFactory, body
from tests.project.markup import tags
from tests.publishing import unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def ketamine():
    return TopicFactory(title="Ketamine")


@pytest.fixture
def anxiety():
    return TopicFactory(title="Anxiety", kind="condition")


def status_block(treatment, condition=None, countries=()):
    value = {"treatment": treatment.pk, "condition": condition and condition.pk, "countries": list(countries)}
    return ("regulatory_status", value)


def shown(client, *blocks):
    response = client.get(ArticleFactory(body=body(*blocks)).url)
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize(
    "make",
    [safety_for, status_of, harm_reduction_for, lambda _t, live: urgent_help(live), lambda _t, live: fact(live=live)],
)
def test_nothing_is_public_without_its_workflow(make, ketamine):
    text = make(ketamine, live=False)
    assert text.get_workflow().name == "Editor, then medical review"
    assert text.requires_medical_review
    revision = text.save_revision()
    with pytest.raises(PublicationRefused):
        revision.publish(skip_permission_checks=True)


@pytest.mark.parametrize("make", [urgent_help, fact], ids=["urgent help", "volatile fact"])
def test_what_is_about_no_treatment_any_medical_reviewer_may_review(make):
    room = desk.open_newsroom()
    text = make(live=False)
    text.save_revision(user=room.writer)
    task = MedicalReviewTask.objects.get()
    assert task.refusals_for(room.reviewer, text, gate.standing(text)) == []
    about_something = status_of(TopicFactory(title="Sleep"), live=False)
    about_something.save_revision(user=room.writer)
    found = task.refusals_for(room.reviewer, about_something, gate.standing(about_something))
    assert [reason.code for reason in found] == ["out_of_scope"]


def test_the_table_is_read_out_with_its_headings_day_and_source(client, ketamine, anxiety):
    source = ReferenceFactory(title="Alert on compounded ketamine")
    status_of(ketamine, anxiety, source=source, source_url="", sentence="Not approved for any psychiatric disorder.")
    text = shown(client, status_block(ketamine))
    assert [tag["scope"] for tag in tags(text, "th")] == ["col"] * 2 + ["row"]
    (region,) = tags(text, "div", role="region")
    assert tags(text, "figcaption", id=region["aria-labelledby"])
    for words in (
        "Not approved for any psychiatric disorder.",
        "23 November 2026",
        "Alert on compounded",
        "United States",
    ):
        assert words in text
    assert tags(text, "a", href=source.doi_url)


def test_a_block_shows_what_it_chose_and_what_is_public(client, ketamine, anxiety):
    status_of(ketamine, anxiety, sentence="One.")
    status_of(ketamine, other_use="anaesthesia", status="approved", sentence="Two.")
    status_of(ketamine, anxiety, country="GB", sentence="Three.")
    status_of(ketamine, other_use="sleep", sentence="Draft.", live=False)
    every = shown(client, status_block(ketamine))
    assert [words in every for words in ("One.", "Two.", "Three.", "Draft.")] == [True, True, True, False]
    some = shown(client, status_block(ketamine, anxiety, ["US"]))
    assert [words in some for words in ("One.", "Two.", "Three.")] == [True, False, False]


def test_several_tables_cost_no_more_queries(client, ketamine, anxiety, django_assert_max_num_queries):
    status_of(ketamine, anxiety)
    topics = [TopicFactory(title=f"Drug {number}") for number in range(4)]
    for topic in topics:
        status_of(topic, anxiety)
    page = ArticleFactory(body=body(*(status_block(topic) for topic in topics)))
    client.get(page.url)
    with django_assert_max_num_queries(26):
        client.get(page.url)


def test_words_changed_past_the_gate_are_not_shown(client, ketamine):
    status_of(ketamine, sentence="Approved words.")
    triggers.drop()
    RegulatoryStatus.objects.update(sentence="Forced words.")
    assert "Forced words." not in shown(client, status_block(ketamine))


def test_there_is_one_row_for_a_combination(ketamine, anxiety):
    status_of(ketamine, anxiety)
    status_of(ketamine, other_use="sleep")
    for fields in ({"condition": anxiety}, {"other_use": "sleep"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            status_of(ketamine, live=False, **fields)
    status_of(ketamine, anxiety, country="GB")
    status_of(ketamine, anxiety, route="nasal")


def test_a_row_has_one_use_and_a_source(ketamine, anxiety):
    row = status_of(ketamine, anxiety, live=False, other_use="sleep")
    with pytest.raises(ValidationError, match="not both"):
        row.clean()
    row.other_use, row.source_url = "", ""
    with pytest.raises(ValidationError, match="source"):
        row.clean()


def test_a_page_names_the_table_by_its_key(ketamine, anxiety):
    page = ArticleFactory(body=body(status_block(ketamine)))
    before = fingerprint(page)
    status_of(ketamine, anxiety)
    assert fingerprint(type(page).objects.get(pk=page.pk)) == before


def change(row, **fields):
    """Publish a row in other words, as if its workflow had let them through."""
    with unguarded():
        row = RegulatoryStatus.objects.get(pk=row.pk)
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()


def test_a_changed_status_flags_the_pages_that_show_it(ketamine, anxiety, django_capture_on_commit_callbacks):
    room = desk.open_newsroom()
    row = status_of(ketamine, anxiety)
    page = ArticleFactory(body=body(status_block(ketamine, anxiety)), owner=room.writer)
    ArticleFactory(body=body(status_block(ketamine, None, ["GB"])))
    ArticleFactory(body=body("Ketamine."), topics=[ketamine])
    with django_capture_on_commit_callbacks(execute=True):
        change(row, status="approved", sentence="Approved.")
    flag = ContentFlag.objects.get()
    assert (flag.page_id, flag.code) == (page.pk, "M3")
    assert "Off-label" in flag.message
    assert "Approved." in flag.message
    assert {address for each in mail.outbox for address in each.to} == {room.writer.email, room.managing_editor.email}


def test_a_new_day_alone_flags_nothing(ketamine):
    row = status_of(ketamine, other_use="sleep")
    ArticleFactory(body=body(status_block(ketamine)))
    change(row, as_of=date(2026, 11, 24), review_due=date(2027, 11, 24))
    assert not ContentFlag.objects.exists()


def test_a_status_that_is_taken_down_flags_too(ketamine):
    row = status_of(ketamine, other_use="sleep")
    page = ArticleFactory(body=body(status_block(ketamine)))
    withdraw_snippet(row, None, "The label changed today.")
    assert ContentFlag.objects.get().page_id == page.pk


def test_harm_reduction_is_shown_only_when_published(client, ketamine):
    text = harm_reduction_for(ketamine)
    block = ("harm_reduction", {"information": text.pk})
    assert "Never use it alone." in shown(client, block)
    HarmReduction.objects.update(live=False)
    assert "Never use it alone." not in shown(client, block)


def test_urgent_help_comes_from_the_central_text_and_else_from_the_settings(client):
    settings = PublicationSettings.for_site(Site.objects.get(is_default_site=True))
    settings.crisis_lines = stream(("line", {"country": "GB", "name": "Samaritans", "phone": "116 123"}))
    settings.save()
    block = ("urgent_help", {"note": "Ring somebody."})
    before = shown(client, block)
    assert before.count("Samaritans") == 2
    urgent_help()
    text = shown(client, block)
    assert text.count("Samaritans") == 1  # at the foot of the page
    for words in ("Ring somebody.", "Help at once", "You are not alone.", "988 Lifeline", 'href="tel:988"'):
        assert words in text
    UrgentHelp.objects.update(live=False)
    assert shown(client, block).count("Samaritans") == 2


def test_there_is_one_text_with_urgent_help():
    urgent_help().clean()
    with pytest.raises(ValidationError, match="already"):
        UrgentHelp(title="Another", as_of=DAY).clean()


def test_safety_information_knows_what_it_lacks(ketamine):
    assert safety_for(ketamine).missing_topics() == []
    assert len(SafetyInformation(topics="[]").missing_topics()) == len(TOPICS) == 14
    some = safety_for(ketamine, ["driving"])
    some.topics = stream(
        ("item", {"topic": "driving", "text": "<p>  </p>"}), ("item", {"topic": "bladder", "text": "<p>x</p>"})
    )
    assert "driving" in dict(some.missing_topics())
    assert "bladder" not in dict(some.missing_topics())


@pytest.mark.parametrize("model", ["regulatorystatus", "harmreduction", "urgenthelp", "volatilefact"])
def test_who_may_write_them(model):
    room = desk.open_newsroom()
    name = f"wagtailsnippets_blog_{model}"
    may = {
        user: (
            room.client(user).get(reverse(f"{name}:list")).status_code == 200,
            room.client(user).get(reverse(f"{name}:add")).status_code == 200,
        )
        for user in (room.writer, room.editor, room.reviewer, room.managing_editor, room.administrator)
    }
    assert list(may.values()) == [(True, False), (True, True), (True, True), (True, False), (False, False)]


@pytest.mark.parametrize("make", [urgent_help, fact, harm_reduction_for, status_of, safety_for])
def test_each_goes_through_its_workflow(make):
    """A text that belongs to no topic, such as a date, is reviewed by any medical reviewer; the others by scope."""
    room = desk.open_newsroom()
    options = {"other_use": "sleep"} if make is status_of else {}
    text = make(live=False) if make in (urgent_help, fact) else make(room.topic, live=False, **options)
    text.save_revision(user=room.editor)
    text.get_workflow().start(text, room.editor)
    for person in (room.managing_editor, room.reviewer):
        text = type(text).objects.get(pk=text.pk)
        text.current_workflow_task.on_action(text.current_workflow_task_state, person, "approve")
    assert type(text).objects.get(pk=text.pk).live
