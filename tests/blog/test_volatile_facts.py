"""Facts that run out: readers see their published words, editors keep them whole, and people are told in time."""

from datetime import date, timedelta

import pytest

from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex

from blog.blocks.text import LINE_FEATURES, TEXT_FEATURES
from blog.citations import CitedText
from blog.models import ContentFlag, VolatileFact
from editorial import triggers
from editorial.fingerprint import fingerprint
from tests import newsroom as desk
from tests.central import fact
from tests.factories import ArticleFactory, body
from tests.publishing import unguarded

pytestmark = pytest.mark.django_db


def using(found, words="until some day"):
    return f'Doctors may prescribe by video <a linktype="fact" id="{found.pk}">{words}</a>.'


def rendered(source):
    return Template("{% load wagtailcore_tags %}{{ source|richtext }}").render(Context({"source": CitedText(source)}))


def test_readers_see_the_published_words(client):
    found = fact()
    page = ArticleFactory(body=body(using(found)))
    text = client.get(page.url).text
    assert "by video <span" in text
    assert "until 31 December 2026" in text
    assert "until some day" not in text  # one wording: on the screen, read out, printed, and without styles


@pytest.mark.parametrize("state", ["draft", "gone", "forced"])
def test_the_stored_words_stand_in_for_what_is_not_public(state):
    found = fact(live=state != "draft")
    if state == "gone":
        VolatileFact.objects.filter(pk=found.pk).update(live=False)
    elif state == "forced":
        triggers.drop()
        VolatileFact.objects.update(text="Forced words")
    text = rendered(f"<p>{using(found)}</p>")
    assert '<span class="fact">until some day</span>' in text
    assert "Forced" not in text


def test_words_are_shown_as_words():
    found = fact(text="<script>alert(1)</script>")
    assert "<script>" not in rendered(f"<p>{using(found)}</p>")


def test_several_facts_of_a_paragraph_cost_one_query(django_assert_num_queries):
    found = [fact(f"Fact {number}") for number in range(5)]
    source = "<p>" + " ".join(using(each) for each in found) + "</p>"
    with django_assert_num_queries(1):
        rendered(source)


def test_facts_all_over_a_page_cost_one_query(client):
    pages = [
        ArticleFactory(body=body(*(using(fact(f"Fact {number} {each}")) for each in range(number))))
        for number in (1, 12)
    ]
    counts = []
    for page in pages:
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_stored_words_that_stand_in_are_words_too():
    stored = '<a linktype="fact" id="99">3 &lt; 4 &amp; <b>more</b></a>'
    assert '<span class="fact">3 &lt; 4 &amp; more</span>' in rendered(f"<p>{stored}</p>")


def test_the_editor_keeps_a_fact_in_one_piece():
    for features in (TEXT_FEATURES, LINE_FEATURES):
        converter = ContentstateConverter(features)
        found = fact(f"Fact {len(features)}")
        source = f"<p>{using(found)}</p>"
        state = converter.from_database_format(source)
        assert '"type": "FACT"' in state
        assert '"mutability": "IMMUTABLE"' in state
        back = converter.to_database_format(state)
        assert f'id="{found.pk}"' in back
        assert 'linktype="fact"' in back
        assert ">until some day</a>" in back


def test_a_page_names_it_by_its_key_and_the_index_knows():
    found = fact()
    page = ArticleFactory(body=body(using(found)))
    before = fingerprint(page)
    with unguarded():
        VolatileFact.objects.filter(pk=found.pk).update(text="until 2027")
    assert fingerprint(type(page).objects.get(pk=page.pk)) == before
    ((source, _references),) = ReferenceIndex.get_grouped_references_to(found)
    assert source.pk == page.pk


def test_the_chooser_tells_the_editor_the_words():
    room = desk.open_newsroom()
    found = fact()
    url = reverse("wagtailsnippetchoosers_blog_volatilefact:chosen", args=[found.pk])
    assert room.client(room.writer).get(url).json()["result"]["text"] == "until 31 December 2026"


def due_in(days, **fields):
    return fact(f"Fact of {days} days", valid_until=timezone.localdate() + timedelta(days=days), **fields)


@pytest.mark.parametrize(("days", "told"), [(31, 0), (30, 1), (8, 1), (7, 1), (1, 1), (0, 1), (-1, 1)])
def test_people_are_told_in_time(days, told, django_capture_on_commit_callbacks):
    room = desk.open_newsroom()
    found = due_in(days)
    page = ArticleFactory(body=body(using(found)), owner=room.writer, title="A page on rules")
    with django_capture_on_commit_callbacks(execute=True):
        call_command("review_dates")
        call_command("review_dates")
    assert len(mail.outbox) == 2 * told
    if told:
        assert {each.to[0] for each in mail.outbox} == {room.writer.email, room.managing_editor.email}
        assert "A page on rules" in mail.outbox[0].body
    assert [flag.page_id for flag in ContentFlag.objects.all()] == ([page.pk] if days < 0 else [])


def test_each_mark_is_told_once(django_capture_on_commit_callbacks):
    desk.open_newsroom()
    found = due_in(20)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("review_dates")
        for days in (7, 0, -1):
            with unguarded():
                VolatileFact.objects.filter(pk=found.pk).update(valid_until=timezone.localdate() + timedelta(days=days))
            call_command("review_dates")
    assert len(mail.outbox) == 4


def test_a_renewed_fact_is_news_again():
    found = due_in(5)
    call_command("review_dates")
    with unguarded():
        found = VolatileFact.objects.get(pk=found.pk)
        assert found.reminded == 7
        found.valid_until = date(2099, 1, 1)
        found.save()
    assert VolatileFact.objects.get().reminded is None


def test_a_dry_run_does_nothing(capsys):
    desk.open_newsroom()
    due_in(0)
    call_command("review_dates", "--dry-run")
    assert "runs out today" in capsys.readouterr().out
    assert not mail.outbox
    assert VolatileFact.objects.get().reminded is None


def test_drafts_are_nobodys_business():
    due_in(0, live=False)
    call_command("review_dates")
    assert VolatileFact.objects.get().reminded is None
