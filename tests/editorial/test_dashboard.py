"""The dashboard shows each role what waits for it, and says so where nothing does."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from editorial import emergency, ledger
from editorial.ledger import Event
from editorial.models import ApprovalTaskState, PublicationRecord
from tests import newsroom as newsroom_of
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db

APPROVAL, SENT_BACK, DRAFTS = "Waiting for your approval", "Sent back to you", "Your drafts"
IN_REVIEW, EVERYTHING, OVERDUE = "Yours, in review", "All in review", "Review overdue"
MINE = [SENT_BACK, DRAFTS, IN_REVIEW]
SECTIONS = {
    roles.WRITERS: MINE,
    roles.EDITORS: [APPROVAL, *MINE],
    roles.MEDICAL_REVIEWERS: [APPROVAL],
    roles.MANAGING_EDITORS: [APPROVAL, *MINE, EVERYTHING, OVERDUE],
    roles.ADMINISTRATORS: [],
    roles.MODERATORS: [],
    roles.DISCLOSURE_REVIEWERS: [APPROVAL],
    roles.CLINIC_DATA: [APPROVAL, *MINE],
    roles.COMMERCIAL: [],
}
EMPTY = {
    APPROVAL: "Nothing waits for your approval.",
    SENT_BACK: "Nothing was sent back to you.",
    DRAFTS: "You have no drafts.",
    IN_REVIEW: "Nothing of yours is in review.",
    EVERYTHING: "Nothing is in review.",
    OVERDUE: "No review is overdue.",
}


class Dashboard:
    """The dashboard as a person sees it."""

    def __init__(self, newsroom, user):
        answer = newsroom.client(user).get(reverse("wagtailadmin_home"))
        self.soup = BeautifulSoup(answer.content, "html.parser")

    @property
    def headings(self):
        """The sections in order."""
        return [_words(heading.find(string=True)) for heading in self.soup.select(".desk__heading")]

    def section(self, heading):
        """Return the text of each line of a section, by the page's title."""
        items = self._section(heading).select(".desk__item")
        return {_words(item.a.get_text()): _words(item.get_text(" ")) for item in items}

    def count(self, heading):
        """Return the number that stands at a heading."""
        return int(self._section(heading).select_one(".desk__count").get_text())

    def left_out(self, heading):
        """Return the sentences below a list on what is not in it."""
        return [_words(each.get_text()) for each in self._section(heading).select(".desk__left-out")]

    def more(self, heading):
        """Return the link to the rest of a list, or None."""
        return self._section(heading).select_one(".desk__more a")

    @property
    def ways(self):
        """The links to reports and searches."""
        return [_words(link.get_text()) for link in self.soup.select(".desk__ways a")]

    def _section(self, heading):
        for section in self.soup.select(".desk__section"):
            if _words(section.select_one(".desk__heading").find(string=True)) == heading:
                return section
        raise AssertionError(f"no section “{heading}”")

    def link(self, title):
        """Return where a line leads."""
        return next(link["href"] for link in self.soup.select(".desk__title") if _words(link.get_text()) == title)

    def empty_words(self):
        """Return what empty sections say, by heading."""
        return {
            _words(section.select_one(".desk__heading").find(string=True)): _words(
                section.select_one(".desk__empty").get_text()
            )
            for section in self.soup.select(".desk__section--empty")
        }

    @property
    def starts(self):
        """The buttons that begin something."""
        return [_words(link.get_text()) for link in self.soup.select(".desk__starts a")]


def _words(text):
    return " ".join(str(text).split())


@pytest.mark.parametrize("role", roles.ALL)
def test_each_role_has_its_sections(newsroom, role):
    assert Dashboard(newsroom, newsroom.by_role[role]).headings == SECTIONS[role]


@pytest.mark.parametrize("role", roles.ALL)
def test_a_section_without_anything_says_so(newsroom, role):
    dashboard = Dashboard(newsroom, newsroom.by_role[role])
    assert dashboard.empty_words() == {heading: EMPTY[heading] for heading in SECTIONS[role]}


@pytest.mark.parametrize("role", roles.ALL)
def test_start_buttons_are_for_those_who_may_start(newsroom, role):
    writes = role in {roles.WRITERS, roles.EDITORS, roles.MANAGING_EDITORS}
    keeps_clinics = role in {roles.CLINIC_DATA, roles.MANAGING_EDITORS}
    offered = Dashboard(newsroom, newsroom.by_role[role]).starts
    expected = ["Write an article", "Write a clinic spotlight"] if writes else []
    assert offered == expected + (["Add a clinic"] if keeps_clinics else [])


def test_start_buttons_lead_to_the_form_of_a_new_page(newsroom):
    dashboard = Dashboard(newsroom, newsroom.writer)
    for link in dashboard.soup.select(".desk__starts a"):
        assert newsroom.client(newsroom.writer).get(link["href"]).status_code == 200


def test_a_draft_is_shown_to_its_writer_only(newsroom):
    draft = newsroom_of.draft_by(newsroom, title="Only a beginning")
    dashboard = Dashboard(newsroom, newsroom.writer)
    assert "Not published yet" in dashboard.section(DRAFTS)["Only a beginning"]
    assert dashboard.link("Only a beginning") == reverse("wagtailadmin_pages:edit", args=[draft.pk])
    for person in (newsroom.other_writer, newsroom.editor, newsroom.managing_editor):
        assert "Only a beginning" not in Dashboard(newsroom, person).section(DRAFTS)


def test_changes_to_a_public_page_are_a_draft_too(newsroom):
    article = ArticleFactory(owner=newsroom.writer, title="Public words", topics=[newsroom.topic])
    newsroom_of.post_edit(newsroom.client(newsroom.writer), article, title="Words to come")
    assert "Changes to a public page" in Dashboard(newsroom, newsroom.writer).section(DRAFTS)["Words to come"]


def test_what_is_submitted_waits_for_the_editors(newsroom):
    newsroom_of.in_editor_approval(newsroom, title="Asking for a yes")
    for person in (newsroom.editor, newsroom.managing_editor):
        line = Dashboard(newsroom, person).section(APPROVAL)["Asking for a yes"]
        assert "Wanda Example" in line
    assert not Dashboard(newsroom, newsroom.reviewer).section(APPROVAL)
    mine = Dashboard(newsroom, newsroom.writer)
    assert list(mine.section(IN_REVIEW)) == ["Asking for a yes"]
    assert not mine.section(DRAFTS)
    assert "Asking for a yes" in Dashboard(newsroom, newsroom.managing_editor).section(EVERYTHING)


def test_what_an_editor_approved_waits_for_the_medical_reviewer(newsroom):
    newsroom_of.in_medical_review(newsroom, title="Half of a yes")
    assert list(Dashboard(newsroom, newsroom.reviewer).section(APPROVAL)) == ["Half of a yes"]
    assert not Dashboard(newsroom, newsroom.editor).section(APPROVAL)
    assert list(Dashboard(newsroom, newsroom.writer).section(IN_REVIEW)) == ["Half of a yes"]
    assert "Half of a yes" in Dashboard(newsroom, newsroom.managing_editor).section(EVERYTHING)


def test_what_an_editor_sent_back_is_shown_with_the_comment(newsroom):
    article = newsroom_of.in_editor_approval(newsroom, title="Not yet")
    newsroom_of.act(newsroom, newsroom.editor, article, "reject", "Who says so? Please cite.")
    mine = Dashboard(newsroom, newsroom.writer)
    assert "Edda Example: Who says so? Please cite." in mine.section(SENT_BACK)["Not yet"]
    assert not mine.section(IN_REVIEW)
    assert not Dashboard(newsroom, newsroom.editor).section(APPROVAL)
    assert not Dashboard(newsroom, newsroom.other_writer).section(SENT_BACK)


def test_what_is_submitted_again_waits_again(newsroom):
    article = newsroom_of.in_editor_approval(newsroom, title="Second round")
    newsroom_of.act(newsroom, newsroom.editor, article, "reject", "Please cite.")
    newsroom_of.post_edit(newsroom.client(newsroom.writer), article, "submit")
    assert not Dashboard(newsroom, newsroom.writer).section(SENT_BACK)
    assert list(Dashboard(newsroom, newsroom.editor).section(APPROVAL)) == ["Second round"]


def test_what_was_approved_waits_for_nobody(newsroom):
    article = newsroom_of.in_medical_review(newsroom, title="All of a yes")
    newsroom_of.act(newsroom, newsroom.reviewer, article, "approve")
    for person in newsroom.by_role.values():
        lines = Dashboard(newsroom, person).soup.select(".desk__item")
        assert not [line for line in lines if "All of a yes" in line.get_text()]


def test_a_review_that_is_overdue_is_shown_to_the_managing_editor(newsroom):
    today = timezone.localdate()
    for title, days in (("Long overdue", -30), ("Just overdue", -1), ("Due today", 0), ("Due later", 30)):
        due(ArticleFactory(title=title, topics=[newsroom.topic]), today + timedelta(days=days))
    due(ArticleFactory(title="Not public", live=False), today - timedelta(days=5))
    shown = Dashboard(newsroom, newsroom.managing_editor).section(OVERDUE)
    assert list(shown) == ["Long overdue", "Just overdue"]


def due(article, day):
    PublicationRecord.objects.update_or_create(page_id=article.pk, defaults={"review_due": day})


def test_a_title_is_shown_as_text(newsroom):
    newsroom_of.draft_by(newsroom, title="<script>alert(1)</script> & more")
    dashboard = Dashboard(newsroom, newsroom.writer)
    assert "<script>alert(1)</script> & more" in dashboard.section(DRAFTS)


def state_of(article):
    return ApprovalTaskState.objects.get(workflow_state__object_id=str(article.pk), status="in_progress")


def test_what_one_has_taken_on_comes_first_and_what_another_has_last(newsroom):
    for title in ("First come", "Taken by another", "Free", "Mine"):
        newsroom_of.in_editor_approval(newsroom, title=title)
    for title, person in (("Taken by another", newsroom.managing_editor), ("Mine", newsroom.editor)):
        state = ApprovalTaskState.objects.get(revision__object_str=title)
        ApprovalTaskState.objects.filter(pk=state.pk).update(assignee=person)
    shown = Dashboard(newsroom, newsroom.editor).section(APPROVAL)
    assert list(shown) == ["Mine", "First come", "Free", "Taken by another"]
    assert "With you" in shown["Mine"]
    assert "With Magnus Example" in shown["Taken by another"]


def test_what_is_overdue_is_marked(newsroom):
    for title, days in (("Late", -1), ("In time", 1)):
        state = state_of(newsroom_of.in_editor_approval(newsroom, title=title))
        ApprovalTaskState.objects.filter(pk=state.pk).update(due_at=timezone.now() + timedelta(days=days))
    dashboard = Dashboard(newsroom, newsroom.editor)
    assert [_words(each.get_text()) for each in dashboard.soup.select(".desk__section--approval .desk__due--late")] == [
        f"overdue since {_day(-1)}"
    ]
    assert f"due on {_day(1)}" in dashboard.section(APPROVAL)["In time"]


def _day(days):
    return f"{timezone.localtime(timezone.now() + timedelta(days=days)):%-d %B}"


def test_what_one_wrote_is_left_out_with_the_reason(newsroom):
    newsroom_of.in_editor_approval(newsroom, writer=newsroom.editor, title="Edda's own")
    newsroom_of.in_editor_approval(newsroom, title="Wanda's")
    dashboard = Dashboard(newsroom, newsroom.editor)
    assert list(dashboard.section(APPROVAL)) == ["Wanda's"]
    assert dashboard.left_out(APPROVAL) == ["1 more waits for others: you wrote some of its words."]
    assert Dashboard(newsroom, newsroom.managing_editor).left_out(APPROVAL) == []


def test_whoever_gave_another_approval_of_the_words_does_not_see_them_again(newsroom):
    newsroom.editor.groups.add(*newsroom.reviewer.groups.all())
    newsroom_of.make_reviewer(newsroom.editor, newsroom.topic)
    newsroom_of.in_medical_review(newsroom, title="Approved once")
    dashboard = Dashboard(newsroom, newsroom.editor)
    assert dashboard.section(APPROVAL) == {}
    assert dashboard.left_out(APPROVAL) == ["1 more waits for others: you gave another approval of the same words."]


def test_a_reviewer_without_a_valid_credential_is_told(newsroom):
    unproven = UserFactory(role=roles.MEDICAL_REVIEWERS)
    assert Dashboard(newsroom, newsroom.reviewer).left_out(APPROVAL) == []
    assert Dashboard(newsroom, unproven).left_out(APPROVAL) == [
        "Your author profile shows no medical credential that is valid today. An editor can bring it up to date."
    ]


def test_a_long_list_says_how_long_it_is_and_leads_to_the_rest(newsroom):
    for _ in range(12):
        newsroom_of.in_editor_approval(newsroom)
    editors = Dashboard(newsroom, newsroom.editor)
    assert (len(editors.section(APPROVAL)), editors.count(APPROVAL)) == (10, 12)
    assert _words(editors.more(APPROVAL).get_text()) == "10 of 12, see all"
    report = newsroom.client(newsroom.editor).get(editors.more(APPROVAL)["href"])
    assert len(BeautifulSoup(report.content, "html.parser").select("td.title")) == 12
    writers = Dashboard(newsroom, newsroom.writer)
    assert writers.count(IN_REVIEW) == 12
    whole = newsroom.client(newsroom.writer).get(writers.more(IN_REVIEW)["href"])
    assert len(BeautifulSoup(whole.content, "html.parser").select(".desk__section--in_review .desk__item")) == 12


def test_a_writer_sees_with_whom_a_text_is(newsroom):
    article = newsroom_of.in_editor_approval(newsroom, title="With whom?")
    ApprovalTaskState.objects.filter(pk=state_of(article).pk).update(assignee=newsroom.editor)
    dashboard = Dashboard(newsroom, newsroom.writer)
    line = dashboard.section(IN_REVIEW)["With whom?"]
    assert "With: Editor" in line
    assert "With Edda Example" in line
    assert not dashboard.soup.select(".task-actions")


@pytest.mark.parametrize("role", roles.ALL)
def test_reports_and_taking_down_are_offered_to_those_who_may(newsroom, role):
    reads = role not in {roles.WRITERS, roles.MODERATORS, roles.CLINIC_DATA, roles.COMMERCIAL}
    triages = role in {roles.EDITORS, roles.MEDICAL_REVIEWERS, roles.MANAGING_EDITORS}
    readers = ["From readers", "Was this helpful?"] if triages else []
    reports = ["Waiting for whom", "Review due", "Published without a full set", "Ledger", *readers]
    reports += ["Flags", "Facts that expire"]
    assert Dashboard(newsroom, newsroom.by_role[role]).ways == ([*reports, "Take a page down"] if reads else [])


def test_open_emergencies_come_first_for_managing_editors_only(newsroom):
    draft = newsroom_of.draft_by(newsroom, title="Cannot wait")
    made = emergency.request(draft, newsroom.managing_editor, "The old dose is dangerous.")
    second = UserFactory(role=roles.MANAGING_EDITORS)
    dashboard = Dashboard(newsroom, second)
    assert dashboard.headings[0] == "Emergency publications"
    assert "Magnus Example asks you to confirm: “The old dose is dangerous.”" in _words(
        dashboard.section("Emergency publications")["Cannot wait"]
    )
    assert dashboard.link("Cannot wait") == reverse("editorial_emergency_confirm", args=[made.pk])
    assert (
        "You asked." in Dashboard(newsroom, newsroom.managing_editor).section("Emergency publications")["Cannot wait"]
    )
    assert "Emergency publications" not in Dashboard(newsroom, newsroom.editor).headings


def test_an_alarm_is_shown_until_the_page_is_published_or_taken_down(newsroom):
    article = ArticleFactory(title="Changed by night", topics=[newsroom.topic])
    ledger.append(Event.ALARM, article, "0" * 64, comment="Public words differ.")
    assert "Public words differ." in Dashboard(newsroom, newsroom.managing_editor).section("Alarms")["Changed by night"]
    ledger.append(Event.WITHDRAWN, article, "0" * 64)
    assert "Alarms" not in Dashboard(newsroom, newsroom.managing_editor).headings


def fill_every_list(newsroom, times):
    for _ in range(times):
        newsroom_of.draft_by(newsroom)
        newsroom_of.in_editor_approval(newsroom, writer=UserFactory(role=roles.WRITERS))
        newsroom_of.in_medical_review(newsroom)
        sent_back = newsroom_of.in_editor_approval(newsroom)
        newsroom_of.act(newsroom, newsroom.editor, sent_back, "reject", "Please cite.")
        overdue = ArticleFactory(topics=[newsroom.topic])
        due(overdue, timezone.localdate() - timedelta(days=2))
        ledger.append(Event.ALARM, overdue, "0" * 64)
        emergency.request(sent_back, newsroom.managing_editor, "Cannot wait at all.")


def queries(newsroom, user):
    with CaptureQueriesContext(connection) as context:
        answer = newsroom.client(user).get(reverse("wagtailadmin_home"))
    assert answer.status_code == 200
    return [query["sql"][:300] for query in context.captured_queries]


@pytest.mark.any_database
def test_the_number_of_queries_does_not_grow_with_the_lists(newsroom):
    people = [newsroom.writer, newsroom.editor, newsroom.reviewer, newsroom.managing_editor]
    fill_every_list(newsroom, 1)
    for person in people:
        queries(newsroom, person)  # fills what is kept in memory
    few = [queries(newsroom, person) for person in people]
    fill_every_list(newsroom, 2)
    many = [queries(newsroom, person) for person in people]
    assert [len(each) for each in many] == [len(each) for each in few], many
