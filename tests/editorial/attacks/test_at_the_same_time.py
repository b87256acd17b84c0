"""Two people at once: whatever the order, nothing goes live without its approvals, and the ledger stays one chain."""

import threading

import pytest

from django.db import connections

from accounts import roles
from blog.models import Article
from editorial import ledger, withdrawal
from editorial.models import LedgerEntry
from tests import newsroom as desk
from tests.editorial.attacks import readers, scenes
from tests.factories import UserFactory

AT_ONCE = 4


def both(*actions):
    """Start every action in a thread of its own at the same moment; return what each returned or raised."""
    barrier, found = threading.Barrier(len(actions)), [None] * len(actions)

    def start(number, action):
        barrier.wait()
        try:
            found[number] = action()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            found[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=start, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def deciding(article, user, action="approve"):
    """Return a function that decides on the article's current task as another process would."""
    state = Article.objects.get(pk=article.pk).current_workflow_task_state
    return lambda: state.task.specific.on_action(state.specific, user, action)


def approvals(article):
    """Return the people who approved, in order."""
    return [entry.person for entry in LedgerEntry.objects.about(article).filter(event="approved") if entry.person]


@pytest.mark.django_db(transaction=True)
def test_several_editors_approve_at_once_and_one_counts():
    newsroom = scenes.open_newsroom()
    article = scenes.submitted(newsroom)
    editors = [UserFactory(role=roles.EDITORS) for _number in range(AT_ONCE)]
    found = both(*(deciding(article, editor) for editor in editors))
    assert len(approvals(article)) == 1
    assert len([each for each in found if isinstance(each, Exception)]) == AT_ONCE - 1
    assert list(ledger.verify_chain()) == []
    assert readers.leaks(readers.answers()) == []


@pytest.mark.django_db(transaction=True)
def test_one_approves_while_another_asks_for_changes():
    newsroom = scenes.open_newsroom()
    article = scenes.approved_by_editor(newsroom)
    other = UserFactory(role=roles.MEDICAL_REVIEWERS)
    found = both(deciding(article, newsroom.reviewer), deciding(article, other, "reject"))
    decided = LedgerEntry.objects.about(article).order_by("-sequence").filter(task_name="Medical review")
    assert len([each for each in found if isinstance(each, Exception)]) == 1
    assert Article.objects.get(pk=article.pk).live is (decided[0].event == "approved")
    assert list(ledger.verify_chain()) == []


@pytest.mark.django_db(transaction=True)
def test_a_writer_saves_while_the_last_reviewer_approves():
    newsroom = scenes.open_newsroom()
    article = scenes.innocent_in_medical_review(newsroom)
    both(deciding(article, newsroom.reviewer), lambda: scenes.write(scenes.read_again(article), newsroom.writer))
    assert readers.leaks(readers.answers()) == []
    assert readers.problems() == []


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_and_a_publication_at_once_leave_no_page_without_approvals():
    newsroom = scenes.open_newsroom()
    article = scenes.approved_by_editor(newsroom)
    desk.act(newsroom, newsroom.reviewer, article, "approve")
    revision = Article.objects.get(pk=article.pk).get_latest_revision()
    both(
        lambda: withdrawal.withdraw(scenes.read_again(article), newsroom.editor, "Something is wrong here."),
        lambda: revision.publish(skip_permission_checks=True),
    )
    last = LedgerEntry.objects.about(article).exclude(event="alarm").last()
    assert Article.objects.get(pk=article.pk).live is (last.event != "withdrawn")
    assert list(ledger.verify_chain()) == []
    assert readers.problems() == []
