"""Mails of the workflow: to those who can decide and nobody else, with a link, without the words of the article."""

import re

import pytest

from django.core import mail

from accounts import roles
from blog.models import Article
from tests import newsroom as newsroom_of
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

SECRET = "xerostomia"  # a word that stands in the body only


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """A function that calls another and returns the mails that it caused."""

    def mails_of(call, *args, **kwargs):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            call(*args, **kwargs)
        return list(mail.outbox)

    return mails_of


def recipients(mails):
    return sorted(address for message in mails for address in [*message.to, *message.cc, *message.bcc])


def submit(newsroom, article):
    newsroom_of.post_edit(newsroom.client(article.owner), article, "submit", paragraph=f"About {SECRET} and more.")


def everything(message):
    alternatives = [content for content, _type in getattr(message, "alternatives", [])]
    return "\n".join([message.subject, message.body, *alternatives])


def links(message):
    return re.findall(r"https?://[^\s\"<>]+", message.body)


def check(newsroom, message, user):
    """A mail has a subject on one line, names the page, and its links are absolute and open for whom it is to."""
    assert message.subject.strip()
    assert "\n" not in message.subject
    assert "A page to decide on" in everything(message)
    assert SECRET not in everything(message)
    assert links(message)
    for link in links(message):
        assert link.startswith("http://testserver/admin/"), link
        answer = newsroom.client(user).get(link.removeprefix("http://testserver").split("#")[0])
        assert answer.status_code == 200, link


def test_submitting_mails_the_editors_and_nobody_else(newsroom, sent):
    article = newsroom_of.draft_by(newsroom, title="A page to decide on")
    mails = sent(submit, newsroom, article)
    assert recipients(mails) == sorted([newsroom.editor.email, newsroom.managing_editor.email])


def test_an_editor_who_submits_gets_no_mail_about_it(newsroom, sent):
    article = newsroom_of.draft_by(newsroom, writer=newsroom.editor, title="A page to decide on")
    mails = sent(submit, newsroom, article)
    assert recipients(mails) == [newsroom.managing_editor.email]


def test_an_editor_who_left_gets_no_mail(newsroom, sent):
    UserFactory(email="left@example.org", role=roles.EDITORS, is_active=False)
    mails = sent(submit, newsroom, newsroom_of.draft_by(newsroom))
    assert "left@example.org" not in recipients(mails)


def test_the_mail_to_the_editors_has_a_link_and_no_health_text(newsroom, sent):
    article = newsroom_of.draft_by(newsroom, title="A page to decide on")
    mails = sent(submit, newsroom, article)
    for message in mails:
        person = newsroom.editor if message.to == [newsroom.editor.email] else newsroom.managing_editor
        check(newsroom, message, person)


def test_an_editors_approval_mails_the_medical_reviewers_and_nobody_else(newsroom, sent):
    article = newsroom_of.draft_by(newsroom, title="A page to decide on")
    submit(newsroom, article)
    mails = sent(newsroom_of.act, newsroom, newsroom.editor, article, "approve")
    assert recipients(mails) == [newsroom.reviewer.email]
    check(newsroom, mails[0], newsroom.reviewer)


def test_a_request_for_changes_mails_the_writer(newsroom, sent):
    article = newsroom_of.draft_by(newsroom, title="A page to decide on")
    submit(newsroom, article)
    mails = sent(newsroom_of.act, newsroom, newsroom.editor, article, "reject", "Please cite.")
    assert recipients(mails) == [newsroom.writer.email]
    check(newsroom, mails[0], newsroom.writer)


def test_the_last_approval_mails_the_writer(newsroom, sent, client):
    article = newsroom_of.draft_by(newsroom, title="A page to decide on")
    submit(newsroom, article)
    newsroom_of.act(newsroom, newsroom.editor, article, "approve")
    mails = sent(newsroom_of.act, newsroom, newsroom.reviewer, article, "approve")
    assert Article.objects.get(pk=article.pk).live
    assert recipients(mails) == [newsroom.writer.email]
    assert "A page to decide on" in everything(mails[0])
    assert SECRET not in everything(mails[0])


def test_a_saved_draft_mails_nobody(newsroom, sent):
    article = newsroom_of.draft_by(newsroom)
    assert sent(newsroom_of.post_edit, newsroom.client(newsroom.writer), article) == []
