"""The panel “Editorial checks”, and what the editor's form does with a draft that the checks stop."""

import re

import pytest

from django.urls import reverse

from wagtail.models import WorkflowState

from blog.models import Article, SafetyInformation
from editorial.checks.registry import registered
from editorial.gate import standing
from editorial.ledger import Event
from editorial.models import LedgerEntry
from editorial.models.approval import latest_content
from home.models import StandingPage
from tests import newsroom as desk
from tests.editorial.checks.scenes import BAD, GOOD, PRAISE, SHAKY, standing_draft
from tests.factories import TopicFactory, body

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.checked]


def fragment(newsroom, user, page):
    return newsroom.client(user).get(reverse("editorial_checks_panel", args=["wagtailcore.page", page.pk]))


def post_answer(newsroom, user, page, key, reason, take_back=False, **headers):
    url = reverse("editorial_checks_answer", args=["wagtailcore.page", page.pk])

    current = standing(latest_content(page)).fingerprint
    data = {"key": key, "reason": reason, "fingerprint": current, **({"take_back": "1"} if take_back else {})}
    return newsroom.client(user).post(url, data, headers=headers)


def key_of(html, code):
    return re.search(rf'data-finding="({code}\|[^"]*)"', html)[1].replace("&#x27;", "'").replace("&quot;", '"')


def messages_of(response):
    return [str(message) for message in response.context["messages"]] if response.context else []


def test_the_editor_shows_the_findings_with_their_places(newsroom):
    page = standing_draft(newsroom, BAD, SHAKY, PRAISE)
    html = newsroom.client(newsroom.managing_editor).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    text = html.content.decode()
    block = page.get_latest_revision_as_object().body[0].id
    assert 'data-side-panel="findings"' in text
    assert f'href="#block-{block}-section"' in text
    assert "2 findings stop this draft." in text
    assert reverse("editorial_check", args=["C4"]) in text
    assert re.search(r'data-side-panel-toggle="findings".*?toggle__counter[^>]*>\s*2\s*<', text, re.DOTALL)


def test_heaviest_first(newsroom):
    page = standing_draft(newsroom, PRAISE, SHAKY, BAD)
    html = fragment(newsroom, newsroom.editor, page).content.decode()
    places = [html.index(f'data-finding="{code}|') for code in ("C4", "C3", "C5")]
    assert places == sorted(places)


def test_a_new_page_has_a_place_for_findings(newsroom):
    parent = desk.ArticleIndex.objects.get()
    url = reverse("wagtailadmin_pages:add", args=["blog", "article", parent.pk])
    html = newsroom.client(newsroom.writer).get(url).content.decode()
    assert reverse("editorial_checks_panel", args=["wagtailcore.page", "0"]) in html
    assert "The checks run as soon as the draft is saved." in html


@pytest.mark.parametrize("role", ["Moderators"])
def test_others_do_not_see_findings(newsroom, role):
    page = standing_draft(newsroom, BAD)
    assert fragment(newsroom, newsroom.by_role[role], page).status_code in {302, 403}


def test_findings_on_a_page_that_is_not_there(newsroom):
    url = reverse("editorial_checks_panel", args=["wagtailcore.page", "999999"])
    assert newsroom.client(newsroom.editor).get(url).status_code == 404


def test_a_waiver_in_place(newsroom):
    page = standing_draft(newsroom, SHAKY)
    html = fragment(newsroom, newsroom.editor, page).content.decode()
    answer = post_answer(
        newsroom,
        newsroom.editor,
        page,
        key_of(html, "C3"),
        "Quoted to be taken apart.",
        **{"x-requested-with": "XMLHttpRequest"},
    )
    assert "Nothing stops this draft." in answer.content.decode()
    assert "Waived by Edda Example (Editors)" in answer.content.decode()
    assert LedgerEntry.objects.about(page).filter(event=Event.WAIVED).count() == 1


def test_a_waiver_is_taken_back_in_place(newsroom):
    page = standing_draft(newsroom, SHAKY)
    key = key_of(fragment(newsroom, newsroom.editor, page).content.decode(), "C3")
    post_answer(newsroom, newsroom.editor, page, key, "Quoted to be taken apart.")
    assert "Take back" in fragment(newsroom, newsroom.editor, page).content.decode()
    assert "Take back" not in fragment(newsroom, newsroom.reviewer, page).content.decode()
    refused = post_answer(newsroom, newsroom.reviewer, page, key, "", take_back=True)
    assert "Only those who may give this answer may take it back." in refused.content.decode()
    post_answer(newsroom, newsroom.editor, page, key, "", take_back=True)
    html = fragment(newsroom, newsroom.editor, page).content.decode()
    assert "1 finding stops this draft." in html
    assert "Take back" not in html


def test_an_editor_does_not_stand_in_for_a_medical_reviewer(newsroom):
    """A finding of the medical checks: the editor is told who may waive it, and a forged answer is refused."""
    words = "Ketamine is given as a drip. The nasal spray is used at home."
    article = desk.draft_by(newsroom, body=body(words), topics=[newsroom.topic, TopicFactory(title="Ketamine")])
    html = fragment(newsroom, newsroom.editor, article).content.decode()
    key = key_of(html, "M2")
    assert "This can be waived by: Medical reviewers." in html
    answer = post_answer(newsroom, newsroom.editor, article, key, "We asked a colleague about it.")
    assert "This can be waived by: Medical reviewers." in answer.content.decode()
    assert not LedgerEntry.objects.about(article).filter(event=Event.WAIVED).exists()
    post_answer(newsroom, newsroom.reviewer, article, key, "The section before says which spray.")
    entry = LedgerEntry.objects.about(article).get(event=Event.WAIVED)
    assert (entry.details["code"], entry.role) == ("M2", "Medical reviewers")
    refused = post_answer(newsroom, newsroom.editor, article, key, "", take_back=True)
    assert "Only those who may give this answer may take it back." in refused.content.decode()


def test_without_a_script_the_answer_leads_back_to_the_editor(newsroom):
    page = standing_draft(newsroom, PRAISE)
    html = fragment(newsroom, newsroom.managing_editor, page).content.decode()
    answer = post_answer(newsroom, newsroom.managing_editor, page, key_of(html, "C5"), "It quotes a headline.")
    assert answer.status_code == 302
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.parametrize("script", [True, False])
def test_what_was_typed_is_kept(newsroom, script):
    page = standing_draft(newsroom, SHAKY)
    html = fragment(newsroom, newsroom.editor, page).content.decode()
    headers = {"x-requested-with": "XMLHttpRequest"} if script else {}
    answer = post_answer(newsroom, newsroom.editor, page, key_of(html, "C3"), "Because.", **headers)
    assert ">Because.</textarea>" in answer.content.decode()
    assert "Give the reason in a sentence" in answer.content.decode()
    assert not LedgerEntry.objects.about(page).filter(event=Event.WAIVED).exists()


def test_an_answer_to_other_words_is_refused(newsroom):
    page = standing_draft(newsroom, SHAKY)
    key = key_of(fragment(newsroom, newsroom.editor, page).content.decode(), "C3")
    url = reverse("editorial_checks_answer", args=["wagtailcore.page", page.pk])
    data = {"key": key, "reason": "A reason of four words.", "fingerprint": "0" * 64}
    answer = newsroom.client(newsroom.editor).post(url, data)
    assert "The draft changed after you opened it." in answer.content.decode()
    assert not LedgerEntry.objects.about(page).filter(event=Event.WAIVED).exists()


def test_submitting_a_bad_article_keeps_the_draft_and_lists_the_findings(newsroom):
    article = desk.draft_by(newsroom)
    answer = desk.post_edit(newsroom.client(newsroom.writer), article, "submit", paragraph=BAD)
    assert answer.status_code == 302
    assert not WorkflowState.objects.for_instance(article).exists()
    saved = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert BAD in saved.body[0].value.source
    assert not LedgerEntry.objects.about(article).filter(event=Event.SUBMITTED).exists()
    shown = newsroom.client(newsroom.writer).get(answer.url)
    assert any("miracle" in message for message in messages_of(shown))
    assert any("Your draft is saved" in message for message in messages_of(shown))


def test_submitting_a_bad_new_article_keeps_it(newsroom):
    answer = desk.post_new(newsroom.client(newsroom.writer), "submit", author=newsroom.author, paragraph=BAD)
    article = Article.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert not WorkflowState.objects.for_instance(article).exists()
    assert BAD in article.get_latest_revision_as_object().body[0].value.source


def test_submitting_again_what_was_sent_back_changes_nothing_while_it_is_bad(newsroom):
    page = standing_draft(newsroom, BAD)
    page.get_workflow().start(page, newsroom.managing_editor)
    page = StandingPage.objects.get(pk=page.pk)
    state = page.current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    client = newsroom.client(newsroom.managing_editor)
    form = standing_form(page, BAD)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**form, "action-submit": "1"})
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert LedgerEntry.objects.about(page).filter(event=Event.SUBMITTED).count() == 1


def restart(newsroom, page, paragraph):
    client = newsroom.client(newsroom.managing_editor)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, {**standing_form(page, paragraph), "action-restart-workflow": "1"})
    return answer, messages_of(client.get(url))


def test_a_restart_with_bad_words_leaves_the_workflow_where_it_is(newsroom):
    page = standing_draft(newsroom, GOOD)
    page.get_workflow().start(page, newsroom.managing_editor)
    page = StandingPage.objects.get(pk=page.pk)
    page.current_workflow_task.on_action(page.current_workflow_task_state, newsroom.editor, "reject", comment="Why?")
    state = StandingPage.objects.get(pk=page.pk).current_workflow_state
    answer, said = restart(newsroom, page, BAD)
    assert answer.status_code == 302
    assert any("miracle" in message for message in said)
    page = StandingPage.objects.get(pk=page.pk)
    assert BAD in page.get_latest_revision_as_object().body[0].value.source
    assert page.current_workflow_state == state
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    restart(newsroom, page, GOOD)
    assert StandingPage.objects.get(pk=page.pk).current_workflow_state.pk != state.pk


def standing_form(page, paragraph):
    form = desk.article_form(paragraph=paragraph)
    return {**form, "title": page.title, "slug": page.slug, "summary": page.summary}


def test_a_snippet_is_stopped_in_the_same_way(newsroom):
    snippet = SafetyInformation.objects.create(
        title="Esketamine: safety",
        treatment=TopicFactory(title="Another treatment"),
        introduction=f"<p>{BAD}</p>",
        topics=body(("item", {"topic": "driving", "text": "<p>Do not drive until you slept.</p>"})),
        as_of="2026-01-01",
        live=False,
    )
    snippet.save_revision(user=newsroom.editor)
    url = reverse("editorial_checks_panel", args=["blog.safetyinformation", snippet.pk])
    assert "miracle" in newsroom.client(newsroom.editor).get(url).content.decode()
    edit = reverse(snippet.snippet_viewset.get_url_name("edit"), args=[snippet.pk])
    assert 'data-side-panel="findings"' in newsroom.client(newsroom.editor).get(edit).content.decode()
    snippet.get_workflow().start(snippet, newsroom.editor)
    assert snippet.workflow_states.get().status == WorkflowState.STATUS_NEEDS_CHANGES


def test_every_check_is_explained(newsroom):
    client = newsroom.client(newsroom.writer)
    index = client.get(reverse("editorial_checks")).content.decode()
    for check in registered():
        assert reverse("editorial_check", args=[check.code]) in index
        answer = client.get(reverse("editorial_check", args=[check.code]))
        assert str(check.explanation).split(".")[0].replace("'", "&#x27;") in answer.content.decode()
    assert client.get(reverse("editorial_check", args=["Z99"])).status_code == 404


def test_the_panel_costs_the_same_for_many_findings(newsroom, django_assert_max_num_queries):
    few, many = standing_draft(newsroom, SHAKY), standing_draft(newsroom, *[SHAKY] * 30, slug="many-findings")
    client = newsroom.client(newsroom.editor)
    counts = []
    for page in (few, many):
        client.get(reverse("editorial_checks_panel", args=["wagtailcore.page", page.pk]))
        with django_assert_max_num_queries(60) as captured:
            client.get(reverse("editorial_checks_panel", args=["wagtailcore.page", page.pk]))
        counts.append(len(captured))
    assert counts[0] == counts[1]
