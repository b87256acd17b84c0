"""What readers searched is counted, and nothing about them."""

import re
from datetime import timedelta

import pytest

from django.db import OperationalError
from django.utils import timezone

from search import counting, forgetting
from search.models import ResultClick, SearchCount
from tests.factories import ArticleFactory

pytestmark = pytest.mark.django_db
BROWSER = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}


def search(client, words, headers=BROWSER, **more):
    return client.get("/search/", {"q": words, **more}, headers=headers)


def counts():
    return {row.query: (row.searches, row.without_result, row.clicks) for row in SearchCount.objects.all()}


def test_searches_are_counted_by_day_and_words_and_those_without_result_too(client):
    ArticleFactory(title="Ketamine")
    for words in ("Ketamine", "ketamine!", "zebra"):
        search(client, words)
    assert counts() == {"ketamine": (2, 0, 0), "zebra": (1, 1, 0)}
    assert SearchCount.objects.first().day == timezone.localdate()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Mode": "cors"},
        {**BROWSER, "Sec-Purpose": "prefetch"},
    ],
    ids=["a program", "a script", "fetched in advance"],
)
def test_only_pages_shown_to_somebody_are_counted(client, headers):
    search(client, "zebra", headers)
    assert counts() == {}


@pytest.mark.parametrize("more", [{"page": "2"}, {"sort": "date"}, {"kind": "article"}])
def test_a_further_look_at_the_same_search_is_not_counted(client, more):
    for number in range(11):
        ArticleFactory(title=f"Zebra {number}")
    assert search(client, "zebra", **more).status_code == 200
    assert counts() == {}


@pytest.mark.parametrize(
    "words",
    ["jane@example.org", "my number is 303 555 0163", "12345678", "word " * 40],
    ids=["an address", "a telephone", "a long number", "a letter"],
)
def test_what_may_stand_for_a_person_is_not_kept(client, words):
    search(client, words)
    assert counts() == {}


def test_of_a_crisis_only_the_number_is_kept(client):
    ArticleFactory(title="Suicidal thoughts")
    response = search(client, "i want to kill myself")
    search(client, "sucidal")
    assert counts() == {counting.CRISIS: (2, 0, 0)}
    assert "data-token" not in response.text
    assert not ResultClick.objects.exists()


# Clicks


def token(response):
    return re.search(r'data-token="([^"]+)"', response.text)[1]


def opened(client, data, headers=BROWSER):
    response = client.post("/search/opened/", data, headers=headers)
    assert response.status_code == 204
    assert not response.cookies


def test_an_opened_result_is_counted_for_its_query(client):
    page = ArticleFactory(title="Zebra")
    response = search(client, "zebra")
    opened(client, {"token": token(response), "page": page.pk})
    opened(client, {"token": token(response), "page": page.pk})
    assert counts() == {"zebra": (1, 0, 2)}
    assert [(row.query, row.page_id, row.clicks) for row in ResultClick.objects.all()] == [("zebra", page.pk, 2)]


def test_only_what_was_found_can_be_counted_and_only_from_our_own_pages(client):
    page, other = ArticleFactory(title="Zebra"), ArticleFactory(title="Horse")
    good = token(search(client, "zebra"))
    SearchCount.objects.all().delete()
    opened(client, {"token": good, "page": other.pk})
    opened(client, {"token": f"{good}x", "page": page.pk})
    opened(client, {"token": "", "page": page.pk})
    opened(client, {"token": good, "page": "1" * 40})
    opened(client, {"token": good, "page": "x"})
    opened(client, {})
    opened(client, {"token": good, "page": page.pk}, {"Sec-Fetch-Site": "cross-site"})
    assert counts() == {}
    assert client.get("/search/opened/").status_code == 405


def test_an_old_page_of_results_counts_no_more(client, time_machine):
    page = ArticleFactory(title="Zebra")
    old = token(search(client, "zebra"))
    SearchCount.objects.all().delete()
    time_machine.move_to(timezone.now() + timedelta(hours=counting.TOKEN_HOURS, minutes=1))
    opened(client, {"token": old, "page": page.pk})
    assert counts() == {}


def test_a_database_that_cannot_write_costs_no_reader_an_answer(client, monkeypatch):
    ArticleFactory(title="Zebra")

    def full(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SearchCount.objects, "filter", full)
    assert search(client, "zebra").status_code == 200


# Forgetting


def put(query, days, searches):
    day = timezone.localdate() - timedelta(days=days)
    SearchCount.objects.create(query=query, day=day, searches=searches)
    ResultClick.objects.create(query=query, day=day, page=ArticleFactory(), clicks=1)


def test_rare_queries_are_forgotten_after_a_month_and_all_after_a_year_and_a_month():
    put("rare and old", 31, 4)
    put("rare and new", 29, 1)
    put("often", 31, 3)
    put("often", 40, 2)
    put("ancient", 401, 900)
    SearchCount.objects.create(query=counting.CRISIS, day=timezone.localdate() - timedelta(days=31), searches=1)
    today = timezone.localdate()
    (step,) = forgetting.due(today)
    assert str(step) == "forget 4 counts of searches"
    step.take()
    assert forgetting.due(today) == []
    kept = {"rare and new", "often"}
    assert set(SearchCount.objects.values_list("query", flat=True)) == kept | {counting.CRISIS}
    assert set(ResultClick.objects.values_list("query", flat=True)) == kept
