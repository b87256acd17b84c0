"""The desk's reports: who holds what up, what is due, what is public without a full set, and all that was decided."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Task, Workflow, WorkflowTask

from accounts import roles
from blog.models import Article
from editorial import emergency, ledger
from editorial.ledger import Event, Signatory
from editorial.models import ApprovalTaskState, LedgerEntry, PublicationRecord
from tests import newsroom as newsroom_of
from tests.factories import ArticleFactory, StandingPageFactory, UserFactory

pytestmark = pytest.mark.django_db

REPORTS = ("editorial_waiting", "editorial_review_due", "editorial_incomplete", "editorial_ledger")
READERS = set(roles.ALL) - {roles.WRITERS, roles.MODERATORS, roles.CLINIC_DATA, roles.COMMERCIAL}


def get(newsroom, report, by=None, **query):
    return newsroom.client(by or newsroom.managing_editor).get(reverse(report), query)


def rows(answer):
    """Return the cells of each row as texts."""
    lines = BeautifulSoup(answer.content, "html.parser").select("table tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in line.select("td")] for line in lines]


def titles(answer):
    return [row[0] for row in rows(answer)]


def lines_of_csv(answer):
    return b"".join(answer.streaming_content).decode().splitlines()


def state_of(article):
    return ApprovalTaskState.objects.get(workflow_state__object_id=str(article.pk), status="in_progress")


# For all of them


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("role", roles.ALL)
def test_reports_are_for_those_who_decide(newsroom, report, role):
    for name in (report, f"{report}_results"):
        answer = get(newsroom, name, newsroom.by_role[role])
        assert answer.status_code == (200 if role in READERS else 302), name


@pytest.mark.parametrize("role", roles.ALL)
def test_the_menu_offers_them_to_the_same_people(newsroom, role):
    words = newsroom.client(newsroom.by_role[role]).get(reverse("wagtailadmin_home")).content.decode()
    for report in REPORTS:
        assert (f'"{reverse(report)}"' in words) is (role in READERS), report


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_is_exported(newsroom, report, kind):
    newsroom_of.in_medical_review(newsroom)
    article = ArticleFactory(topics=[newsroom.topic])
    PublicationRecord.objects.filter(page=article).update(review_due=date(2026, 1, 1))
    answer = get(newsroom, report, export=kind)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'{timezone.localdate().isoformat()}.{kind}"')
    if kind == "csv":
        assert len(lines_of_csv(answer)) > 1


def fill(newsroom, times):
    for _ in range(times):
        newsroom_of.in_editor_approval(newsroom)
        article = newsroom_of.in_medical_review(newsroom)
        ApprovalTaskState.objects.filter(pk=state_of(article).pk).update(assignee=newsroom.reviewer)
        newsroom_of.act(newsroom, newsroom.reviewer, newsroom_of.in_medical_review(newsroom), "approve")
        public = ArticleFactory(topics=[newsroom.topic])
        PublicationRecord.objects.filter(page=public).update(review_due=date(2026, 1, 1), reviewer=newsroom.reviewer)
        ledger.append(Event.INSTALLED, StandingPageFactory(), "0" * 64)


def queries(newsroom, report, by):
    with CaptureQueriesContext(connection) as context:
        assert get(newsroom, report, by).status_code == 200
    return [query["sql"][:200] for query in context.captured_queries]


@pytest.mark.any_database
@pytest.mark.parametrize("report", REPORTS)
def test_the_number_of_queries_does_not_grow(newsroom, report):
    people = (newsroom.managing_editor, newsroom.reviewer)
    fill(newsroom, 1)
    for person in people:
        queries(newsroom, report, person)
    few = [queries(newsroom, report, person) for person in people]
    fill(newsroom, 2)
    many = [queries(newsroom, report, person) for person in people]
    assert [len(each) for each in many] == [len(each) for each in few], many


# Waiting for whom


def test_waiting_says_for_whom_and_puts_what_is_late_first(newsroom):
    newsroom_of.in_editor_approval(newsroom, title="In time")
    late = newsroom_of.in_medical_review(newsroom, title="Late")
    ApprovalTaskState.objects.filter(pk=state_of(late).pk).update(
        due_at=timezone.now() - timedelta(days=1), assignee=newsroom.reviewer
    )
    shown = rows(get(newsroom, "editorial_waiting"))
    assert [row[:3] for row in shown] == [
        ["Late", "Medical review", "Rhea Example"],
        ["In time", "Editor", "Editors or Managing editors"],
    ]
    assert ["overdue" in row[4] for row in shown] == [True, False]


def test_waiting_leads_reviewers_to_what_they_may_open(newsroom):
    newsroom_of.in_editor_approval(newsroom, title="For an editor")
    article = newsroom_of.in_medical_review(newsroom, title="For a reviewer")
    links = {
        person: {
            link.get_text(strip=True): link["href"]
            for link in BeautifulSoup(get(newsroom, "editorial_waiting", person).content, "html.parser").select(
                "td.title a"
            )
        }
        for person in (newsroom.reviewer, newsroom.editor, newsroom.administrator)
    }
    assert links[newsroom.reviewer] == {"For a reviewer": reverse("wagtailadmin_pages:edit", args=[article.pk])}
    assert set(links[newsroom.editor]) == {"For an editor", "For a reviewer"}
    assert links[newsroom.administrator] == {}


def test_waiting_is_filtered(newsroom):
    newsroom_of.in_editor_approval(newsroom, title="For an editor")
    newsroom_of.in_editor_approval(newsroom, writer=newsroom.editor, title="Edda's own")
    late = newsroom_of.in_medical_review(newsroom, title="Late")
    ApprovalTaskState.objects.filter(pk=state_of(late).pk).update(
        due_at=timezone.now() - timedelta(days=1), assignee=newsroom.reviewer
    )
    medical = Task.objects.get(name="Medical review")
    assert titles(get(newsroom, "editorial_waiting", newsroom.editor, reviewable="true")) == ["For an editor"]
    assert titles(get(newsroom, "editorial_waiting", overdue="true")) == ["Late"]
    assert titles(get(newsroom, "editorial_waiting", task=medical.pk)) == ["Late"]
    assert titles(get(newsroom, "editorial_waiting", assignee=newsroom.reviewer.pk)) == ["Late"]
    assert len(titles(get(newsroom, "editorial_waiting"))) == 3


def test_waiting_counts_the_days_in_the_export(newsroom):
    article = newsroom_of.in_editor_approval(newsroom, title="Nine days")
    ApprovalTaskState.objects.filter(pk=state_of(article).pk).update(started_at=timezone.now() - timedelta(days=9))
    heading, line = lines_of_csv(get(newsroom, "editorial_waiting", export="csv"))
    assert heading == "Page,Task,Waiting for,Since,Days waiting,Due,Overdue"
    assert line.startswith("Nine days,Editor,Editors or Managing editors,")
    assert line.split(",")[4] == "9"


# Review due


def due(title, days, **fields):
    article = ArticleFactory(title=title)
    PublicationRecord.objects.filter(page=article).update(
        review_due=timezone.localdate() + timedelta(days=days), **fields
    )
    return article


def test_review_due_shows_the_oldest_first_with_days_in_words(newsroom):
    due("Later", 60)
    due("Overdue", -3, reviewer_name="Rhea Example", last_reviewed=date(2026, 2, 1))
    due("Today", 0)
    PublicationRecord.objects.filter(page=due("Taken down", -9)).update(review_due=None)
    shown = rows(get(newsroom, "editorial_review_due"))
    assert [(row[0], row[5]) for row in shown] == [
        ("Overdue", "3 days overdue"),
        ("Today", "today"),
        ("Later", "in 60 days"),
    ]
    assert shown[0][1:4] == ["Article", "1 February 2026", "Rhea Example"]


def test_review_due_is_filtered(newsroom):
    due("Overdue", -3, reviewer=newsroom.reviewer)
    due("Soon", 20)
    due("Later", 60)
    assert titles(get(newsroom, "editorial_review_due", when="overdue")) == ["Overdue"]
    assert titles(get(newsroom, "editorial_review_due", when="month")) == ["Overdue", "Soon"]
    assert titles(get(newsroom, "editorial_review_due", reviewer=newsroom.reviewer.pk)) == ["Overdue"]
    standing = StandingPageFactory(title="A standing page")
    PublicationRecord.objects.filter(page=standing).update(review_due=timezone.localdate())
    key = standing.content_type_id
    assert titles(get(newsroom, "editorial_review_due", page__content_type=key)) == ["A standing page"]


# Published without a full set


def published(newsroom, **fields):
    article = newsroom_of.in_medical_review(newsroom, **fields)
    newsroom_of.act(newsroom, newsroom.reviewer, article, "approve")
    return Article.objects.get(pk=article.pk)


def gaps_of(newsroom, title):
    return [row[1:4] for row in rows(get(newsroom, "editorial_incomplete")) if row[0] == title]


def test_what_went_through_its_workflow_is_not_listed(newsroom):
    assert published(newsroom, title="All of a yes").live
    assert gaps_of(newsroom, "All of a yes") == []


def test_an_empty_list_says_what_that_means(newsroom, monkeypatch):
    monkeypatch.setattr("editorial.views.ledger_reports.gaps", list)
    words = BeautifulSoup(get(newsroom, "editorial_incomplete").content, "html.parser").get_text()
    assert "Nothing here, as it should be" in words


def test_what_came_with_the_installation_is_listed_with_what_is_missing(newsroom):
    home = Article._meta.get_field("page_ptr").related_model.objects.get(depth=2)
    ledger.append(Event.INSTALLED, home.specific, "0" * 64, comment="Came with the installation.")
    assert gaps_of(newsroom, home.title) == [
        ["Came with the installation", "Automatic checks and Editor", "Came with the installation."]
    ]


def test_an_emergency_publication_is_listed_with_people_and_reason(newsroom):
    article = Article.objects.get(pk=newsroom_of.in_medical_review(newsroom, title="Could not wait").pk)
    second = UserFactory(role=roles.MANAGING_EDITORS, first_name="Sven")
    emergency.confirm(emergency.request(article, newsroom.managing_editor, "The old dose is dangerous."), second)
    assert gaps_of(newsroom, "Could not wait") == [
        [
            "Emergency publication",
            "Medical review",
            "Magnus Example and Sven Example: The old dose is dangerous.",
        ]
    ]


def test_a_page_that_the_ledger_does_not_know_comes_first(newsroom):
    article = ArticleFactory(title="From nowhere")
    ledger.append(Event.WITHDRAWN, article, "0" * 64)
    assert gaps_of(newsroom, "From nowhere")[0][:2] == ["Not in the ledger", "Everything"]
    assert titles(get(newsroom, "editorial_incomplete"))[0] == "From nowhere"


def test_a_task_that_was_added_since_is_missing(newsroom):
    published(newsroom, title="Approved before")
    disclosure = Task.objects.get(name="Disclosure review").specific
    checks = type(Task.objects.get(name="Editor").specific).objects.create(name="Legal", active=True)
    workflow = Workflow.objects.get(name="Editor, then medical review")
    for number, task in enumerate((disclosure, checks)):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=10 + number)
    assert gaps_of(newsroom, "Approved before") == [
        [
            "Approvals are missing",
            "Legal",
            "It went live before its workflow asked for this, or a task was replaced since.",
        ]
    ]


def test_an_alias_is_public_with_its_source(newsroom):
    article = published(newsroom, title="Twice")
    article.create_alias(update_slug="twice-again")
    assert Article.objects.live().filter(title="Twice").count() == 2
    assert gaps_of(newsroom, "Twice") == []


# The ledger


def test_the_ledger_shows_the_newest_first_and_who_signed_as_what(newsroom):
    published(newsroom, title="With a history")
    shown = [row for row in rows(get(newsroom, "editorial_ledger")) if row[3] == "With a history"]
    assert [(row[2], row[4]) for row in shown] == [
        ("Published", "–"),
        ("Approved", "Medical review"),
        ("Approved", "Editor"),
        ("Approved", "Automatic checks"),
        ("Submitted", "–"),
    ]
    assert shown[1][5] == "Rhea Example, Medical reviewers, MD, A medical board"
    assert shown[3][5] == "The system"


def test_the_ledger_is_filtered_and_searched(newsroom):
    article = published(newsroom, title="One page")
    published(newsroom, title="Another page")
    ledger.append(Event.WITHDRAWN, article, "0" * 64, by=Signatory.of(newsroom.editor), comment="Wrong dose.")
    assert [row[3] for row in rows(get(newsroom, "editorial_ledger", event="withdrawn"))] == ["One page"]
    assert {row[2] for row in rows(get(newsroom, "editorial_ledger", person=str(newsroom.editor.pk)))} == {
        "Approved",
        "Withdrawn",
    }
    assert {row[3] for row in rows(get(newsroom, "editorial_ledger", q="Another"))} == {"Another page"}
    assert rows(get(newsroom, "editorial_ledger", at_to="2020-01-01")) == []
    assert len(rows(get(newsroom, "editorial_ledger", at_from="2020-01-01"))) == min(50, LedgerEntry.objects.count())


def test_the_exported_ledger_has_the_fingerprints_and_the_chain(newsroom):
    published(newsroom)
    heading, first, *_rest = lines_of_csv(get(newsroom, "editorial_ledger", export="csv"))
    newest = LedgerEntry.objects.order_by("-sequence").first()
    assert heading.startswith("Sequence,At,")
    assert newest.fingerprint in first
    assert newest.hash in first
