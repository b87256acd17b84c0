"""Runs of the checks on contents: kept, answered, and in the way of what would be public."""

from datetime import timedelta

import pytest

from django.utils import timezone

from editorial import emergency, gate, ledger, schedule
from editorial.checks import documents, running
from editorial.checks.current import current_rules
from editorial.checks.running import check_content, prune
from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from editorial.models import CheckRun, LedgerEntry
from editorial.models.approval import latest_content
from editorial.refusals import PublicationRefused
from home.models import StandingPage
from tests import newsroom as desk
from tests.editorial.checks.scenes import BAD, GOOD, PRAISE, SHAKY, codes, rewrite, standing_draft
from tests.publishing import put_live

pytestmark = [pytest.mark.django_db, pytest.mark.checked]


def submitted(newsroom, page):
    page.get_workflow().start(page, newsroom.managing_editor)
    return StandingPage.objects.get(pk=page.pk)


def approve(newsroom, page):
    page = StandingPage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state.specific
    state.task.specific.on_action(state, newsroom.editor, "approve")


def test_findings_point_to_blocks_of_the_draft(newsroom):
    page = latest_content(standing_draft(newsroom, GOOD, BAD, SHAKY, PRAISE))
    report = check_content(page)
    assert {"C3", "C4", "C5"} <= set(codes(report.findings))
    ids = {block.id for block in page.body}
    assert {finding.block_id for finding in report.findings if finding.block_id} <= ids
    assert {"C3", "C4"} == set(codes(report.blocking))


def test_the_same_words_are_checked_once(newsroom, monkeypatch):
    page = latest_content(standing_draft(newsroom, BAD))
    first = check_content(page)
    monkeypatch.setattr(running, "run", lambda *_arguments: pytest.fail("Ran again."))
    assert check_content(page).findings == first.findings
    assert CheckRun.objects.count() == 1


def test_other_words_other_blocks_or_other_facts_are_checked_anew(newsroom):
    page = latest_content(standing_draft(newsroom, BAD))
    rules = documents.document_of(page)
    basis = documents.basis_of(rules, "f", current_rules())
    assert basis == documents.basis_of(documents.document_of(page), "f", current_rules())
    moved = documents.document_of(page)
    moved.passages[-1].block_id = "another"
    learnt = documents.document_of(page)
    learnt.facts["references"] = {"a": {"is_retracted": True}}
    others = {basis, documents.basis_of(moved, "f", current_rules()), documents.basis_of(learnt, "f", current_rules())}
    assert len(others | {documents.basis_of(rules, "g", current_rules())}) == 4


def test_a_run_that_is_known_costs_few_queries(newsroom, django_assert_max_num_queries):
    page = latest_content(standing_draft(newsroom, BAD))
    current = fingerprint(page)
    check_content(page, current)
    with django_assert_max_num_queries(100) as reading:
        documents.document_of(page)
    with django_assert_max_num_queries(len(reading) + 4):  # terms, thresholds, the run, answers
        check_content(page, current)


def test_old_runs_are_deleted(newsroom):
    rows = [
        CheckRun(content="a.b", object_id="1", fingerprint=str(number), basis="b", rules="r") for number in range(15)
    ]
    CheckRun.objects.bulk_create(rows)
    prune(CheckRun.objects.filter(content="a.b"), keep=10)
    assert [run.fingerprint for run in CheckRun.objects.order_by("pk")] == [str(number) for number in range(5, 15)]


def test_the_task_sends_a_bad_draft_back_with_the_list(newsroom):
    page = submitted(newsroom, standing_draft(newsroom, BAD, SHAKY))
    state = page.current_workflow_state
    assert state.status == state.STATUS_NEEDS_CHANGES
    comment = LedgerEntry.objects.about(page).get(event=Event.CHANGES_REQUESTED).comment
    assert comment.startswith("C4: ")
    assert "miracle" in comment
    assert "C3: " in comment


def test_the_task_lets_warnings_through(newsroom):
    page = submitted(newsroom, standing_draft(newsroom, PRAISE))
    assert page.current_workflow_task_state.specific.task.name != "Automatic checks"
    approve(newsroom, page)
    assert StandingPage.objects.get(pk=page.pk).live


def test_nobody_approves_words_that_the_checks_stop(newsroom):
    page = submitted(newsroom, standing_draft(newsroom))
    page = rewrite(page, newsroom.managing_editor, BAD)
    state = page.current_workflow_task_state.specific
    with pytest.raises(PublicationRefused) as refused:
        state.task.specific.on_action(
            state, newsroom.editor, "approve", seen=gate.standing(latest_content(page)).fingerprint
        )
    assert "checks" in {refusal.code for refusal in refused.value.refusals}
    assert "approve" not in {name for name, *_rest in state.task.specific.get_actions(page, newsroom.editor)}


def approved_by_hand(newsroom, page):
    """Enter every approval of the latest draft in the ledger, past the tasks."""
    content = latest_content(page)
    for task in gate.tasks_of(content):
        signatory, details = task.signatory(newsroom.editor, content) if task.asks_a_person else (None, {})
        ledger.append(Event.APPROVED, content, fingerprint(content), by=signatory, task=task, details=details)
    return page.get_latest_revision()


def test_the_gate_refuses_approved_words_with_findings(newsroom):
    revision = approved_by_hand(newsroom, standing_draft(newsroom, BAD))
    with pytest.raises(PublicationRefused) as refused:
        revision.publish(skip_permission_checks=True)
    assert {refusal.code for refusal in refused.value.refusals} == {"checks"}
    assert not StandingPage.objects.get(pk=revision.object_id).live


def test_the_gate_lets_good_words_through(newsroom):
    approved_by_hand(newsroom, standing_draft(newsroom)).publish(skip_permission_checks=True)
    assert StandingPage.objects.get(slug="about-our-checks").live


def test_live_words_stay_when_a_check_finds_something_new(newsroom):
    page = put_live(standing_draft(newsroom, BAD))
    assert gate.refusals(page) == []
    page.save()
    assert StandingPage.objects.get(pk=page.pk).live


def test_what_is_scheduled_is_checked_again_when_its_moment_comes(newsroom, monkeypatch):
    page = standing_draft(newsroom)
    draft = latest_content(page)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision(user=newsroom.managing_editor)
    revision = approved_by_hand(newsroom, StandingPage.objects.get(pk=page.pk))
    revision.publish(skip_permission_checks=True)
    monkeypatch.setattr(schedule.timezone, "now", lambda: draft.go_live_at + timedelta(minutes=1))
    monkeypatch.setattr(running, "document_of", learnt)
    outcome = schedule.run()
    assert outcome.refused == ["About us"]
    entry = LedgerEntry.objects.about(page).get(event=Event.UNSCHEDULED)
    assert "C4" in entry.comment
    assert not StandingPage.objects.get(pk=page.pk).live


def learnt(content):
    """A document of which something is known that was not known when it was approved."""
    document = documents.document_of(content)
    document.passages[-1].text = BAD
    return document


def test_an_emergency_skips_the_checks_and_says_so(newsroom):
    second = desk.UserFactory(role="Managing editors", first_name="Mina")
    page = standing_draft(newsroom, BAD)
    request = emergency.request(page, newsroom.managing_editor, "A warning cannot wait.")
    emergency.confirm(request, second)
    assert StandingPage.objects.get(pk=page.pk).live
    entry = LedgerEntry.objects.about(page).get(event=Event.EMERGENCY)
    assert entry.details["open_findings"] == ["C4"]
