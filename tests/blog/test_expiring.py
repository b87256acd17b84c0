"""Statuses to be looked up again, and whom the daily command tells of what runs out (facts: test_volatile_facts)."""

from datetime import date, timedelta

import pytest

from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.expiring import keepers
from blog.models import ContentFlag, RegulatoryStatus, VolatileFact
from tests.central import fact, status_of
from tests.factories import ArticleFactory, TopicFactory, body
from tests.publishing import unguarded

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def showing(status, **fields):
    block = ("regulatory_status", {"treatment": status.treatment_id, "condition": None, "countries": []})
    return ArticleFactory(body=body(block), **fields)


@pytest.mark.parametrize(("days", "mark"), [(31, None), (30, 30), (8, 30), (7, 7), (0, 0), (-3, -1)])
def test_people_are_told_once_of_a_status_to_be_looked_up(room, days, mark, django_capture_on_commit_callbacks):
    status = status_of(TopicFactory(title="Ketamine"), other_use="sleep", review_due=in_days(days))
    showing(status, owner=room.writer, title="A page with a table")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("review_dates")
        call_command("review_dates")
    told = [] if mark is None else [room.managing_editor.email, room.writer.email]
    assert sorted(address for message in mail.outbox for address in message.to) == told
    assert all("Ketamine for sleep" in message.subject for message in mail.outbox)
    assert all("A page with a table" in message.body for message in mail.outbox)
    assert RegulatoryStatus.objects.get().reminded == mark
    assert not ContentFlag.objects.exists()  # nobody knows that it has changed


def test_a_status_that_was_looked_up_again_is_news_again(room):
    status = status_of(TopicFactory(), other_use="sleep", review_due=in_days(5))
    call_command("review_dates")
    with unguarded():
        status = RegulatoryStatus.objects.get(pk=status.pk)
        assert status.reminded == 7
        status.sentence = "Not approved."
        status.save()
        assert RegulatoryStatus.objects.get().reminded == 7
        status.review_due = date(2099, 1, 1)
        status.save()
    assert RegulatoryStatus.objects.get().reminded is None


def test_who_wrote_and_approved_a_text_keeps_it(room, django_capture_on_commit_callbacks):
    found = fact(live=False, valid_until=in_days(7))
    found.save_revision(user=room.editor)
    found.get_workflow().start(found, room.editor)
    for person in (room.managing_editor, room.reviewer):
        found = VolatileFact.objects.get()
        found.current_workflow_task.on_action(found.current_workflow_task_state, person, "approve")
    assert VolatileFact.objects.get().live
    assert keepers(found) == {room.editor.pk, room.managing_editor.pk, room.reviewer.pk}
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("review_dates")
    told = sorted(address for message in mail.outbox for address in message.to)
    assert told == sorted(person.email for person in (room.editor, room.managing_editor, room.reviewer))
    assert all(f"/{found.pk}/" in message.body for message in mail.outbox)


def test_one_that_fails_stops_no_other(room, monkeypatch):
    fact("First", valid_until=in_days(0))
    fact("Second", valid_until=in_days(1))

    def fails(reminder):
        if reminder.text.name == "First":
            raise RuntimeError
        VolatileFact.objects.filter(pk=reminder.text.pk).update(reminded=reminder.mark)

    monkeypatch.setattr("blog.expiring.take", fails)
    with pytest.raises(Exception, match="1 steps failed"):
        call_command("review_dates")
    assert VolatileFact.objects.get(name="Second").reminded == 7


def test_the_report_lists_both_by_their_day(room):
    status = status_of(TopicFactory(title="Ketamine"), other_use="sleep", review_due=in_days(-1))
    showing(status, title="A page with a table")
    fact("Rule on letters", valid_until=in_days(30))
    answer = room.client(room.editor).get(reverse("blog_expiring"))
    for words in ("To be looked up 1 day ago", "Runs out in 30 days", "A page with a table", status.sentence):
        assert words in answer.text
    assert answer.text.index("Ketamine for sleep") < answer.text.index("Rule on letters")
    exported = room.client(room.editor).get(reverse("blog_expiring") + "?export=csv").getvalue().decode()
    assert "Ketamine for sleep" in exported
    assert "Rule on letters" in exported


def test_many_statuses_cost_no_more_queries(room, django_assert_max_num_queries):
    client = room.client(room.editor)
    showing(status_of(TopicFactory(), other_use="sleep"))
    client.get(reverse("blog_expiring"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("blog_expiring"))
    for _number in range(8):
        showing(status_of(TopicFactory(), other_use="sleep"))
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("blog_expiring"))
