"""Rules in the admin: who changes them, which patterns are refused, and what trying one shows."""

import pytest
from bs4 import BeautifulSoup

from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import roles
from editorial import tasks
from editorial.checks import patterns
from editorial.checks.current import current_rules
from editorial.checks.lists import lists_of
from editorial.checks.registry import registered, run
from editorial.checks.rules import house_list, list_names
from editorial.models import ContentHealth, RuleNumber, RuleTerm
from tests.editorial.checks.drafts import draft
from tests.editorial.checks.scenes import standing_draft
from tests.publishing import put_live

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.checked]
ADD, EDIT = "rule_terms:add", "rule_terms:edit"


def form(**changes):
    term = {
        "list_name": "promises",
        "change": "add",
        "text": "wonder drug",
        "is_pattern": "",
        "better": "",
        "note": "Say what it does.",
        "active": "on",
        "try_text": "",
    }
    return {**term, **changes}


def soup_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


def codes(text):
    return {finding.code for finding in run(draft(text), current_rules())}


def test_an_editor_adds_a_term_and_the_checks_find_it(newsroom):
    assert "C4" not in codes("This wonder-drug is here.")
    answer = newsroom.client(newsroom.editor).post(reverse(ADD), form())
    assert answer.status_code == 302
    assert "C4" in codes("This wonder-drug is here.")
    RuleTerm.objects.update(active=False)
    assert "C4" not in codes("This wonder-drug is here.")


def test_one_of_the_houses_terms_is_switched_off():
    assert "C4" in codes("It is a miracle.")
    own = [term.text for term in current_rules().terms("promises") if "miracle" in term.text]
    for text in own:
        RuleTerm.objects.create(list_name="promises", change="off", text=text)
    assert "C4" not in codes("It is a miracle.")


def test_switching_off_what_is_not_there_is_refused():
    with pytest.raises(ValidationError):
        RuleTerm(list_name="promises", change="off", text="no such term").full_clean()


def test_a_threshold_is_set_and_the_version_of_the_rules_changes():
    before = current_rules()
    RuleNumber.objects.create(name="alt_max", value=20)
    assert current_rules().number("alt_max") == 20
    assert current_rules().version != before.version
    assert current_rules() is current_rules()


@pytest.mark.parametrize(
    ("user_role", "status"),
    [(roles.EDITORS, 200), (roles.MEDICAL_REVIEWERS, 200), (roles.WRITERS, 302), (roles.MODERATORS, 302)],
)
def test_who_sees_the_rules(newsroom, user_role, status):
    answer = newsroom.client(newsroom.by_role[user_role]).get(reverse("rule_terms:index"))
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("user_role", "list_name", "saved"),
    [
        (roles.EDITORS, "promises", True),
        (roles.EDITORS, "medicines", False),
        (roles.MEDICAL_REVIEWERS, "medicines", True),
        (roles.MEDICAL_REVIEWERS, "promises", False),
    ],
)
def test_lists_of_medicine_belong_to_medical_reviewers(newsroom, user_role, list_name, saved):
    newsroom.client(newsroom.by_role[user_role]).post(reverse(ADD), form(list_name=list_name))
    assert RuleTerm.objects.exists() is saved


def test_an_editor_neither_changes_nor_deletes_a_term_of_medicine(newsroom):
    term = RuleTerm.objects.create(list_name="medicines", text="examplin")
    client = newsroom.client(newsroom.editor)
    client.post(reverse(EDIT, args=[term.pk]), form(list_name="promises"))
    client.post(reverse("rule_terms:delete", args=[term.pk]))
    term.refresh_from_db()
    assert term.list_name == "medicines"


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        "(a+)+$",
        "(a|a)*b",
        r"(\w+\s?)*!",
        r"(?P<name>x)y",
        r"(a)\1",
        "(?i)x",
        "(?(1)a|b)",
        "x*",
        "a{1000000000000}",
        "x" * 300,
    ],
)
def test_patterns_that_are_refused(pattern):
    assert patterns.fault_of(pattern)
    with pytest.raises(ValidationError):
        RuleTerm(list_name="promises", text=pattern[:200] + "(" * (len(pattern) > 200), is_pattern=True).full_clean()


@pytest.mark.parametrize("pattern", [r"\bwonder (?:drug|cure)s?\b", "100 ?% safe", r"cures? (?!for)", "[Mm]agic"])
def test_patterns_that_are_taken(pattern):
    assert patterns.fault_of(pattern) == ""


def test_trying_a_term_shows_what_it_finds_and_saves_nothing(newsroom):
    data = form(try_text="A wonder drug, and a miracle.", **{"action-try": "1"})
    answer = newsroom.client(newsroom.editor).post(reverse(ADD), data)
    text = answer.content.decode()
    assert "<mark>wonder drug</mark>" in text
    assert "“wonder drug”: no treatment justifies this." in text
    assert "“miracle”: no treatment justifies this." in text
    assert "A wonder drug, and a miracle.</textarea>" in text
    assert not RuleTerm.objects.exists()


def test_trying_a_term_that_cannot_be_used_says_why(newsroom):
    data = form(text="(a+)+$", is_pattern="on", try_text="aaa", **{"action-try": "1"})
    answer = newsroom.client(newsroom.editor).post(reverse(ADD), data)
    assert "could stop the site" in answer.content.decode()


def test_changing_a_rule_has_everything_public_checked(newsroom, django_capture_on_commit_callbacks):
    put_live(standing_draft(newsroom, "A wonder is what we named it."))
    tasks.recheck_published.call()
    assert not ContentHealth.objects.exclude(hard=0).exists()
    with django_capture_on_commit_callbacks(execute=True):
        newsroom.client(newsroom.editor).post(reverse(ADD), form(text="wonder"))
    assert ContentHealth.objects.get(title="About us").hard == 1


def test_a_rule_keeps_its_history(newsroom):
    client = newsroom.client(newsroom.editor)
    client.post(reverse(ADD), form())
    term = RuleTerm.objects.get()
    client.post(reverse(EDIT, args=[term.pk]), form(text="wonder cure"))
    history = client.get(reverse("rule_terms:history", args=[term.pk])).content.decode()
    assert "Created" in history
    assert "Edited" in history


def test_every_term_of_the_house_can_be_switched_off():
    longest = RuleTerm._meta.get_field("text").max_length
    assert max(len(term.text) for name in list_names() for term in house_list(name).terms) <= longest


def test_what_editors_add_stays_short():
    with pytest.raises(ValidationError, match="at most 200 letters"):
        RuleTerm(list_name="promises", text="wonder " * 40).full_clean()


def test_the_page_of_a_check_shows_its_words_and_leads_to_changing_them(newsroom):
    term = house_list("praise").terms[0]
    RuleTerm.objects.create(list_name="praise", change="off", text=term.text)
    RuleTerm.objects.create(list_name="praise", text="dazzling")
    url = reverse("editorial_check", args=["C5"])
    soup = soup_of(newsroom.client(newsroom.editor).get(url))
    assert soup.select_one(".wordlist li").get_text(" ", strip=True).endswith("switched off")
    assert "dazzling" in soup.get_text()
    link = soup.select(".wordlist a")[0]["href"]
    opened = soup_of(newsroom.client(newsroom.editor).get(link))
    assert opened.select_one("[name=text]")["value"] == house_list("praise").terms[1].text
    assert opened.select_one("[name=change] [selected]")["value"] == "off"
    for_reviewers = soup_of(newsroom.client(newsroom.reviewer).get(url))
    assert not for_reviewers.select(".wordlist a")


def test_every_list_is_shown_by_a_check(newsroom):
    shown = {each.name for check in registered() for each in lists_of(check.code, newsroom.editor)}
    assert shown == set(list_names())


def test_the_list_of_terms_leads_to_the_words_of_the_house(newsroom):
    listed = soup_of(newsroom.client(newsroom.editor).get(reverse("rule_terms:index")))
    assert listed.select(f'a[href="{reverse("editorial_checks")}"]')
