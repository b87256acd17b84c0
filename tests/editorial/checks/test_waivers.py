"""Answers to findings: who may give them, for which words, and what the ledger keeps."""

import pytest

from accounts import roles
from blog.models import Article
from editorial import contributors, gate, ledger
from editorial.checks import waivers
from editorial.checks.running import check_content
from editorial.ledger import Event
from editorial.models import LedgerEntry
from editorial.models.approval import latest_content
from editorial.refusals import PublicationRefused
from editorial.timeline import chapters, entries_about
from home.models import StandingPage
from tests import newsroom as desk
from tests.editorial.checks.scenes import BAD, PRAISE, SHAKY, codes, rewrite, standing_draft
from tests.factories import body

pytestmark = [pytest.mark.django_db, pytest.mark.checked]
REASON = "A quotation that we take apart below."


def answer(page, code, user, reason=REASON):
    content = latest_content(page)
    report = check_content(content)
    finding = next(each for each in report.findings if each.code == code)
    writers = contributors.since_publication(content)
    return waivers.give(report, content, finding.key, user, reason, writers=writers, revision=content.latest_revision)


def refused(*arguments, **options):
    with pytest.raises(PublicationRefused) as caught:
        answer(*arguments, **options)
    return [refusal.code for refusal in caught.value.refusals]


def test_an_editor_waives_an_error_in_somebody_elses_words(newsroom):
    page = standing_draft(newsroom, SHAKY)
    entry = answer(page, "C3", newsroom.editor)
    assert (entry.event, entry.role, entry.comment) == (Event.WAIVED, roles.EDITORS, REASON)
    assert entry.details["kind"] == "waiver"
    assert entry.details["code"] == "C3"
    assert entry.details["quote"].lower() in SHAKY.lower()
    assert check_content(latest_content(page)).blocking == []


def test_a_waiver_is_for_these_words_only(newsroom):
    page = standing_draft(newsroom, SHAKY)
    answer(page, "C3", newsroom.editor)
    page = rewrite(page, newsroom.managing_editor, SHAKY, "One more paragraph of ours.")
    assert codes(check_content(latest_content(page)).blocking) == ["C3"]
    page = rewrite(page, newsroom.managing_editor, SHAKY)
    assert check_content(latest_content(page)).blocking == []


def test_what_must_be_mended_is_never_waived(newsroom):
    page = standing_draft(newsroom, BAD)
    for person in newsroom.by_role.values():
        assert refused(page, "C4", person) == ["not_allowed"]


def test_an_answer_in_the_ledger_does_not_help_what_must_be_mended(newsroom):
    page = standing_draft(newsroom, SHAKY)
    entry = answer(page, "C3", newsroom.editor)
    content = latest_content(rewrite(page, newsroom.managing_editor, BAD))
    report = check_content(content)
    key = next(finding.key for finding in report.findings if finding.code == "C4")
    details = {**entry.details, "key": key, "code": "C4"}
    by = ledger.Signatory.of(newsroom.editor, role=roles.EDITORS)
    ledger.append(Event.WAIVED, content, report.fingerprint, by=by, comment=REASON, details=details)
    assert "C4" in codes(check_content(content).blocking)


@pytest.mark.parametrize("role", [roles.WRITERS, roles.MEDICAL_REVIEWERS, roles.ADMINISTRATORS, roles.MODERATORS])
def test_only_the_roles_of_the_check_waive(newsroom, role):
    assert refused(standing_draft(newsroom, SHAKY), "C3", newsroom.by_role[role]) == ["not_allowed"]


def test_who_wrote_the_words_does_not_waive_errors_in_them(newsroom):
    page = standing_draft(newsroom, SHAKY)
    assert refused(page, "C3", newsroom.managing_editor) == ["not_allowed"]
    assert "somebody else" in waivers.not_allowed(
        next(each for each in check_content(latest_content(page)).findings if each.code == "C3"),
        newsroom.managing_editor,
        {newsroom.managing_editor.pk},
    )


def test_whoever_writes_dismisses_warnings(newsroom):
    page = standing_draft(newsroom, PRAISE)
    entry = answer(page, "C5", newsroom.managing_editor)
    assert entry.details["kind"] == "dismissal"
    assert "C5" not in codes(check_content(latest_content(page)).open)


@pytest.mark.parametrize("reason", ["", "  ", "Fine.", "It is"])
def test_a_reason_is_a_sentence(newsroom, reason):
    assert refused(standing_draft(newsroom, SHAKY), "C3", newsroom.editor, reason) == ["no_reason"]


def test_a_finding_is_answered_once(newsroom):
    page = standing_draft(newsroom, SHAKY)
    answer(page, "C3", newsroom.editor)
    assert refused(page, "C3", newsroom.editor) == ["gone"]


def test_a_writer_dismisses_what_only_reads_like_a_claim(newsroom):
    claim = "Ketamine reduces depression within hours."
    article = desk.draft_by(newsroom, body=body(claim))
    content = latest_content(article)
    report = check_content(content)
    finding = next(each for each in report.findings if each.code == "C1")
    assert finding.blocks
    entry = waivers.give(report, content, finding.key, newsroom.writer, REASON, writers={newsroom.writer.pk})
    assert entry.details["kind"] == "dismissal"
    assert "C1" not in codes(check_content(content).blocking)


CLAIM = "Ketamine reduces depression within hours."


@pytest.mark.parametrize(
    ("words", "is_open"),
    [((CLAIM, "Another paragraph."), False), (("Ketamine reduces depression within minutes.",), True)],
    ids=["words around it", "the sentence itself"],
)
def test_a_dismissed_sentence_is_asked_about_again_only_when_it_changes(newsroom, words, is_open):
    article = desk.draft_by(newsroom, body=body(CLAIM))
    content = latest_content(article)
    report = check_content(content)
    finding = next(each for each in report.findings if each.code == "C1")
    waivers.give(report, content, finding.key, newsroom.writer, REASON, writers={newsroom.writer.pk})
    content.body = body(*words)
    content.save_revision(user=newsroom.writer)
    changed = latest_content(Article.objects.get(pk=article.pk))
    assert str(changed.body) == str(content.body)
    assert ("C1" in codes(check_content(changed).blocking)) is is_open


def test_the_timeline_tells_waivers_from_dismissals(newsroom):
    page = standing_draft(newsroom, SHAKY, PRAISE)
    answer(page, "C3", newsroom.editor)
    answer(page, "C5", newsroom.managing_editor)
    lines = [line for chapter in chapters(page, entries_about(page)) for line in chapter.lines]
    assert [line.what for line in lines[:2]] == [
        "A finding of the automatic checks was dismissed",
        "A finding of the automatic checks was waived",
    ]
    assert "C3, on the words" in lines[1].note
    assert lines[1].entry.comment == REASON


def test_a_waived_draft_is_published(newsroom):
    page = standing_draft(newsroom, SHAKY)
    answer(page, "C3", newsroom.editor)
    page.get_workflow().start(page, newsroom.managing_editor)
    page = StandingPage.objects.get(pk=page.pk)
    state = page.current_workflow_task_state.specific
    state.task.specific.on_action(state, newsroom.editor, "approve")
    assert StandingPage.objects.get(pk=page.pk).live
    assert LedgerEntry.objects.about(page).filter(event=Event.WAIVED).count() == 1


def take_back(page, code, user):
    content = latest_content(page)
    standing = gate.standing(content)
    report = check_content(content)
    finding = next(each for each in report.findings if each.code == code)
    is_public = standing.live_fingerprint == standing.fingerprint
    return waivers.take_back(report, content, finding.key, user, is_public=is_public, revision=content.latest_revision)


def not_taken_back(*arguments):
    with pytest.raises(PublicationRefused) as caught:
        take_back(*arguments)
    return [refusal.code for refusal in caught.value.refusals]


def test_a_waiver_that_is_taken_back_leaves_the_finding_open(newsroom):
    page = standing_draft(newsroom, SHAKY)
    given = answer(page, "C3", newsroom.editor)
    entry = take_back(page, "C3", newsroom.editor)
    assert (entry.event, entry.role) == (Event.REOPENED, roles.EDITORS)
    assert entry.details == {**given.details, "kind": "waiver"}
    assert codes(check_content(latest_content(page)).blocking) == ["C3"]
    assert [fault.message for fault in ledger.verify_chain()] == []
    assert not_taken_back(page, "C3", newsroom.editor) == ["gone"]
    answer(page, "C3", newsroom.editor, "Looked at again, and it is a quotation.")
    assert check_content(latest_content(page)).blocking == []


def test_who_may_give_it_takes_it_back(newsroom):
    page = standing_draft(newsroom, SHAKY, PRAISE)
    answer(page, "C3", newsroom.editor)
    for person in (newsroom.writer, newsroom.reviewer, newsroom.administrator):
        assert not_taken_back(page, "C3", person) == ["not_allowed"]
    # Who wrote the words does not waive errors in them; to be stricter with oneself is always allowed.
    take_back(page, "C3", newsroom.managing_editor)
    answer(page, "C5", newsroom.managing_editor)
    assert take_back(page, "C5", newsroom.editor).details["kind"] == "dismissal"


def test_what_let_public_words_through_stays(newsroom):
    page = standing_draft(newsroom, SHAKY)
    answer(page, "C3", newsroom.editor)
    page.get_workflow().start(page, newsroom.managing_editor)
    page = StandingPage.objects.get(pk=page.pk)
    page.current_workflow_task.on_action(page.current_workflow_task_state, newsroom.editor, "approve")
    page = StandingPage.objects.get(pk=page.pk)
    assert page.live
    assert not_taken_back(page, "C3", newsroom.editor) == ["public"]


def test_without_its_waiver_nothing_is_approved(newsroom):
    page = standing_draft(newsroom, SHAKY)
    answer(page, "C3", newsroom.editor)
    page.get_workflow().start(page, newsroom.managing_editor)
    take_back(page, "C3", newsroom.editor)
    page = StandingPage.objects.get(pk=page.pk)
    with pytest.raises(PublicationRefused, match="testimonials"):
        page.current_workflow_task.on_action(page.current_workflow_task_state, newsroom.editor, "approve")
    assert not StandingPage.objects.get(pk=page.pk).live


def test_the_timeline_tells_what_was_taken_back(newsroom):
    page = standing_draft(newsroom, SHAKY, PRAISE)
    for code, person in (("C3", newsroom.editor), ("C5", newsroom.managing_editor)):
        answer(page, code, person)
        take_back(page, code, person)
    lines = [line.what for chapter in chapters(page, entries_about(page)) for line in chapter.lines]
    assert "A waiver of a finding was taken back" in lines
    assert "A dismissal of a finding was taken back" in lines
