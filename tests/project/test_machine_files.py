"""Small files that machines ask for by name, and what search engines are told of changes."""

import json
from datetime import UTC, date, datetime
from unittest import mock
from urllib.error import URLError

import pytest

from wagtail.models import Site

from blog.models import UrgentHelp
from config import environment
from delivery import indexnow
from editorial import withdrawal
from home.models import PublicationSettings
from tests.factories import ArticleFactory, StandingPageFactory, TopicFactory, UserFactory
from tests.newsroom import act, draft_by, open_newsroom, submit
from tests.publishing import put_live, unguarded

KEY = "0123456789abcdef"


@pytest.mark.django_db
def test_programs_are_told_what_the_publication_is_and_where_its_parts_are(client):
    PublicationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"name": "The Journal", "description": "What is known."}
    )
    StandingPageFactory(title="Editorial [policy]", slug="policy", summary="How we work.")
    StandingPageFactory(title="Invented", is_demo=True)
    TopicFactory(title="Ketamine", summary="A drug.")
    TopicFactory(title="Hidden", live=False)
    response = client.get("/llms.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert lines[:3] == ["# The Journal", "", "> What is known."]
    assert "- [Editorial \\[policy\\]](http://localhost/policy/): How we work." in lines
    assert "- [Ketamine](http://localhost/topics/ketamine/): A drug." in lines
    assert [line for line in lines if line.startswith("- [Articles](http://localhost/articles/)")]
    assert [line for line in lines if "http://localhost/feed/" in line]
    assert [line for line in lines if "http://localhost/proof/{page}.json" in line]
    assert "Invented" not in response.text
    assert "Hidden" not in response.text


@pytest.mark.django_db
def test_a_site_that_says_nothing_of_itself_is_described_all_the_same(client):
    assert "\n>" not in client.get("/llms.txt").text


def test_whom_to_tell_of_a_weakness(client, settings):
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/security"]
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    fields = [line.split(": ", 1) for line in response.text.splitlines()]
    assert [value for name, value in fields if name == "Contact"] == settings.SECURITY_CONTACT
    assert dict(fields)["Canonical"] == "http://testserver/.well-known/security.txt"
    ahead = datetime.fromisoformat(dict(fields)["Expires"]) - datetime.now(UTC)
    assert 170 < ahead.days < 365


@pytest.mark.django_db
def test_without_a_contact_there_is_no_such_file(client, settings):
    settings.SECURITY_CONTACT = []
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (environment.as_contacts, "security@example.org"),
        (environment.as_contacts, "mailto:a@example.org, http://example.org"),
        (environment.as_indexnow_key, "short"),
        (environment.as_indexnow_key, "has a space in it"),
        (environment.as_indexnow_key, "slash/slash/slash"),
    ],
)
def test_what_the_environment_gives_is_checked(read, text):
    with pytest.raises(ValueError, match="expected"):
        read(text)


def test_what_the_environment_gives_is_taken():
    assert environment.as_contacts("mailto:a@example.org, https://example.org/s") == [
        "mailto:a@example.org",
        "https://example.org/s",
    ]
    assert environment.as_indexnow_key(KEY) == KEY
    assert environment.as_contacts("") == []
    assert environment.as_indexnow_key("") == ""


@pytest.fixture
def told(settings, monkeypatch):
    """What IndexNow was told: [(address, body)]."""
    settings.INDEXNOW_KEY = KEY
    calls = []

    def answer(request, timeout):
        calls.append((request.full_url, json.loads(request.data)))
        return mock.MagicMock(__enter__=lambda self: mock.Mock(status=200))

    monkeypatch.setattr(indexnow, "urlopen", answer)
    return calls


def published(capture):
    newsroom = open_newsroom()
    article = draft_by(newsroom, slug="sleep")
    with capture(execute=True):
        submit(newsroom, article)
        act(newsroom, newsroom.editor, article, "approve")
        act(newsroom, newsroom.reviewer, article, "approve")
    article.refresh_from_db()
    return article


@pytest.mark.django_db
def test_engines_are_told_of_a_publication(told, django_capture_on_commit_callbacks):
    published(django_capture_on_commit_callbacks)
    assert told == [
        (
            "https://api.indexnow.org/indexnow",
            {
                "host": "localhost",
                "key": KEY,
                "keyLocation": f"http://localhost/{KEY}.txt",
                "urlList": ["http://localhost/articles/sleep/"],
            },
        )
    ]


@pytest.mark.django_db
def test_engines_are_told_of_a_withdrawal(told, django_capture_on_commit_callbacks):
    page = ArticleFactory(slug="sleep")
    with django_capture_on_commit_callbacks(execute=True):
        withdrawal.withdraw(page, UserFactory(role="Editors"), "A reason.")
    assert [body["urlList"] for _address, body in told] == [["http://localhost/articles/sleep/"]]


@pytest.mark.django_db
def test_engines_are_told_of_the_old_address_of_a_page(told, django_capture_on_commit_callbacks):
    page = ArticleFactory(slug="old")
    page.slug = "new"
    with django_capture_on_commit_callbacks(execute=True), unguarded():
        page.save()
    assert ["http://localhost/articles/old/"] in [body["urlList"] for _address, body in told]


@pytest.mark.django_db
def test_engines_are_told_of_a_move(told, django_capture_on_commit_callbacks):
    parent, page = StandingPageFactory(slug="about"), StandingPageFactory(slug="policy")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(parent, pos="last-child")
    assert [body["urlList"] for _address, body in told] == [
        ["http://localhost/about/policy/", "http://localhost/policy/"]
    ]


@pytest.mark.django_db
def test_nobody_is_told_where_no_key_is_given(told, settings, django_capture_on_commit_callbacks):
    settings.INDEXNOW_KEY = ""
    published(django_capture_on_commit_callbacks)
    assert told == []


@pytest.mark.django_db
def test_a_failure_hurts_no_publication(settings, monkeypatch, caplog, django_capture_on_commit_callbacks):
    settings.INDEXNOW_KEY = KEY
    monkeypatch.setattr(indexnow, "urlopen", mock.Mock(side_effect=URLError("no network")))
    assert published(django_capture_on_commit_callbacks).live
    assert "IndexNow was not told" in caplog.text


def test_the_key_is_shown_to_who_knows_it(client, settings):
    settings.INDEXNOW_KEY = KEY
    response = client.get(f"/{KEY}.txt")
    assert (response.status_code, response.text) == (200, KEY)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", KEY])
def test_another_key_is_nothing(client, settings, key):
    settings.INDEXNOW_KEY = key
    assert client.get("/fedcba9876543210.txt").status_code == 404


@pytest.mark.django_db
def test_a_text_without_an_address_is_taken_down_in_silence(told, django_capture_on_commit_callbacks):
    text = put_live(UrgentHelp.objects.create(as_of=date(2026, 1, 2)))
    with django_capture_on_commit_callbacks(execute=True):
        withdrawal.withdraw_snippet(text, UserFactory(role="Editors"), "A reason.")
    assert told == []
