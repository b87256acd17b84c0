"""Whoever reviews again sees what changed since what they approved last, or else against the public words."""

import pytest
from bs4 import BeautifulSoup

from django.urls import reverse

from wagtail.models import Revision

from blog.models import Article
from editorial.models import LedgerEntry
from tests import newsroom as newsroom_of
from tests.factories import ArticleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def published(newsroom):
    article = newsroom_of.in_medical_review(newsroom, title="The first words")
    newsroom_of.act(newsroom, newsroom.reviewer, article, "approve")
    assert Article.objects.get(pk=article.pk).live
    return article


def changed(newsroom, article, **fields):
    newsroom_of.post_edit(newsroom.client(newsroom.writer), article, "submit", **fields)
    newsroom_of.act(newsroom, newsroom.editor, article, "approve")
    return article


def compare(newsroom, user, article):
    return newsroom.client(user).get(reverse("editorial_compare", args=[article.pk]))


def messages_of(newsroom, user):
    answer = newsroom.client(user).get(reverse("wagtailadmin_home"))
    return [str(message).strip() for message in answer.context["messages"]]


def test_a_medical_reviewer_sees_what_changed_since_their_last_approval(newsroom):
    article = changed(newsroom, published(newsroom), title="The second words")
    entry = LedgerEntry.objects.about(article).filter(event="approved", person=str(newsroom.reviewer.pk)).last()
    answer = compare(newsroom, newsroom.reviewer, article)
    assert answer.url == reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, entry.revision, "latest"])
    page = newsroom.client(newsroom.reviewer).get(answer.url)
    assert page.status_code == 200
    comparison = BeautifulSoup(page.content, "html.parser").select_one("td.comparison")
    assert comparison.select_one(".deletion").get_text() == "first"
    assert comparison.select_one(".addition").get_text() == "second"


def test_who_has_not_approved_before_compares_with_the_public_words(newsroom):
    article = changed(newsroom, ArticleFactory(owner=newsroom.writer, topics=[newsroom.topic]), title="New words")
    answer = compare(newsroom, newsroom.reviewer, article)
    assert answer.url == reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, "live", "latest"])
    assert newsroom.client(newsroom.reviewer).get(answer.url).status_code == 200


def test_a_version_that_is_gone_is_said_to_be_gone(newsroom):
    article = changed(newsroom, published(newsroom), title="The second words")
    entry = LedgerEntry.objects.about(article).filter(event="approved", person=str(newsroom.reviewer.pk)).last()
    Revision.objects.filter(pk=entry.revision).delete()
    answer = compare(newsroom, newsroom.reviewer, article)
    assert answer.url == reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, "live", "latest"])
    assert messages_of(newsroom, newsroom.reviewer) == [
        "The version that you approved last is no longer kept. This compares with the public words."
    ]


def test_where_there_is_nothing_to_compare_with_it_says_so(newsroom):
    article = newsroom_of.in_medical_review(newsroom)
    assert compare(newsroom, newsroom.reviewer, article).url == reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert messages_of(newsroom, newsroom.reviewer) == [
        "There is nothing to compare with: you have not approved this page before, and it is not public."
    ]


def test_a_reviewer_compares_only_what_waits_for_their_review(newsroom):
    article = published(newsroom)
    url = reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, "earliest", "latest"])
    for address in (url, reverse("editorial_compare", args=[article.pk])):
        answer = newsroom.client(newsroom.reviewer).get(address)
        assert (answer.status_code, answer.url) == (302, reverse("wagtailadmin_home"))


def link(newsroom, user, url, selector):
    soup = BeautifulSoup(newsroom.client(user).get(url).content, "html.parser")
    return [found for found in soup.select(f"{selector} a") if "editorial/compare" in found["href"]]


def test_the_side_panel_and_the_dashboard_lead_there(newsroom):
    article = changed(newsroom, published(newsroom), title="The second words")
    editor = reverse("wagtailadmin_pages:edit", args=[article.pk])
    target = reverse("editorial_compare", args=[article.pk])
    for url, selector in ((editor, ".approvals"), (reverse("wagtailadmin_home"), ".desk__section--approval")):
        [found] = link(newsroom, newsroom.reviewer, url, selector)
        assert found["href"] == target
        assert found.get_text().strip().startswith("Compare with what you approved last")


def test_neither_leads_anywhere_while_nothing_can_be_compared(newsroom):
    article = newsroom_of.in_medical_review(newsroom)
    editor = reverse("wagtailadmin_pages:edit", args=[article.pk])
    assert not link(newsroom, newsroom.reviewer, editor, ".approvals")
    assert not link(newsroom, newsroom.reviewer, reverse("wagtailadmin_home"), ".desk__section--approval")
