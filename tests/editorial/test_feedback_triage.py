"""What readers wrote, as the editors work through it."""

from datetime import timedelta

import pytest

from django.urls import reverse
from django.utils import timezone

from editorial.desk.panels import sections_for
from editorial.feedback.triage import feedback_section
from editorial.models import Feedback, HelpfulCount
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(room):
    return ArticleFactory(title="A first visit", topics=[room.topic])


def said(article, kind="factual", text="The dose is wrong.", **fields):
    return Feedback.objects.create(
        page_id=article.pk, kind=kind, text=text, nonce=str(Feedback.objects.count()), **fields
    )


def listed(room, **query):
    answer = room.client(room.editor).get(reverse("editorial_feedback"), query)
    assert answer.status_code == 200
    return [row.pk for row in answer.context["object_list"]]


def test_the_list_shows_what_is_open_the_most_urgent_first(room, article):
    typo, factual, safety = said(article, "typo"), said(article), said(article, "safety")
    said(article, "yes", "")
    closed = said(article)
    closed.decide(room.editor, "fixed", "Put it right today.", None)
    assert listed(room) == [safety.pk, factual.pk, typo.pk]
    assert listed(room, state="fixed") == [closed.pk]
    assert len(listed(room, state="all")) == 4
    assert listed(room, kind="typo") == [typo.pk]
    assert listed(room, due="urgent") == [safety.pk]
    Feedback.objects.filter(pk=typo.pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert listed(room, due="overdue") == [typo.pk]
    other = said(ArticleFactory(title="Another"))
    assert listed(room, page=str(other.page_id)) == [other.pk]
    assert listed(room, assignee=str(room.editor.pk)) == []
    Feedback.objects.filter(pk=factual.pk).update(created_at=timezone.now() - timedelta(days=8))
    assert factual.pk not in listed(room, age="7")
    assert factual.pk in listed(room, age="30")


def test_the_list_asks_the_database_the_same_however_long_it_is(room, article, django_assert_num_queries):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    said(article)
    listed(room)
    with CaptureQueriesContext(connection) as few:
        listed(room)
    for _number in range(10):
        said(article)
    with django_assert_num_queries(len(few.captured_queries)):
        listed(room)
    with django_assert_num_queries(3):  # one for the roles
        feedback_section(room.editor)


def test_a_report_shows_its_page_and_the_words_that_were_read(room, article):
    article.save_revision(user=room.writer)
    report = said(article, "safety", "<b>Fainted</b> after this", email="reader@example.org", fingerprint="a" * 64)
    screen = room.client(room.editor).get(reverse("editorial_feedback_detail", args=[report.pk])).text
    assert "&lt;b&gt;Fainted&lt;/b&gt;" in screen
    assert "within four hours" in screen
    assert "The words have changed since" in screen
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in screen
    assert "mailto:reader@example.org" in screen
    now = said(article, fingerprint=article.record.live_fingerprint)
    assert (
        "words that are public now"
        in room.client(room.editor).get(reverse("editorial_feedback_detail", args=[now.pk])).text
    )


def test_it_is_taken_on_closed_and_opened_again_with_everybodys_name(room, article):
    report = said(article)
    url = reverse("editorial_feedback_detail", args=[report.pk])
    client = room.client(room.editor)
    client.post(url, {"state": "in_work", "assignee": room.reviewer.pk, "note": ""})
    report.refresh_from_db()
    assert (report.state, report.assignee, report.closed_at) == ("in_work", room.reviewer, None)
    refused = client.post(url, {"state": "fixed", "assignee": "", "note": "done"})
    assert "in a few words" in refused.text
    room.client(room.reviewer).post(url, {"state": "declined", "note": "The trial did give this dose."})
    report.refresh_from_db()
    assert (report.state, report.assignee, bool(report.closed_at)) == ("declined", None, True)
    client.post(url, {"state": "new", "note": "Read the paper again."})
    report.refresh_from_db()
    assert report.closed_at is None
    assert [(line["by"], line["state"]) for line in report.history] == [
        (str(room.editor), "in_work"),
        (str(room.reviewer), "declined"),
        (str(room.editor), "new"),
    ]


def test_nobody_is_given_a_report_who_may_not_read_it(room, article):
    report = said(article)
    url = reverse("editorial_feedback_detail", args=[report.pk])
    answer = room.client(room.editor).post(url, {"state": "in_work", "assignee": room.writer.pk, "note": ""})
    assert answer.status_code == 200
    assert Feedback.objects.get().assignee is None


def test_the_export_holds_no_address_of_a_reader(room, article):
    said(article, email="reader@example.org")
    export = room.client(room.editor).get(reverse("editorial_feedback"), {"export": "csv"})
    text = b"".join(export.streaming_content).decode()
    assert "The dose is wrong." in text
    assert "A first visit" in text
    assert "reader@example.org" not in text


def test_pages_are_counted_by_what_readers_said_old_answers_included(room, article):
    other = ArticleFactory(title="Another")
    for kind in ("yes", "yes", "no"):
        said(article, kind, "")
    said(other, "no", "Too long.")
    HelpfulCount.objects.create(page_id=article.pk, month="2026-01-01", yes=7, no=0)
    answer = room.client(room.editor).get(reverse("editorial_helpful"))
    assert [(row["title"], row["yes"], row["no"], row["share"]) for row in answer.context["object_list"]] == [
        ("A first visit", 9, 1, "90 %"),
        ("Another", 0, 1, "0 %"),
    ]
    export = room.client(room.editor).get(reverse("editorial_helpful"), {"export": "csv"})
    assert "A first visit,9,1" in b"".join(export.streaming_content).decode()


def test_the_desk_leads_to_what_waits(room, article):
    assert not [each for each in sections_for(room.editor) if each.key == "feedback"]
    report = said(article, "safety")
    for person in (room.editor, room.reviewer, room.managing_editor):
        (section,) = [each for each in sections_for(person) if each.key == "feedback"]
        assert section.items[0].url == reverse("editorial_feedback_detail", args=[report.pk])
    for person in (room.writer, room.commercial, room.clinic_data, room.administrator):
        assert not [each for each in sections_for(person) if each.key == "feedback"]
    assert "From readers" in room.client(room.editor).get(reverse("wagtailadmin_home")).text
