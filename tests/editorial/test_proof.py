"""Every public page can prove who approved exactly its words; colleagues' talk stays between colleagues."""

import json

import pytest

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageViewRestriction

from blog.models import Article, ArticleIndex, PageTopic
from editorial import emergency, ledger, triggers, withdrawal
from editorial.fingerprint import digest, fingerprint
from editorial.ledger import Event
from editorial.models import LedgerEntry, PublicationRecord
from editorial.models.ledger import hash_of
from home.models import HomePage
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.newsroom import act, draft_by, post_edit, submit
from tests.project.markup import robots, tags
from tests.publishing import put_live

pytestmark = pytest.mark.django_db

FACTORIES = (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
)
COMMENT = "Rubbish, my grandmother writes better."


def address(page):
    return reverse("proof", args=[page.pk])


def evidence(client, page):
    response = client.get(reverse("proof_json", args=[page.pk]))
    assert response.status_code == 200
    return json.loads(response.content)


def approve(newsroom, article, by=None, **changes):
    """Take an article through its workflow, with a request for changes on the way; return it, public."""
    submit(newsroom, article, by=by, **changes)
    act(newsroom, newsroom.editor, article, "reject", COMMENT)
    submit(newsroom, article, by=by, **changes)
    act(newsroom, newsroom.editor, article, "approve", COMMENT)
    act(newsroom, newsroom.reviewer, article, "approve", COMMENT)
    article = Article.objects.get(pk=article.pk)
    assert article.live
    return article


@pytest.fixture
def article(newsroom):
    return approve(newsroom, draft_by(newsroom, title="A proven article"))


@pytest.mark.parametrize("factory", FACTORIES)
def test_every_published_page_links_how_it_was_reviewed(client, factory):
    page = factory()
    response = client.get(page.url)
    assert tags(response, "a", href=address(page))
    assert "How this page was reviewed" in response.text
    assert client.get(address(page)).status_code == 200


def test_it_names_who_wrote_approved_and_reviewed(client, newsroom, article):
    text = client.get(address(article)).text
    for words in ("Wanda Example", "Edda Example, editor", "Rhea Example</a>, medical reviewer", "MD, A medical board"):
        assert words in text, words
    assert fingerprint(article) in text
    assert "Next review by" in text
    assert f"/authors/{newsroom.author.slug}/" in text


def test_the_proof_is_for_readers_and_not_for_search_engines(client, article):
    response = client.get(address(article))
    assert robots(response) == ["noindex"]
    assert tags(response, "a", href=reverse("proof_json", args=[article.pk]))
    assert client.get(reverse("proof_json", args=[article.pk]))["X-Robots-Tag"] == "noindex"


def test_comments_of_colleagues_and_addresses_never_appear(client, article):
    for name in ("proof", "proof_json"):
        text = client.get(reverse(name, args=[article.pk])).content.decode()
        assert "grandmother" not in text
        assert "@" not in text


def test_a_person_without_a_name_is_a_number_and_no_address(client, newsroom, article):
    nameless = UserFactory(first_name="", last_name="", role="Writers", email="nameless@example.org")
    approve(newsroom, draft_by(newsroom, writer=nameless), by=nameless)
    kept = LedgerEntry.objects.filter(event=Event.PUBLISHED).last()
    assert {"key": str(nameless.pk), "name": f"Account {nameless.pk}"} in kept.details["writers"]
    assert "@" not in LedgerEntry.objects.filter(person=str(nameless.pk)).first().person_name


def test_the_evidence_proves_the_words_by_itself(client, article):
    found = evidence(client, article)
    assert digest(found["content"]) == found["fingerprint"] == fingerprint(article)
    full = {entry["sequence"]: entry for entry in found["entries"] if not entry.get("sealed")}
    for entry in full.values():
        assert hash_of({key: value for key, value in entry.items() if key != "hash"}) == entry["hash"]
    publication = full[found["publication"]]
    assert publication["event"] == "published"
    for approval in publication["details"]["approvals"]:
        assert full[approval["sequence"]]["fingerprint"] == found["fingerprint"]
    links = {entry["sequence"]: entry for entry in found["entries"]}
    assert all(links[n]["previous_hash"] == links[n - 1]["hash"] for n in links if n - 1 in links)


def test_what_is_between_colleagues_is_sealed(client, article):
    found = evidence(client, article)
    shown = {entry["sequence"] for entry in found["entries"] if not entry.get("sealed")}
    sealed = [entry for entry in found["entries"] if entry.get("sealed")]
    events = set(
        LedgerEntry.objects.filter(sequence__in=[e["sequence"] for e in sealed]).values_list("event", flat=True)
    )
    assert {"submitted", "changes_requested"} <= events
    assert {tuple(sorted(entry)) for entry in sealed} == {("hash", "previous_hash", "sealed", "sequence")}
    assert set(LedgerEntry.objects.filter(sequence__in=shown).values_list("event", flat=True)) == {
        "approved",
        "published",
    }


def test_work_on_the_next_draft_does_not_show(client, newsroom, article):
    before = client.get(reverse("proof_json", args=[article.pk])).content
    post_edit(newsroom.client(newsroom.writer), article, paragraph="What comes next.")
    submit(newsroom, article, paragraph="What comes next.")
    act(newsroom, newsroom.editor, article, "approve")
    assert client.get(reverse("proof_json", args=[article.pk])).content == before


def test_installed_pages_say_that_nobody_approved_them(client):
    home = HomePage.objects.get()
    text = client.get(address(home)).text
    assert "came with the installation" in text
    assert "Nobody yet" in text
    assert "The people below approved" not in text


def test_an_emergency_is_told(client, newsroom, article):
    post_edit(newsroom.client(newsroom.writer), article, paragraph="In a hurry.")
    article = Article.objects.get(pk=article.pk)
    asked = emergency.request(article, newsroom.managing_editor, "Readers are in danger today.")
    emergency.confirm(asked, UserFactory(role="Managing editors"))
    text = client.get(address(article)).text
    assert "published in an emergency" in text
    assert "Rhea" not in text
    assert "Readers are in danger" not in text


def test_corrections_are_told_newest_first(client, article):
    for day, words in (("2026-03-04", "The dose was wrong."), ("2026-05-06", "The name was wrong.")):
        details = {"notices": [{"date": day, "text": words}]}
        ledger.append(Event.CORRECTED, article, fingerprint(article), details=details)
    text = client.get(address(article)).text
    assert text.index("6 May 2026") < text.index("The name was wrong.") < text.index("The dose was wrong.")


def test_a_page_that_was_down_in_between_says_so(client, newsroom, article):
    withdrawal.withdraw(article, newsroom.editor, "A number is wrong.")
    article = approve(newsroom, Article.objects.get(pk=article.pk))
    text = client.get(address(article)).text
    assert "Taken down" in text
    assert "A number is wrong" not in text
    assert evidence(client, article)["publication"] == LedgerEntry.objects.filter(event="published").last().sequence


def test_an_alias_stands_on_the_approvals_of_its_source(client, article):
    alias = CreatePageAliasAction(article, parent=ArticleIndex.objects.get(), update_slug="second").execute(
        skip_permission_checks=True
    )
    text = client.get(address(alias)).text
    assert "the words of another page" in text
    assert "Rhea Example</a>, medical reviewer" in text
    found = evidence(client, alias)
    content = found["content"] | {"fields": found["content"]["fields"] | {"slug": article.slug}}
    assert digest(content) == found["alias_of"]["fingerprint"] == fingerprint(article)
    assert [entry.get("event") for entry in found["alias_of"]["entries"]].count("published") == 1


def test_demonstration_pages_do_not_pass_for_reviewed(client):
    text = client.get(address(ArticleFactory(is_demo=True))).text
    assert "no doctor has read this page" in text
    assert "Next review" not in text
    assert "The people below approved" not in text


@pytest.mark.parametrize("name", ["proof", "proof_json"])
class TestPagesThatAreNotPublic:
    """Nothing is proven, and nothing said, of what readers may not see."""

    def test_a_draft(self, client, name):
        assert client.get(reverse(name, args=[ArticleFactory(live=False).pk])).status_code == 404

    def test_a_page_that_does_not_exist(self, client, name):
        assert client.get(reverse(name, args=[999_999])).status_code == 404
        assert client.get(reverse(name, args=[10**30])).status_code == 404

    def test_the_root_of_the_tree(self, client, name):
        assert client.get(reverse(name, args=[1])).status_code == 404

    def test_a_restricted_page(self, client, name):
        page = ArticleFactory()
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
        assert client.get(reverse(name, args=[page.pk])).status_code == 404

    @pytest.mark.parametrize("answer", [410, 503])
    def test_a_withdrawn_page_answers_as_on_its_own_address(self, client, name, answer):
        page = ArticleFactory()
        withdrawal.withdraw(page, None, "A number is wrong.", PublicationRecord.Answer(answer))
        response = client.get(reverse(name, args=[page.pk]))
        assert response.status_code == answer
        assert "taken down" in response.content.decode()

    def test_a_row_changed_behind_the_gate(self, client, name):
        page = ArticleFactory()
        triggers.drop()
        Article.objects.filter(pk=page.pk).update(summary="Something nobody approved.")
        response = client.get(reverse(name, args=[page.pk]))
        assert response.status_code == 503
        assert LedgerEntry.objects.filter(event=Event.ALARM).count() == 1

    def test_a_row_without_a_seal_which_readers_do_not_get(self, client, name):
        page = ArticleFactory()
        triggers.drop()
        Article.objects.filter(pk=page.pk).update(seal="")
        assert client.get(reverse(name, args=[page.pk])).status_code == 503

    def test_rows_below_it_changed_behind_the_gate(self, client, name):
        page = put_live(ArticleFactory(live=False))
        topic = TopicFactory()
        triggers.drop()
        PageTopic.objects.bulk_create([PageTopic(page=page, topic=topic)])
        assert client.get(reverse(name, args=[page.pk])).status_code == 503
        assert LedgerEntry.objects.filter(event=Event.ALARM).count() == 1

    def test_only_reading_is_offered(self, client, name):
        assert client.post(reverse(name, args=[ArticleFactory().pk])).status_code == 405


def test_evidence_is_sent_again_only_when_it_changed(client, newsroom, article):
    url = reverse("proof_json", args=[article.pk])
    first = client.get(url)
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(url, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    ledger.append(Event.CORRECTED, article, fingerprint(article), details={"notices": []})
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("name", ["proof", "proof_json"])
def test_what_a_proof_asks_does_not_grow_with_its_history(client, newsroom, article, name):
    url = reverse(name, args=[article.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for n in range(3):
        post_edit(newsroom.client(newsroom.other_writer), article, paragraph=f"Words number {n}.")
        article = approve(newsroom, article, paragraph=f"Words number {n} and more.")
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) <= len(few)
