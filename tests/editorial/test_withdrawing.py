"""A page is taken down from wherever it is seen, by every editor and reviewer, and never without a reason."""

import pytest
from bs4 import BeautifulSoup

from django.core import mail
from django.urls import reverse

from accounts import roles
from blog.models import Article
from editorial.ledger import Event
from editorial.models import LedgerEntry, PublicationRecord
from tests import newsroom as newsroom_of
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db

REASON = "The dose in the second paragraph is wrong."
MAY = (
    roles.EDITORS,
    roles.MEDICAL_REVIEWERS,
    roles.DISCLOSURE_REVIEWERS,
    roles.MANAGING_EDITORS,
    roles.ADMINISTRATORS,
)
MAY_NOT = (roles.WRITERS, roles.MODERATORS)


@pytest.fixture
def article(newsroom):
    return ArticleFactory(owner=newsroom.writer, title="Words about a dose", topics=[newsroom.topic])


def address(article):
    return reverse("editorial_withdraw", args=[article.pk])


def is_live(article):
    return Article.objects.get(pk=article.pk).live


def texts(answer):
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def messages_of(answer):
    return [str(message).strip() for message in answer.context["messages"]]


@pytest.mark.parametrize("role", MAY)
def test_every_editor_and_reviewer_takes_a_page_down(newsroom, article, role):
    person = newsroom.by_role[role]
    answer = newsroom.client(person).post(address(article), {"reason": REASON, "answer": "410"})
    assert answer.url == reverse("wagtailadmin_home")
    assert not is_live(article)
    record = PublicationRecord.objects.get(page=article)
    assert (record.withdrawn_reason, record.withdrawn_answer) == (REASON, 410)
    entry = LedgerEntry.objects.about(article).last()
    assert (entry.event, entry.person, entry.role, entry.comment) == (Event.WITHDRAWN, str(person.pk), role, REASON)


@pytest.mark.parametrize("role", MAY_NOT)
def test_writers_and_moderators_do_not(newsroom, article, role):
    newsroom.client(newsroom.by_role[role]).post(address(article), {"reason": REASON, "answer": "410"})
    assert is_live(article)


@pytest.mark.parametrize("reason", ["", "   ", "wrong"])
def test_without_a_reason_in_words_nothing_happens_and_what_was_typed_stays(newsroom, article, reason):
    answer = newsroom.client(newsroom.editor).post(address(article), {"reason": reason, "answer": "410"})
    assert answer.status_code == 200
    assert is_live(article)
    soup = BeautifulSoup(answer.content, "html.parser")
    assert soup.select_one("[name=reason]").get_text(strip=True) == reason.strip()
    assert soup.select_one("[name=answer][checked]")["value"] == "410"
    assert soup.select_one("#panel-child-reason-errors, .w-field__errors .error-message")


def test_the_form_says_what_will_happen(newsroom, article):
    words = texts(newsroom.client(newsroom.editor).get(address(article)))
    assert "Take “Words about a dose” down?" in words
    assert "Readers stop getting the page at once." in words
    assert "Only the workflow brings it back" in words


def test_after_it_one_is_back_where_one_came_from(newsroom, article):
    here = reverse("wagtailadmin_pages:edit", args=[article.pk])
    answer = newsroom.client(newsroom.editor).post(
        address(article), {"reason": REASON, "answer": "503", "next": here}, follow=True
    )
    assert answer.redirect_chain[0][0] == here
    assert any("“Words about a dose” is taken down." in message for message in messages_of(answer))


def test_the_way_back_never_leads_to_another_site(newsroom, article):
    answer = newsroom.client(newsroom.editor).post(
        address(article), {"reason": REASON, "answer": "503", "next": "https://elsewhere.example/"}
    )
    assert answer.url == reverse("wagtailadmin_home")


def test_a_page_that_is_not_public_is_left_alone_with_a_sentence(newsroom):
    draft = newsroom_of.draft_by(newsroom, title="Only a draft")
    answer = newsroom.client(newsroom.editor).post(address(draft), {"reason": REASON, "answer": "503"}, follow=True)
    assert messages_of(answer) == ["“Only a draft” is not public, so there is nothing to take down."]
    assert not LedgerEntry.objects.about(draft).exists()


def test_wagtails_address_for_unpublishing_leads_to_the_form(newsroom, article):
    for method in ("get", "post"):
        answer = getattr(newsroom.client(newsroom.managing_editor), method)(
            reverse("wagtailadmin_pages:unpublish", args=[article.pk])
        )
        assert answer.url == address(article)
    assert is_live(article)


def bulk_address(*articles):
    query = "&".join(f"id={article.pk}" for article in articles)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"]) + f"?{query}"


def test_several_pages_are_taken_down_for_one_reason(newsroom, article):
    other = ArticleFactory(title="The same mistake", topics=[newsroom.topic])
    client = newsroom.client(newsroom.managing_editor)
    assert "Take 2 pages down" in texts(client.get(bulk_address(article, other)))
    client.post(bulk_address(article, other), {"reason": REASON, "answer": "503"})
    assert [is_live(each) for each in (article, other)] == [False, False]
    assert set(
        PublicationRecord.objects.filter(page__in=[article, other]).values_list("withdrawn_reason", flat=True)
    ) == {REASON}


def test_several_pages_without_a_reason_stay(newsroom, article):
    answer = newsroom.client(newsroom.managing_editor).post(bulk_address(article), {"include_descendants": "on"})
    assert answer.status_code == 200
    assert "This field is required." in texts(answer)
    assert is_live(article)


@pytest.mark.parametrize("role", MAY_NOT)
def test_several_pages_stay_for_those_who_may_not(newsroom, article, role):
    newsroom.client(newsroom.by_role[role]).post(bulk_address(article), {"reason": REASON, "answer": "503"})
    assert is_live(article)


def links_to(answer, url):
    return [
        link
        for link in BeautifulSoup(answer.content, "html.parser").select("a[href]")
        if link["href"].split("?")[0] == url
    ]


@pytest.mark.parametrize("person", ["editor", "managing_editor"])
def test_the_editor_and_the_explorer_offer_it(newsroom, article, person):
    client = newsroom.client(getattr(newsroom, person))
    for page in (
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_explore", args=[article.get_parent().pk]),
    ):
        answer = client.get(page)
        assert links_to(answer, address(article)), page
        assert not links_to(answer, reverse("wagtailadmin_pages:unpublish", args=[article.pk])), page


def test_neither_offers_it_to_a_writer_or_for_a_draft(newsroom, article):
    draft = newsroom_of.draft_by(newsroom)
    listing = reverse("wagtailadmin_explore", args=[article.get_parent().pk])
    assert not links_to(newsroom.client(newsroom.writer).get(listing), address(article))
    assert not links_to(newsroom.client(newsroom.editor).get(listing), address(draft))


def test_reviewers_find_public_pages_by_title(newsroom, article):
    ArticleFactory(title="Something else", topics=[newsroom.topic])
    newsroom_of.draft_by(newsroom, title="A dose in a draft")
    answer = newsroom.client(newsroom.reviewer).get(reverse("editorial_public_pages"), {"q": "dose"})
    found = BeautifulSoup(answer.content, "html.parser").select("td.title a")
    assert [(link.get_text(strip=True), link["href"]) for link in found] == [("Words about a dose", address(article))]


def in_review_again(newsroom, sent_back=False):
    """Return a public article whose next words an editor approved; they wait for, or came back from, medical review."""
    article = newsroom_of.in_medical_review(newsroom, title="The first words")
    newsroom_of.act(newsroom, newsroom.reviewer, article, "approve")
    newsroom_of.post_edit(newsroom.client(newsroom.writer), article, "submit", title="The second words")
    newsroom_of.act(newsroom, newsroom.editor, article, "approve")
    if sent_back:
        newsroom_of.act(newsroom, newsroom.reviewer, article, "reject", "Please cite.")
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize("sent_back", [False, True])
def test_a_review_that_is_running_starts_anew_because_its_approvals_are_used_up(newsroom, sent_back):
    article = in_review_again(newsroom, sent_back)
    newsroom.client(newsroom.reviewer).post(address(article), {"reason": REASON, "answer": "503"})
    assert Article.objects.get(pk=article.pk).current_workflow_state is None
    newsroom_of.submit(newsroom, article)
    newsroom_of.act(newsroom, newsroom.editor, article, "approve")
    assert not is_live(article)
    newsroom_of.act(newsroom, newsroom.reviewer, article, "approve")
    assert is_live(article)


def test_whoever_submitted_it_is_told(newsroom, django_capture_on_commit_callbacks):
    article = in_review_again(newsroom)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        newsroom.client(newsroom.reviewer).post(address(article), {"reason": REASON, "answer": "503"})
    [sent] = [sent for sent in mail.outbox if sent.to == [newsroom.writer.email]]
    assert "Please submit it again" in sent.body
