"""A page that was taken down says so on its address, and is nowhere else."""

from datetime import timedelta

import pytest

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from blog.models import Article, ArticleIndex
from editorial import withdrawal
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
from tests.newsroom import act, draft_by, open_newsroom, submit
from tests.project.markup import robots, tags
from tests.publishing import put_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readers_index")]

GONE, CHECKED_AGAIN = PublicationRecord.Answer.GONE, PublicationRecord.Answer.CHECKED_AGAIN
REASON = "The dose in the third paragraph is ten times too high."
FACTORIES = (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
)


@pytest.mark.parametrize("role", ["Editors", "Medical reviewers", "Disclosure reviewers", "Administrators"])
def test_everyone_who_may_take_a_page_down_can(role):
    page = ArticleFactory()
    withdrawal.withdraw(page, UserFactory(role=role), REASON)
    assert not Article.objects.get(pk=page.pk).live


def take_down(page, answer=CHECKED_AGAIN):
    withdrawal.withdraw(type(page).objects.get(pk=page.pk), UserFactory(role="Editors"), REASON, answer)
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_page_being_checked_again_answers_so(client, factory):
    page = take_down(factory(title="Quagmire"))
    response = client.get(page.url)
    assert response.status_code == 503
    assert int(response["Retry-After"]) == 24 * 60 * 60
    assert response["Cache-Control"] == "no-store"
    assert "This page was taken down to be checked again" in response.text
    assert robots(response) == ["noindex"]


@pytest.mark.parametrize("factory", FACTORIES)
def test_a_page_that_is_gone_answers_so(client, factory):
    page = take_down(factory(title="Quagmire"), GONE)
    response = client.get(page.url)
    assert response.status_code == 410
    assert not response.has_header("Retry-After")
    assert response["Cache-Control"] == "no-store"
    assert "taken down and will not come back" in response.text


def test_it_offers_help_a_search_and_a_way_home(client):
    response = client.get(take_down(ArticleFactory()).url)
    assert tags(response, "section", id="crisis-help")
    assert tags(response, "form", action="/search/", role="search")
    assert tags(response, "a", href="/")
    assert "canonical" not in response.text


def test_it_shows_neither_the_words_nor_the_reason(client):
    page = take_down(ArticleFactory(title="Quagmire of a title", summary="Quagmire of a summary."))
    text = client.get(page.url).text
    assert "Quagmire" not in text
    assert "ten times" not in text


def test_it_is_gone_from_everywhere_else(client):
    topic = TopicFactory(slug="open-topic")
    author = AuthorFactory(slug="open-author")
    page = ArticleFactory(title="Quagmire", slug="quagmire", topics=[topic], authors=[author])
    places = [
        "/",
        "/articles/",
        "/topics/open-topic/",
        "/authors/open-author/",
        "/feed/",
        "/articles/feed/",
        "/topics/open-topic/feed/",
        "/search/?q=quagmire",
        "/sitemap-articles.xml",
    ]
    before = [place for place in places if "/articles/quagmire/" in client.get(place).text]
    assert before == places
    take_down(page)
    assert [place for place in places if "/articles/quagmire/" in client.get(place).text] == []


def test_a_page_overdue_for_too_long_answers_the_same(client):
    page = ArticleFactory()
    day = timezone.localdate() - timedelta(days=page.overdue_withdraw_days + 1)
    PublicationRecord.objects.filter(page=page).update(review_due=day)
    call_command("review_dates")
    assert client.get(page.url).status_code == 503


def test_an_alias_goes_down_with_its_page(client):
    newsroom = open_newsroom()
    page = _approve(newsroom, draft_by(newsroom))
    alias = CreatePageAliasAction(page, parent=ArticleIndex.objects.get(), update_slug="the-alias").execute(
        skip_permission_checks=True
    )
    assert client.get(alias.url).status_code == 200
    take_down(page, GONE)
    assert client.get(alias.url).status_code == 410


def test_a_page_that_comes_back_answers_with_its_words(client):
    newsroom = open_newsroom()
    article = draft_by(newsroom)
    article = _approve(newsroom, article)
    assert client.get(article.url).status_code == 200
    take_down(article)
    assert client.get(article.url).status_code == 503
    _approve(newsroom, article)
    response = client.get(article.url)
    assert response.status_code == 200
    assert article.title in response.text


def test_changes_to_the_draft_of_a_withdrawn_page_raise_no_alarm(client):
    page = take_down(ArticleFactory())
    page.title = "Words that are being mended"
    page.save()
    assert client.get(page.url).status_code == 503
    assert "taken down to be checked again" in client.get(page.url).text


def test_a_draft_that_was_never_public_is_missing(client):
    page = ArticleFactory(live=False)
    assert client.get(page.url).status_code == 404


def test_a_page_taken_off_without_a_withdrawal_is_missing(client):
    page = ArticleFactory()
    page.unpublish()
    assert client.get(page.url).status_code == 404


def test_a_restricted_page_does_not_tell_strangers_that_it_was_taken_down(client):
    page = ArticleFactory()
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    take_down(page)
    assert "taken down" not in client.get(page.url).text


def test_a_redirect_that_editors_made_wins(client):
    page = take_down(ArticleFactory(), GONE)
    Redirect.objects.create(old_path=Redirect.normalise_path(page.url), redirect_link="/articles/")
    response = client.get(page.url)
    assert response.status_code == 301
    assert response["Location"] == "/articles/"


def test_other_pages_pay_nothing_for_it(client):
    page = put_live(ArticleFactory())
    client.get(page.url)
    with CaptureQueriesContext(connection) as asked:
        client.get(page.url)
    assert [
        query["sql"] for query in asked.captured_queries if "withdrawn_at" in query["sql"].partition("WHERE")[2]
    ] == []


def _approve(newsroom, article):
    submit(newsroom, article)
    act(newsroom, newsroom.editor, article, "approve")
    act(newsroom, newsroom.reviewer, article, "approve")
    article = Article.objects.get(pk=article.pk)
    assert article.live
    return article
