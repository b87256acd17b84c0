"""Flags: on the desk and in the report until somebody says what was done; and the report of facts that run out."""

from datetime import timedelta

import pytest

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog import flags
from blog.models import ContentFlag
from tests.central import fact
from tests.factories import ArticleFactory, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def flag(room):
    page = ArticleFactory(title="A flagged page", owner=room.writer)
    return flags.put([page], "C8", "record:1", "A paper was retracted.")[0]


def test_the_desk_shows_open_flags_to_those_who_resolve_them(room, flag):
    home = reverse("wagtailadmin_home")
    link = reverse("blog_resolve_flag", args=[flag.pk])
    for user in (room.editor, room.reviewer, room.managing_editor):
        assert link in room.client(user).get(home).text
    assert link not in room.client(room.writer).get(home).text
    flag.resolve(room.editor, "Took it out.")
    assert link not in room.client(room.editor).get(home).text


def test_the_report_names_page_reason_and_owner(room, flag):
    text = room.client(room.editor).get(reverse("blog_flags")).text
    for words in ("A flagged page", "A paper was retracted.", str(room.writer), "Resolve"):
        assert words in text
    assert room.client(room.writer).get(reverse("blog_flags")).status_code == 302


def test_the_report_shows_what_was_done(room, flag):
    flag.resolve(room.editor, "Took the paper out.")
    client = room.client(room.editor)
    assert "A flagged page" not in client.get(reverse("blog_flags")).text
    for state in ("resolved", "all"):
        assert "Took the paper out." in client.get(reverse("blog_flags") + f"?state={state}").text
    assert "A flagged page" in client.get(reverse("blog_flags") + "?state=all&export=csv").getvalue().decode()


def test_resolving_asks_for_a_note(room, flag):
    url, client = reverse("blog_resolve_flag", args=[flag.pk]), room.client(room.editor)
    assert client.get(url).status_code == 200
    answer = client.post(url, {"note": "Done."})
    assert "in a few words" in answer.text
    assert ContentFlag.objects.get().resolved_at is None
    assert client.post(url, {"note": "Took the paper out of the page."}).status_code == 302
    resolved = ContentFlag.objects.get()
    assert (resolved.resolved_by, resolved.note) == (room.editor, "Took the paper out of the page.")
    assert client.get(url).status_code == 302


def test_a_writer_does_not_resolve(room, flag):
    answer = room.client(room.writer).post(reverse("blog_resolve_flag", args=[flag.pk]), {"note": "It is all fine."})
    assert answer.status_code == 302
    assert ContentFlag.objects.get().resolved_at is None


def test_the_same_subject_is_flagged_once_for_a_page(flag):
    assert flags.put([flag.page], "C8", "record:1", "Again.") == []
    assert len(flags.put([flag.page], "C8", "record:2", "Another.")) == 1


@pytest.mark.parametrize("name", ["blog_flags", "wagtailadmin_home"])
def test_many_flags_cost_no_more_queries(room, name, django_assert_max_num_queries):
    client = room.client(room.editor)
    flags.put([ArticleFactory()], "C8", "record:1", "A paper was retracted.")
    client.get(reverse(name))
    few = _queries(client, name)
    for number in range(12):
        flags.put([ArticleFactory(owner=room.writer)], "C8", f"record:{number + 2}", "A paper was retracted.")
    with django_assert_max_num_queries(few + 1):
        client.get(reverse(name))


def _queries(client, name):
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse(name))
    return len(captured)


def test_the_report_of_facts_says_when_and_where(room):
    today = timezone.localdate()
    soon = fact("Soon", valid_until=today + timedelta(days=7))
    fact("Past", valid_until=today - timedelta(days=2))
    fact("Draft", live=False)
    ArticleFactory(title="Uses it", body=body(f'By video <a linktype="fact" id="{soon.pk}">x</a>'))
    text = room.client(room.editor).get(reverse("blog_expiring")).text
    assert "Ran out 2 days ago" in text
    assert "in 7 days" in text
    assert "Uses it" in text
    assert text.index("Past") < text.index("Soon")
    assert "Draft<" not in text


def test_many_facts_cost_no_more_queries(room, django_assert_max_num_queries):
    client = room.client(room.editor)
    fact("First")
    client.get(reverse("blog_expiring"))
    few = _queries(client, "blog_expiring")
    for number in range(10):
        found = fact(f"Fact {number}")
        ArticleFactory(body=body(f'By video <a linktype="fact" id="{found.pk}">x</a>'))
    with django_assert_max_num_queries(few + 3):
        client.get(reverse("blog_expiring"))
