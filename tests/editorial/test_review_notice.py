"""A page whose review is overdue says so, and later asks search engines to leave it out."""

from datetime import timedelta

import pytest

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Article
from editorial import emergency
from editorial.models import PublicationRecord
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.newsroom import act, draft_by, open_newsroom, post_edit, submit
from tests.project.markup import robots

pytestmark = pytest.mark.django_db

NOTICE = "The review of this page has been due since"
FACTORIES = (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
)


def due(page, days, **fields):
    """Let the review of a page be due in so many days; return the day."""
    day = timezone.localdate() + timedelta(days=days)
    PublicationRecord.objects.filter(page=page).update(review_due=day, **fields)
    return day


@pytest.mark.parametrize("factory", FACTORIES)
def test_an_overdue_page_says_since_when(client, factory):
    page = factory()
    day = due(page, -1)
    response = client.get(page.url)
    assert f"{NOTICE} {day:%-d %B %Y}." in response.text
    assert robots(response) == []


@pytest.mark.parametrize("days", [0, 1, None])
def test_a_page_that_is_not_overdue_says_nothing(client, days):
    page = ArticleFactory()
    if days is not None:
        due(page, days)
    assert NOTICE not in client.get(page.url).text


def test_an_overdue_page_no_longer_promises_its_next_review(client):
    page = ArticleFactory()
    due(page, 1, last_reviewed="2026-01-02", reviewer_name="Rhea Example")
    text = client.get(page.url).text
    assert "Next review" in text
    assert "We check it again by" in text
    due(page, -1)
    text = client.get(page.url).text
    assert "Next review" not in text
    assert "We check it again by" not in text


@pytest.mark.parametrize("factory", FACTORIES)
def test_search_engines_are_asked_to_leave_it_out_after_the_days_of_its_type(client, factory, monkeypatch):
    page = factory()
    monkeypatch.setattr(type(page), "overdue_noindex_days", 10)
    due(page, -10)
    assert robots(client.get(page.url)) == []
    assert page.full_url in client.get(f"/sitemap-{page.sitemap_section}.xml").text
    due(page, -11)
    assert robots(client.get(page.url)) == ["noindex"]
    assert page.full_url not in client.get(f"/sitemap-{page.sitemap_section}.xml").text


def test_a_demonstration_page_promised_no_review(client):
    page = ArticleFactory(is_demo=True)
    due(page, -1)
    assert NOTICE not in client.get(page.url).text


def test_the_notice_costs_an_article_no_query(client):
    page = ArticleFactory()
    due(page, -1)
    client.get(page.url)
    with CaptureQueriesContext(connection) as asked:
        client.get(page.url)
    records = [query["sql"] for query in asked.captured_queries if 'FROM "editorial_publicationrecord"' in query["sql"]]
    assert len([sql for sql in records if f'"page_id" = {page.pk}' in sql]) == 1


def test_the_sitemap_asks_no_more_for_more_overdue_pages(client):
    for _n in range(2):
        due(ArticleFactory(), -1)
    client.get("/sitemap.xml")
    with CaptureQueriesContext(connection) as few:
        client.get("/sitemap.xml")
    for _n in range(6):
        due(ArticleFactory(), -1)
    with CaptureQueriesContext(connection) as many:
        client.get("/sitemap.xml")
    assert len(many) == len(few)


class TestEmergency:
    """Words that went live without their approvals."""

    MARK = "Emergency publication"

    def publish(self, newsroom, article):
        second = UserFactory(role="Managing editors", first_name="Mara")
        asked = emergency.request(article, newsroom.managing_editor, "Readers are in danger today.")
        return emergency.confirm(asked, second)

    def reviewed_then_changed(self):
        newsroom = open_newsroom()
        article = draft_by(newsroom)
        submit(newsroom, article)
        act(newsroom, newsroom.editor, article, "approve")
        act(newsroom, newsroom.reviewer, article, "approve")
        post_edit(newsroom.client(newsroom.writer), article, paragraph="Words in a hurry.")
        return newsroom, Article.objects.get(pk=article.pk)

    def test_readers_are_told_of_no_review_and_see_no_mark(self, client):
        newsroom, article = self.reviewed_then_changed()
        assert "Medically reviewed by" in client.get(article.url).text
        self.publish(newsroom, article)
        response = client.get(article.url)
        assert "Words in a hurry." in response.text
        assert "Rhea" not in response.text
        assert "Medically reviewed" not in response.text
        assert NOTICE not in response.text
        assert self.MARK not in response.text
        assert "cookie" not in response.headers.get("Vary", "").lower()

    def test_no_notice_of_an_overdue_review_while_it_lasts(self, client):
        newsroom, article = self.reviewed_then_changed()
        self.publish(newsroom, article)
        due(article, -1)
        assert NOTICE not in client.get(article.url).text

    @pytest.mark.parametrize("person", ["writer", "editor", "reviewer", "managing_editor"])
    def test_colleagues_who_are_signed_in_see_the_mark(self, person):
        newsroom, article = self.reviewed_then_changed()
        self.publish(newsroom, article)
        assert self.MARK in newsroom.client(getattr(newsroom, person)).get(article.url).text

    def test_a_session_without_access_to_the_admin_shows_nothing(self):
        newsroom, article = self.reviewed_then_changed()
        self.publish(newsroom, article)
        stranger = Client()
        stranger.force_login(UserFactory())
        assert self.MARK not in stranger.get(article.url).text

    def test_the_mark_ends_when_other_words_are_approved(self):
        newsroom, article = self.reviewed_then_changed()
        self.publish(newsroom, article)
        Article.objects.get(pk=article.pk).current_workflow_state.cancel()  # the review of the emergency's own words
        submit(newsroom, article)  # with other words
        act(newsroom, newsroom.editor, article, "approve")
        act(newsroom, newsroom.reviewer, article, "approve")
        text = newsroom.client(newsroom.editor).get(article.url).text
        assert "Words of a body." in text
        assert self.MARK not in text
        assert PublicationRecord.objects.get(page=article).emergency_until is None
