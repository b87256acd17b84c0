"""Review dates: reminders at 30, 7 and 0 days, each once; a page that is overdue for too long is taken down."""

from datetime import timedelta
from io import StringIO

import pytest

from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from blog.models import Article
from editorial import review_dates
from editorial.models import PublicationRecord
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(owner=UserFactory())


def due_in(article, days):
    due = timezone.localdate() + timedelta(days=days)
    PublicationRecord.objects.filter(page=article).update(review_due=due)


def run(django_capture_on_commit_callbacks, *arguments):
    said = StringIO()
    with django_capture_on_commit_callbacks(execute=True):
        call_command("review_dates", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize(("days", "marks"), [(31, []), (30, [30]), (8, [30]), (7, [7]), (1, [7]), (0, [0]), (-3, [0])])
def test_a_reminder_is_sent_when_a_mark_is_passed(article, days, marks, django_capture_on_commit_callbacks):
    due_in(article, days)
    for _day in range(2):  # the second run finds nothing new
        run(django_capture_on_commit_callbacks)
    assert len([message for message in mail.outbox if message.to == [article.owner.email]]) == len(marks)
    assert PublicationRecord.objects.get(page=article).reminded == (marks[0] if marks else None)


def test_every_mark_has_its_own_reminder(article, django_capture_on_commit_callbacks):
    for days in (30, 7, 0):
        due_in(article, days)
        run(django_capture_on_commit_callbacks)
    assert len(mail.outbox) == 3


def test_a_page_is_taken_down_after_its_types_days_and_not_before(article, client, django_capture_on_commit_callbacks):
    due_in(article, -article.overdue_withdraw_days)
    run(django_capture_on_commit_callbacks)
    assert client.get(article.url).status_code == 200
    due_in(article, -article.overdue_withdraw_days - 1)
    assert f"withdraw: {article.title}" in run(django_capture_on_commit_callbacks)
    assert not Article.objects.get(pk=article.pk).live
    assert PublicationRecord.objects.get(page=article).withdrawn_reason


def test_a_dry_run_says_what_it_would_do_and_does_nothing(article, django_capture_on_commit_callbacks):
    due_in(article, -article.overdue_withdraw_days - 1)
    assert f"withdraw: {article.title}" in run(django_capture_on_commit_callbacks, "--dry-run")
    assert Article.objects.get(pk=article.pk).live
    assert mail.outbox == []


def test_one_step_that_fails_stops_no_other(article, monkeypatch, django_capture_on_commit_callbacks):
    other = ArticleFactory(owner=UserFactory())
    for page in (article, other):
        due_in(page, 7)
    real = review_dates.take

    def take(step):
        if step.page.pk == article.pk:
            raise RuntimeError
        real(step)

    monkeypatch.setattr(review_dates, "take", take)
    with pytest.raises(Exception, match="1 steps failed"):
        run(django_capture_on_commit_callbacks)
    assert PublicationRecord.objects.get(page=other).reminded == 7
