"""Breaking the glass in the admin: one managing editor asks, a second confirms, and everybody is told what it costs."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from blog.models import Article
from editorial.checks.running import check_content
from editorial.ledger import Event
from editorial.models import EmergencyRequest, LedgerEntry, PublicationRecord
from editorial.models.approval import latest_content
from tests import newsroom as newsroom_of
from tests.factories import ArticleFactory, UserFactory, body

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

REASON = "The old text names a dose that is ten times too high."
OTHERS = [role for role in roles.ALL if role != roles.MANAGING_EDITORS]


@pytest.fixture
def second():
    return UserFactory(role=roles.MANAGING_EDITORS, first_name="Sven")


@pytest.fixture
def article(newsroom):
    article = ArticleFactory(owner=newsroom.writer, title="Words with a mistake", topics=[newsroom.topic])
    newsroom_of.post_edit(newsroom.client(newsroom.writer), article, title="Words without it")
    return article


def ask(newsroom, article, reason=REASON, by=None):
    url = reverse("editorial_emergency", args=[article.pk])
    return newsroom.client(by or newsroom.managing_editor).post(url, {"reason": reason}, follow=True)


def confirm(newsroom, by, **data):
    url = reverse("editorial_emergency_confirm", args=[EmergencyRequest.objects.get().pk])
    return newsroom.client(by).post(url, data, follow=True)


def texts(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def public_title(article):
    return Article.objects.get(pk=article.pk).title


def test_two_managing_editors_publish(newsroom, article, second):
    assert "Nothing is public yet." in texts(ask(newsroom, article))
    assert public_title(article) == "Words with a mistake"
    assert "is public without its approvals, for 72 hours" in texts(confirm(newsroom, second))
    assert public_title(article) == "Words without it"
    entry = LedgerEntry.objects.about(article).filter(event=Event.EMERGENCY).get()
    assert (entry.comment, entry.details["confirmed_by"]) == (REASON, "Sven Example")
    assert PublicationRecord.objects.get(page=article).emergency_until > timezone.now()


def test_the_approvals_are_asked_for_at_once_and_those_of_these_words_count(newsroom, second):
    article = newsroom_of.in_medical_review(newsroom)
    ask(newsroom, article)
    confirm(newsroom, second)
    waiting = Article.objects.get(pk=article.pk).current_workflow_task_state
    assert (waiting.task.name, waiting.status) == ("Medical review", "in_progress")
    newsroom_of.act(newsroom, newsroom.reviewer, article, "approve")
    assert LedgerEntry.objects.about(article).last().event == Event.PUBLISHED
    assert PublicationRecord.objects.get(page=article).live_fingerprint


def test_one_alone_cannot(newsroom, article):
    ask(newsroom, article)
    answer = confirm(newsroom, newsroom.managing_editor)
    assert "You asked for this publication. A second managing editor must confirm it." in texts(answer)
    assert public_title(article) == "Words with a mistake"


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_asks_or_confirms(newsroom, article, role):
    ask(newsroom, article, by=newsroom.by_role[role])
    assert not EmergencyRequest.objects.exists()
    ask(newsroom, article)
    confirm(newsroom, newsroom.by_role[role])
    confirm(newsroom, newsroom.by_role[role], cancel="1")
    made = EmergencyRequest.objects.get()
    assert (made.confirmed_at, made.cancelled_at) == (None, None)
    assert public_title(article) == "Words with a mistake"


def test_a_reason_in_words_is_asked_for_and_what_was_typed_stays(newsroom, article):
    answer = ask(newsroom, article, "Too urgent")
    assert "Say in a sentence why these words cannot wait." in texts(answer)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("[name=reason]").get_text(strip=True) == "Too urgent"
    assert not EmergencyRequest.objects.exists()


def test_where_nothing_is_missing_no_glass_is_broken(newsroom):
    article = ArticleFactory(owner=newsroom.writer, topics=[newsroom.topic])
    article.save_revision(user=newsroom.writer)
    assert "Nothing is missing" in texts(ask(newsroom, article))
    assert not EmergencyRequest.objects.exists()


def test_both_screens_show_the_cost_what_is_missing_and_what_would_change(newsroom, article, second):
    asking = newsroom.client(newsroom.managing_editor).get(reverse("editorial_emergency", args=[article.pk]))
    ask(newsroom, article)
    confirming = newsroom.client(second).get(
        reverse("editorial_emergency_confirm", args=[EmergencyRequest.objects.get().pk])
    )
    for answer in (asking, confirming):
        words = texts(answer)
        assert "without their approvals, for 72 hours" in words
        assert "Its review is due at once." in words
        assert "“Medical review” has not approved exactly these words." in words
        changes = BeautifulSoup(answer.content, "html.parser").select_one("td.comparison")
        assert (changes.select_one(".deletion").get_text(), changes.select_one(".addition").get_text()) == (
            "with a mistake",
            "without it",
        )
    assert f"Magnus Example asked on {timezone.localdate():%-d %B %Y}" in texts(confirming)
    assert REASON in texts(confirming)
    assert "The request is open for 3" in texts(confirming)


def test_a_page_that_was_never_public_is_shown_whole(newsroom):
    draft = newsroom_of.draft_by(newsroom)
    answer = newsroom.client(newsroom.managing_editor).get(reverse("editorial_emergency", args=[draft.pk]))
    assert "Nothing of this page is public now, so all of it would be new." in texts(answer)
    links = [link["href"] for link in BeautifulSoup(answer.content, "html.parser").select("main a[href]")]
    assert reverse("wagtailadmin_pages:view_draft", args=[draft.pk]) in links


def test_either_calls_it_off(newsroom, article, second):
    ask(newsroom, article)
    assert "Nothing was published." in texts(confirm(newsroom, second, cancel="1"))
    assert "This request is no longer open." in texts(confirm(newsroom, second))
    assert public_title(article) == "Words with a mistake"


def test_what_was_published_is_not_called_off(newsroom, article, second):
    ask(newsroom, article)
    confirm(newsroom, second)
    assert "These words are public already." in texts(confirm(newsroom, newsroom.managing_editor, cancel="1"))
    assert EmergencyRequest.objects.get().cancelled_at is None


def test_after_four_hours_it_is_too_late(newsroom, article, second):
    ask(newsroom, article)
    EmergencyRequest.objects.update(requested_at=timezone.now() - timedelta(hours=5))
    shown = newsroom.client(second).get(
        reverse("editorial_emergency_confirm", args=[EmergencyRequest.objects.get().pk])
    )
    assert "Nobody confirmed it within 4 hours" in texts(shown)
    assert "What would change for readers" not in texts(shown)
    assert not BeautifulSoup(shown.content, "html.parser").select(".decision button")
    assert "This request is no longer open." in texts(confirm(newsroom, second))
    assert public_title(article) == "Words with a mistake"


def test_a_draft_that_changed_after_the_request_is_not_published(newsroom, article, second):
    ask(newsroom, article)
    newsroom_of.post_edit(newsroom.client(newsroom.writer), article, title="Other words still")
    assert "The draft changed after the request." in texts(confirm(newsroom, second))
    assert public_title(article) == "Words with a mistake"


def test_the_mail_leads_to_the_screen_that_confirms(newsroom, article, second, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        ask(newsroom, article)
    url = reverse("editorial_emergency_confirm", args=[EmergencyRequest.objects.get().pk])
    assert {address for sent in mail.outbox for address in sent.to} == {newsroom.managing_editor.email, second.email}
    assert all(url in sent.body for sent in mail.outbox)


def test_the_editor_offers_it_to_managing_editors_only(newsroom, article):
    for person, offered in ((newsroom.managing_editor, True), (newsroom.editor, False)):
        answer = newsroom.client(person).get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
        links = {link["href"] for link in BeautifulSoup(answer.content, "html.parser").select("a[href]")}
        assert (reverse("editorial_emergency", args=[article.pk]) in links) is offered


def test_the_side_panel_says_that_a_page_is_public_in_an_emergency(newsroom, article, second):
    ask(newsroom, article)
    confirm(newsroom, second)
    answer = newsroom.client(newsroom.editor).get(reverse("wagtailadmin_pages:edit", args=[article.pk]))
    panel = BeautifulSoup(answer.content, "html.parser").select_one(".approvals")
    assert "Public in an emergency, without its approvals, until" in panel.get_text()


@pytest.mark.checked
def test_both_screens_and_the_ledger_say_what_the_checks_found(newsroom, second):
    draft = newsroom_of.draft_by(newsroom, body=body("This treatment is a miracle.", "Testimonials prove it."))
    asking = newsroom.client(newsroom.managing_editor).get(reverse("editorial_emergency", args=[draft.pk]))
    ask(newsroom, draft)
    confirming = newsroom.client(second).get(
        reverse("editorial_emergency_confirm", args=[EmergencyRequest.objects.get().pk])
    )
    found = check_content(latest_content(draft)).blocking
    for answer in (asking, confirming):
        words = texts(answer)
        assert "An emergency publication passes over the checks." in words
        assert f"These {len(found)} findings would go to readers with the words" in words
        assert all(words.count(str(finding.message)) == 1 for finding in found)
        assert "“miracle”" in words
    confirm(newsroom, second)
    entry = LedgerEntry.objects.about(draft).get(event=Event.EMERGENCY)
    assert entry.details["open_findings"] == [finding.code for finding in found]
    assert {"C3", "C4"} <= set(entry.details["open_findings"])


def test_the_screen_says_too_that_the_checks_found_nothing(newsroom, article):
    answer = newsroom.client(newsroom.managing_editor).get(reverse("editorial_emergency", args=[article.pk]))
    assert "They found nothing in these words that would stop them." in texts(answer)
