"""What nobody approved and the database could not refuse is not served, and reported at once."""

import logging

import pytest

from django.test import Client

from blog.models import Article, SafetyInformation
from editorial import triggers, verification
from editorial.models import LedgerEntry
from tests.editorial.attacks import scenes, snippets
from tests.editorial.attacks.forced import FORCED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet(caplog):
    caplog.set_level(logging.CRITICAL)


@pytest.mark.parametrize("force", FORCED, ids=lambda force: force.__name__)
def test_forced_words_are_not_served_and_sound_the_alarm(force, mailoutbox, django_capture_on_commit_callbacks):
    page = scenes.public(scenes.open_newsroom())
    assert Client().get(page.url).status_code == 200
    force(page)
    found = {problem.code for problem in verification.verify()}
    with django_capture_on_commit_callbacks(execute=True):
        answer = Client().get(page.url)
    alarm = LedgerEntry.objects.about(page).last()
    assert (answer.status_code, scenes.MARKER in answer.content.decode()) == (503, False)
    assert (alarm.event, "words" in found) == ("alarm", True)
    assert {"magnus@example.org", "ada@example.org"} <= {mail.to[0] for mail in mailoutbox}


def test_the_alarm_sounds_once_for_each_state():
    page = scenes.public(scenes.open_newsroom())
    FORCED[0](page)
    for _reader in range(3):
        assert Client().get(page.url).status_code == 503
    assert LedgerEntry.objects.about(page).filter(event="alarm").count() == 1


def test_forced_safety_information_is_not_shown_on_an_article():
    safety = snippets.on_a_public_article(scenes.open_newsroom())
    article = Article.objects.live().get()
    assert scenes.KNOWN in shown_safety(article)
    triggers.drop()
    SafetyInformation.objects.filter(pk=safety.pk).update(introduction=scenes.MARKER)
    assert scenes.MARKER not in shown_safety(article)
    assert LedgerEntry.objects.about(safety).last().event == "alarm"


def shown_safety(article):
    """Return an article's page as a reader gets it."""
    return Client().get(article.url).content.decode()
