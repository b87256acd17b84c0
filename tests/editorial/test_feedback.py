"""What readers say about a page: taken once, without a trace of them, answered in words."""

from datetime import timedelta

import pytest

from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from editorial.feedback import protection, purge
from editorial.models import Feedback, HelpfulCount
from tests.factories import (
    ArticleFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    UserFactory,
)
from tests.project.markup import robots, tags
from tests.readers import OURS, fields_of, later, send

pytestmark = pytest.mark.django_db

WRONG = {"kind": "factual", "text": "The dose in the second paragraph is not what the trial gave."}


@pytest.fixture
def client():
    """A reader's browser: Django's protection of sessions is on, as it is for them."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def article():
    return ArticleFactory(title="A first visit")


def report_url(page, kind=""):
    return reverse("feedback_report", args=[page.pk]) + (f"?kind={kind}" if kind else "")


def answer_url(page):
    return reverse("feedback_answer", args=[page.pk])


# The forms on pages


@pytest.mark.parametrize(
    "factory", [ArticleFactory, ClinicFactory, SpotlightFactory, TopicFactory, StandingPageFactory]
)
def test_the_question_stands_at_the_end_of_every_kind_of_page_that_is_read(client, factory):
    page = factory()
    answer = client.get(page.url)
    (form,) = [each for each in tags(answer, "form") if each["action"] == answer_url(page)]
    assert form["method"] == "post"
    assert [each["value"] for each in tags(answer, "button", name="answer")] == ["yes", "no"]
    assert tags(answer, "input", name="fingerprint")[0]["value"] == page.record.live_fingerprint
    assert tags(answer, "a", href=report_url(page))[0]["rel"] == "nofollow"


def test_lists_ask_nothing(client, article):
    for address in ("/", "/articles/", "/search/"):
        assert 'name="answer"' not in client.get(address).text


@pytest.mark.parametrize("said", ["yes", "no"])
def test_a_yes_or_no_is_counted_and_may_be_explained(client, article, said):
    page = fields_of(client.get(article.url))
    answer = client.post(answer_url(article), {"answer": said, "fingerprint": page["fingerprint"]}, headers=OURS)
    assert answer.status_code == 303
    kept = Feedback.objects.get()
    assert (kept.page_id, kept.kind, kept.text, kept.email) == (article.pk, said, "", "")
    assert kept.fingerprint == article.record.live_fingerprint
    thanks = client.get(answer.url)
    assert "Thank you" in thanks.text
    (words,) = [each["action"] for each in tags(thanks, "form", method="post")]
    with later():
        answer = client.post(words, {**fields_of(thanks), "text": "The table helped."}, headers=OURS)
    assert answer.status_code == 303
    assert Feedback.objects.get().text == "The table helped."
    assert client.get(answer.url).status_code == 200


def test_with_script_the_answer_is_a_fragment(client, article):
    answer = client.post(answer_url(article), {"answer": "yes"}, headers={**OURS, "X-Fragment": "1"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'class="voices__said"' in answer.text


def test_a_second_answer_takes_the_place_of_the_first(client, article):
    for said in ("yes", "yes", "no"):
        client.post(answer_url(article), {"answer": said}, headers=OURS)
    assert list(Feedback.objects.values_list("kind", flat=True)) == ["no"]
    client.post(answer_url(article), {"answer": "yes"}, headers=OURS, REMOTE_ADDR="203.0.113.7")
    assert Feedback.objects.count() == 2


def test_anything_but_yes_or_no_is_refused_in_words(client, article):
    answer = client.post(answer_url(article), {"answer": "perhaps"}, headers=OURS)
    assert (answer.status_code, Feedback.objects.count()) == (422, 0)
    assert "Please choose yes or no." in answer.text
    assert client.get(answer_url(article)).status_code == 405


# Reports


def test_a_report_is_kept_with_the_words_that_were_read(client, article):
    answer = send(client, report_url(article), **WRONG, email="reader@example.org")
    assert answer.status_code == 303
    kept = Feedback.objects.get()
    assert (kept.kind, kept.text, kept.email) == ("factual", WRONG["text"], "reader@example.org")
    assert kept.fingerprint == article.record.live_fingerprint
    assert kept.due_at - kept.created_at == timedelta(days=5)
    thanks = client.get(answer.url)
    assert "A person reads what readers send" in thanks.text
    assert robots(thanks) == ["noindex, nofollow"]


def test_a_version_that_was_never_public_is_not_believed(client, article):
    send(client, report_url(article), **WRONG, fingerprint="f" * 64)
    assert Feedback.objects.get().fingerprint == ""


def test_nothing_of_the_reader_is_kept(client, article):
    answer = send(client, report_url(article), **WRONG)
    assert not answer.cookies
    names = {field.name for field in Feedback._meta.get_fields()}
    assert not names & {"ip", "address", "user_agent", "session", "user", "sender"}
    sent = client.post(answer_url(article), {"answer": "yes"}, headers=OURS, REMOTE_ADDR="203.0.113.7")
    assert not sent.cookies
    row = str(list(Feedback.objects.values()))
    assert "203.0.113" not in row
    assert "127.0.0" not in row


def test_sending_twice_keeps_it_once(client, article):
    form = {**fields_of(client.get(report_url(article))), **WRONG}
    with later():
        answers = [client.post(report_url(article), form, headers=OURS) for _number in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"kind": ""}, "Please choose what it is about."),
        ({"kind": "yes"}, "Please choose one of these."),
        ({"text": ""}, "Please say what you found"),
        ({"text": "x" * 2001}, "This is 2,001 characters long. Please shorten it to 2,000."),
        ({"text": b"broken \xed\xa0\x80 words".decode("utf-8", "replace")}, "signs that nobody can read"),
        ({"text": "null \x00 sign"}, "signs that nobody can read"),
        ({"email": "reader@"}, "does not look like an e-mail address"),
    ],
)
def test_errors_are_said_beside_their_field_and_in_a_summary_and_nothing_is_lost(client, article, fields, error):
    answer = send(client, report_url(article), **{**WRONG, "email": "reader@example.org", **fields})
    assert (answer.status_code, Feedback.objects.count()) == (422, 0)
    assert "<title>Error: Report an error" in answer.text
    assert answer.text.count(error) == 2
    (name,) = fields
    summary = answer.text[answer.text.index('id="form-errors"') :]
    assert f'href="#id_{name}' in summary
    if name != "kind":
        wrong = next(each for each in tags(answer, "input", "textarea") if each.get("name") == name)
        assert wrong["aria-invalid"] == "true"
        assert f"id_{name}_error" in wrong["aria-describedby"]
        assert f'id="id_{name}_error"' in answer.text
        assert [each["value"] for each in tags(answer, "input", name="kind") if "checked" in each] == ["factual"]
    if name != "text":
        assert WRONG["text"] in answer.text


def test_what_is_huge_is_refused_in_words_before_it_is_read(client, article):
    answer = send(client, report_url(article), **{**WRONG, "text": "x" * 70_000})
    assert answer.status_code == 413
    assert "too much text for this form" in answer.text
    many = send(client, report_url(article), **{f"f{number}": "" for number in range(12_000)})
    assert many.status_code == 413


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
    ],
)
def test_forms_are_taken_from_our_own_pages_only(client, article, headers, taken):
    answer = send(client, report_url(article), headers=headers, **WRONG)
    assert (answer.status_code, Feedback.objects.count()) == ((303, 1) if taken else (403, 0))
    if not taken:
        assert WRONG["text"] in answer.text


@pytest.mark.parametrize(
    ("seconds", "sentence"), [(0, "That was very quick"), (10, ""), (24 * 3600 + 60, "open for more than a day")]
)
def test_a_form_is_neither_too_young_nor_too_old(client, article, seconds, sentence):
    answer = send(client, report_url(article), seconds=seconds, **WRONG)
    assert answer.status_code == (422 if sentence else 303)
    assert sentence in answer.text
    if sentence.startswith("open"):  # and the new token works
        with later(24 * 3600 + 70):
            again = client.post(report_url(article), {**fields_of(answer), **WRONG}, headers=OURS)
        assert again.status_code == 303


def test_a_token_is_good_for_its_own_form_only(client, article):
    token = fields_of(client.get(report_url(ArticleFactory())))["token"]
    for forged in (token, "x", ""):
        answer = send(client, report_url(article), **WRONG, token=forged)
        assert answer.status_code == 422
        assert "came from our own form" in answer.text


def test_programs_that_fill_in_what_nobody_sees_are_thanked_and_forgotten(client, article):
    answer = send(client, report_url(article), **WRONG, homepage="https://spam.example")
    assert (answer.status_code, Feedback.objects.count()) == (303, 0)


def test_one_network_sends_so_many_an_hour(client, article, monkeypatch):
    monkeypatch.setitem(protection.LIMITS, "report", (2, 3))

    def status(address):
        form = {**fields_of(client.get(report_url(article))), **WRONG}
        with later():
            return client.post(report_url(article), form, headers=OURS, REMOTE_ADDR=address).status_code

    assert [status("203.0.113.1"), status("203.0.113.200"), status("203.0.113.3")] == [303, 303, 429]
    assert status("198.51.100.1") == 303
    assert status("198.51.99.1") == 429  # all together
    assert not [key for key in cache._cache if "203.0.113" in key]


@pytest.mark.parametrize(
    ("remote", "forwarded", "network"),
    [
        ("203.0.113.7", "", "203.0.113.0/24"),
        ("8.8.4.4", "198.51.100.1", "8.8.4.0/24"),  # no proxy of ours in front: the header is the visitor's
        ("10.0.0.1", "1.2.3.4, 198.51.100.9", "198.51.100.0/24"),  # only what our proxy added counts
        ("127.0.0.1", "nonsense", "127.0.0.0/24"),
        ("2001:db8:1:2:3:4:5:6", "", "2001:db8:1::/48"),
    ],
)
def test_a_sender_is_a_network_as_our_proxy_saw_it(rf, remote, forwarded, network):
    request = rf.post("/", REMOTE_ADDR=remote, headers={"X-Forwarded-For": forwarded} if forwarded else {})
    assert protection._network(protection._address(request)) == network
    assert network not in protection.sender_of(request)


def test_forms_are_neither_kept_nor_found(client, article):
    answer = client.get(report_url(article))
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert robots(answer) == ["noindex, nofollow"]
    assert not tags(answer, "link", rel="canonical")
    assert report_url(article).startswith("/feedback/")
    assert "Disallow: /feedback/\n" in client.get("/robots.txt").text


def test_pages_that_readers_do_not_see_take_no_words(client):
    hidden = ClinicFactory(valid_until=timezone.localdate() - timedelta(days=1))
    for page in (ArticleFactory(live=False), hidden):
        assert client.get(report_url(page)).status_code == 404
        assert client.post(answer_url(page), {"answer": "yes"}, headers=OURS).status_code == 404
    assert client.get(reverse("feedback_report", args=[1])).status_code == 404


# What cannot wait


def test_a_safety_report_is_urgent_and_mailed_without_a_word_of_the_reader(
    client, article, django_capture_on_commit_callbacks
):
    UserFactory(email="rhea@example.org", role="Medical reviewers")
    UserFactory(email="magnus@example.org", role="Managing editors")
    UserFactory(email="edda@example.org", role="Editors")
    with django_capture_on_commit_callbacks(execute=True):
        send(client, report_url(article), kind="safety", text="My grandmother fainted after following this.")
        send(client, report_url(article), **WRONG)
    kept = Feedback.objects.get(kind="safety")
    assert kept.is_urgent
    assert kept.due_at - kept.created_at == timedelta(hours=4)
    assert sorted(to for message in mail.outbox for to in message.to) == ["magnus@example.org", "rhea@example.org"]
    for message in mail.outbox:
        assert "grandmother" not in message.subject + message.body
        assert reverse("editorial_feedback_detail", args=[kept.pk]) in message.body


@pytest.mark.parametrize("text", ["I want to die", "I think of suicide every night", "I took all my pills"])
def test_words_of_somebody_in_danger_are_answered_with_help_at_once(client, article, text):
    answer = send(client, report_url(article), kind="typo", text=text)
    thanks = client.get(answer.url)
    main = thanks.text[thanks.text.index("<main") : thanks.text.index("</main>")]
    assert "Please talk to a person now" in main
    assert "911" in main
    kept = Feedback.objects.get()
    assert kept.in_crisis
    assert kept.due_at - kept.created_at == timedelta(hours=1)


def test_no_other_words_are(client, article):
    answer = send(client, report_url(article), **WRONG)
    assert "Please talk to a person now" not in client.get(answer.url).text
    assert not Feedback.objects.get().in_crisis


# Accessibility


def test_the_statement_and_the_way_to_complain_stand_at_the_foot_of_every_page(client, article):
    from wagtail.models import Site  # noqa: PLC0415

    from home.models import PublicationSettings  # noqa: PLC0415

    assert "Report an accessibility problem" not in client.get(article.url).text
    statement = StandingPageFactory(title="Accessibility")
    settings = PublicationSettings.for_site(Site.objects.get(is_default_site=True))
    settings.accessibility_page = statement.page_ptr
    settings.save()
    for address, about in ((article.url, article), ("/search/", statement), ("/nowhere/", statement)):
        page = client.get(address)
        assert tags(page, "a", href=statement.url), address
        assert tags(page, "a", href=report_url(about, "accessibility")), address
    assert 'class="button"' in client.get(statement.url).text
    form = client.get(report_url(article, "accessibility"))
    assert [each["value"] for each in tags(form, "input", name="kind") if "checked" in each] == ["accessibility"]


# What is forgotten


def old(days, **fields):
    when = timezone.now() - timedelta(days=days)
    return Feedback.objects.create(nonce=str(Feedback.objects.count()), created_at=when, **fields)


def test_addresses_are_forgotten_thirty_days_after_the_end(article):
    def kept(closed_days, created_days=50):
        row = old(created_days, page_id=article.pk, kind="typo", text="A slip.", email="reader@example.org")
        if closed_days is not None:
            row.state, row.closed_at = "fixed", timezone.now() - timedelta(days=closed_days)
            row.save()
        return row

    rows = [kept(29), kept(30), kept(None), kept(None, 366)]
    for step in purge.due(timezone.localdate()):
        step.take()
    found = [Feedback.objects.get(pk=row.pk).email for row in rows]
    assert found == ["reader@example.org", "", "reader@example.org", ""]
    assert purge.due(timezone.localdate()) == []


def test_old_answers_become_a_number(article):
    for days, kind, text in (
        (91, "yes", ""),
        (91, "no", ""),
        (91, "yes", ""),
        (89, "yes", ""),
        (91, "no", "Too long."),
    ):
        old(days, page_id=article.pk, kind=kind, text=text)
    for _round in range(2):
        for step in purge.due(timezone.localdate()):
            assert "3 answers" in str(step)
            step.take()
    assert HelpfulCount.objects.values_list("yes", "no").get() == (2, 1)
    assert Feedback.objects.count() == 2
