"""A paper is retracted after an article that cites it was published: from the first file to the mended article."""

import pytest

from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from blog import flags
from blog.models import Article, ContentFlag
from editorial import emergency, withdrawal
from editorial.tasks import recheck_published
from tests import newsroom as desk
from tests.blog.test_retractions import MDMA, row, write
from tests.factories import ReferenceFactory, UserFactory, body
from tests.sound import SUMMARY, TITLE, make_sources, sound_blocks, sound_form

pytestmark = [pytest.mark.django_db, pytest.mark.checked]


@pytest.fixture
def sources(room):
    return make_sources(room.topic, doi=MDMA[0])


@pytest.fixture
def files(tmp_path):
    """The file of yesterday and that of today, which has one record more: our trial's."""
    old = [row(number, f"10.1000/other{number}") for number in range(1, 6)]
    return write(tmp_path / "old.csv", old), write(tmp_path / "new.csv", [*old, row(9, MDMA[0])])


def published(room, sources):
    article = desk.draft_by(room, title=TITLE, slug="first-visit", summary=SUMMARY, body=body(*sound_blocks(sources)))
    desk.submit(room, article, body=sound_form(sources))
    return approve(room, article)


def approve(room, article):
    for person in (room.editor, room.reviewer):
        desk.act(room, person, article, "approve")
    return Article.objects.get(pk=article.pk)


def retracted(room, sources, files):
    """Publish with the old file, load the new one, and return the article and its flag."""
    call_command("load_retractions", files[0])
    article = published(room, sources)
    assert article.live
    call_command("load_retractions", files[1])
    return article, ContentFlag.objects.get(page_id=article.pk)


def on_the_desk(room, person, flag):
    return reverse("blog_resolve_flag", args=[flag.pk]) in room.client(person).get(reverse("wagtailadmin_home")).text


def test_from_the_retraction_to_the_mended_article(room, sources, files, django_capture_on_commit_callbacks):
    call_command("load_retractions", files[0])
    article = published(room, sources)
    assert article.live
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_retractions", files[1])
        call_command("load_retractions", files[1])  # the second time is no news

    # The task: on the desks of those who answer for it, in the report, and in their mail.
    flag = ContentFlag.objects.get()
    assert (flag.page_id, flag.code) == (article.pk, "C8")
    for person in (room.editor, room.reviewer, room.managing_editor):
        assert on_the_desk(room, person, flag)
    told = [address for message in mail.outbox for address in message.to]
    people = (room.writer, room.editor, room.reviewer, room.managing_editor)
    assert sorted(told) == sorted(person.email for person in people)
    assert all(reverse("wagtailadmin_pages:edit", args=[article.pk]) in message.body for message in mail.outbox)
    report = room.client(room.managing_editor).get(reverse("blog_flags")).text
    assert TITLE in report
    assert "10 August 2024" in report

    # What is public is found to be ill, and the same words cannot be submitted again.
    recheck_published.call()
    assert "C8" in room.client(room.editor).get(reverse("editorial_health") + "?weight=blocking").text
    desk.post_edit(room.client(room.writer), article, "submit", body=sound_form(sources))
    assert Article.objects.get(pk=article.pk).current_workflow_state is None

    # Another trial takes its place; the flag closes when readers have the mended words, and not before.
    sources["trial"] = ReferenceFactory(title="Another trial of the spray")
    desk.submit(room, article, body=sound_form(sources))
    desk.act(room, room.editor, article, "approve")
    flag.refresh_from_db()
    assert flag.resolved_at is None
    desk.act(room, room.reviewer, article, "approve")
    flag.refresh_from_db()
    assert "published anew" in flag.note
    assert not on_the_desk(room, room.editor, flag)
    assert flag.note in room.client(room.editor).get(reverse("blog_flags") + "?state=resolved").text
    call_command("load_retractions", files[1])
    assert not ContentFlag.objects.filter(resolved_at=None).exists()


def test_taking_the_article_down_closes_the_flag(room, sources, files):
    article, flag = retracted(room, sources, files)
    withdrawal.withdraw(article, room.editor, "It stands on a retracted paper.")
    flag.refresh_from_db()
    assert flag.note == "The page was taken down."


def test_approvals_from_before_the_retraction_do_not_close_the_flag(room, sources):
    """What was approved before was not read again: the reviewer's approval comes after the flag, the editor's not."""
    article = published(room, sources)
    desk.submit(room, article, body=sound_form(sources), summary=SUMMARY.replace("again", "afterwards"))
    desk.act(room, room.editor, article, "approve")
    flag = flags.put([article], "M3", "status:1", "The status changed.")[0]
    desk.act(room, room.reviewer, article, "approve")
    assert "afterwards" in Article.objects.get(pk=article.pk).summary
    flag.refresh_from_db()
    assert flag.resolved_at is None


def test_an_emergency_does_not_close_the_flag(room, sources, files):
    article, flag = retracted(room, sources, files)
    desk.post_edit(room.client(room.writer), article, body=sound_form(sources), title="Your first visit to a clinic")
    asked = emergency.request(Article.objects.get(), room.managing_editor, "The old text names a wrong dose.")
    emergency.confirm(asked, UserFactory(role="Managing editors"))
    flag.refresh_from_db()
    assert flag.resolved_at is None


def test_a_reviewer_who_does_not_edit_pages_is_led_to_the_public_one(room, sources, files):
    article, flag = retracted(room, sources, files)
    url = reverse("blog_resolve_flag", args=[flag.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert edit in room.client(room.editor).get(url).text
    shown = room.client(room.reviewer).get(url).text
    assert edit not in shown
    assert article.url in shown
