"""The timeline tells colleagues what happened to a page: who, what, when, why, to which words."""

from datetime import date

import pytest

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import Revision

from blog.models import Article, SafetyInformation
from editorial import ledger, withdrawal
from editorial.fingerprint import fingerprint
from editorial.ledger import Event
from editorial.models import LedgerEntry
from editorial.timeline import chapters, entries_about
from editorial.views.timeline import PER_PAGE, timeline_url
from tests.factories import ArticleFactory, TopicFactory, UserFactory
from tests.newsroom import act, draft_by, post_edit, submit
from tests.project.markup import tags

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

COMMENT = "The second paragraph needs a source."


@pytest.fixture
def article(newsroom):
    """A published article that was sent back once, and has been changed and submitted again since."""
    article = draft_by(newsroom)
    submit(newsroom, article)
    act(newsroom, newsroom.editor, article, "reject", COMMENT)
    post_edit(newsroom.client(newsroom.writer), article, "submit", paragraph="With a source.")
    act(newsroom, newsroom.editor, article, "approve")
    act(newsroom, newsroom.reviewer, article, "approve")
    post_edit(newsroom.client(newsroom.writer), article, "submit", paragraph="With two sources.")
    return Article.objects.get(pk=article.pk)


def told(content):
    """Return {heading: [what of each line]} of a whole timeline."""
    found = chapters(content, entries_about(content))
    return {chapter.heading: [line.what for line in chapter.lines] for chapter in found}


def test_it_is_told_by_publication_newest_first(article):
    published = LedgerEntry.objects.about(article).get(event=Event.PUBLISHED)
    assert told(article) == {
        "Since then": ["Passed: Automatic checks", "Submitted for approval"],
        f"Published on {published.at:%-d %B %Y}": [
            "Published",
            "Approved: Medical review",
            "Approved: Editor",
            "Passed: Automatic checks",
            "Submitted for approval",
            "Changes requested: Editor",
            "Passed: Automatic checks",
            "Submitted for approval",
        ],
    }


def test_it_names_people_as_they_stood_with_their_comments(newsroom, article):
    text = newsroom.client(newsroom.editor).get(timeline_url(article)).text
    for words in ("Rhea Example (Medical reviewers, MD, A medical board)", "The platform", COMMENT):
        assert words in text, words


def test_a_withdrawal_and_an_alarm_are_told(newsroom, article):
    withdrawal.withdraw(article, newsroom.editor, "A number is wrong.")
    ledger.append(Event.ALARM, article, "f" * 64, comment="Changed past the workflow.")
    headings = list(told(article))
    assert headings[0] == "Since then"
    assert headings[1].startswith("Taken down on")
    text = newsroom.client(newsroom.editor).get(timeline_url(article)).text
    assert "A number is wrong." in text
    assert "Alarm: public words were changed past the workflow" in text


def test_lines_lead_to_their_words_and_to_what_changed(newsroom, article):
    lines = [line for chapter in chapters(article, entries_about(article)) for line in chapter.lines]
    client = newsroom.client(newsroom.editor)
    assert client.get(lines[1].words_url).status_code == 200
    assert "two sources" in client.get(lines[1].compare_url).text
    assert [bool(line.compare_url) for line in lines[:5]] == [False, True, False, False, False]  # where words changed
    assert all(line.words_url for line in lines)


def test_words_that_are_no_longer_kept_have_no_link(newsroom, article):
    Revision.objects.filter(pk__in=LedgerEntry.objects.about(article).values("revision")).delete()
    lines = [line for chapter in chapters(article, entries_about(article)) for line in chapter.lines]
    assert not any(line.words_url or line.compare_url for line in lines)
    text = newsroom.client(newsroom.editor).get(timeline_url(article)).text
    assert "no longer kept" in text


def test_those_who_may_not_edit_get_no_links_that_refuse_them(newsroom, article):
    withdrawal.withdraw(article, newsroom.editor, "A number is wrong.")  # nothing is in review any more
    text = newsroom.client(newsroom.reviewer).get(timeline_url(article)).text
    assert "Approved: Medical review" in text
    assert "/revisions/" not in text
    assert "no longer kept" not in text


def test_a_page_without_a_story_says_so(newsroom):
    response = newsroom.client(newsroom.editor).get(timeline_url(ArticleFactory(live=False)))
    assert response.status_code == 200
    assert "Nothing has happened yet" in response.text


def test_a_long_story_is_split_into_pages_that_keep_their_headings(newsroom, article):
    for _n in range(PER_PAGE):
        ledger.append(Event.SUBMITTED, article, fingerprint(article))
    ledger.append(Event.PUBLISHED, article, fingerprint(article))
    client = newsroom.client(newsroom.editor)
    first, second = client.get(timeline_url(article)), client.get(f"{timeline_url(article)}?p=2")
    assert "Page 1 of 2" in first.text
    assert second.text.count("timeline__what") == LedgerEntry.objects.about(article).count() - PER_PAGE
    assert second.text.count("timeline__heading") == 2
    assert "Since then" not in second.text
    for odd in ("0", "99", "x"):
        assert client.get(f"{timeline_url(article)}?p={odd}").status_code == 200


def test_what_it_asks_does_not_grow_with_the_story(newsroom, article):
    client = newsroom.client(newsroom.editor)
    client.get(timeline_url(article))
    with CaptureQueriesContext(connection) as few:
        client.get(timeline_url(article))
    for number in range(20):
        revision = article.save_revision(user=newsroom.writer)
        ledger.append(Event.SUBMITTED, article, f"{number:064}", revision=revision)
    with CaptureQueriesContext(connection) as many:
        client.get(timeline_url(article))
    assert len(many) <= len(few)


def test_snippets_have_a_timeline(newsroom):
    safety = SafetyInformation.objects.create(title="Ketamine", treatment=TopicFactory(), as_of=date(2026, 1, 1))
    revision = safety.save_revision(user=newsroom.writer)
    ledger.append(Event.SUBMITTED, safety, "a" * 64, revision=revision)
    response = newsroom.client(newsroom.editor).get(timeline_url(safety))
    assert response.status_code == 200
    assert "Submitted for approval" in response.text
    assert tags(response, "a", href=reverse("wagtailsnippets_blog_safetyinformation:edit", args=[safety.pk]))


class TestPermission:
    """Those who may edit or review a page may read its timeline; nobody else."""

    @pytest.mark.parametrize("person", ["writer", "editor", "reviewer", "managing_editor", "administrator"])
    def test_colleagues_of_the_page_may(self, newsroom, article, person):
        assert newsroom.client(getattr(newsroom, person)).get(timeline_url(article)).status_code == 200

    def test_disclosure_reviewers_may(self, newsroom, article):
        user = UserFactory(role="Disclosure reviewers")
        assert newsroom.client(user).get(timeline_url(article)).status_code == 200

    @pytest.mark.parametrize("person", ["other_writer", "moderator"])
    def test_others_may_not(self, newsroom, person):
        article = draft_by(newsroom)
        response = newsroom.client(getattr(newsroom, person)).get(timeline_url(article))
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")

    def test_strangers_are_asked_to_sign_in(self, client, newsroom):
        response = client.get(timeline_url(newsroom.topic))
        assert response.status_code == 302
        assert "/login/" in response["Location"]

    @pytest.mark.parametrize(
        ("label", "key"),
        [
            ("wagtailcore.page", "999999"),
            ("wagtailcore.page", "1"),
            ("wagtailcore.page", "x"),
            ("accounts.user", "1"),
            ("nothing.here", "1"),
            ("nonsense", "1"),
        ],
    )
    def test_what_is_not_behind_the_gate_is_missing(self, newsroom, label, key):
        url = reverse("editorial_timeline", args=[label, key])
        assert newsroom.client(newsroom.editor).get(url).status_code == 404

    def test_a_page_has_one_address(self, newsroom, article):
        url = reverse("editorial_timeline", args=["blog.article", article.pk])
        assert newsroom.client(newsroom.editor).get(url).status_code == 404


@pytest.mark.parametrize("view", ["wagtailadmin_pages:edit", "wagtailadmin_explore"])
def test_the_page_links_its_timeline(newsroom, article, view):
    url = reverse(view, args=[article.pk])
    assert tags(newsroom.client(newsroom.editor).get(url), "a", href=timeline_url(article))


def test_the_panel_of_approvals_links_the_timeline(newsroom, article):
    text = newsroom.client(newsroom.editor).get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text
    assert "Timeline: everything that happened" in text


def test_the_root_of_the_tree_has_no_timeline(admin_client):
    response = admin_client.get(reverse("wagtailadmin_explore_root"))
    assert response.status_code == 200
    assert "/admin/editorial/timeline/" not in response.text
