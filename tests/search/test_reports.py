"""The editors' screens on the search: numbers, and why a page stands where it does."""

import csv
import io
from datetime import timedelta

import pytest

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from search.counting import CRISIS
from search.models import Promotion, ResultClick, SearchCount
from search.reports import rows
from tests.factories import ArticleFactory, UserFactory, body

pytestmark = pytest.mark.django_db
SCREENS = ("search_searched", "search_opened", "search_explain")


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(role=roles.EDITORS))
    return client


def put(query, searches, without_result=0, clicks=0, days=0):
    day = timezone.localdate() - timedelta(days=days)
    SearchCount.objects.create(query=query, day=day, searches=searches, without_result=without_result, clicks=clicks)


def queries(response):
    return [row.query for row in response.context["object_list"]]


def test_what_was_searched_often_is_shown_and_what_was_searched_rarely_is_not(editor):
    put("ketamine", 3)
    put("ketamine", 4, days=2)
    put("janes condition", 4)
    response = editor.get(reverse("search_searched"))
    assert queries(response) == ["ketamine"]
    assert response.context["object_list"][0].searches == 7
    assert "janes" not in response.text
    assert "In all: 11 searches" in " ".join(response.text.split())


def test_of_crises_only_the_number_is_shown(editor):
    put(CRISIS, 9)
    response = editor.get(reverse("search_searched"))
    assert queries(response) == []
    assert "9 searches spoke of a crisis" in " ".join(response.text.split())


@pytest.mark.parametrize(
    ("parameters", "shown"),
    [
        ({}, ["often", "nothing", "zebra crossing"]),
        ({"days": "7"}, ["nothing", "zebra crossing"]),
        ({"found": "nothing"}, ["nothing"]),
        ({"words": "Zébra"}, ["zebra crossing"]),
        ({"days": "x"}, ["often", "nothing", "zebra crossing"]),
        ({"words": "horse"}, []),
    ],
)
def test_it_is_narrowed_by_time_by_what_found_nothing_and_by_words(editor, parameters, shown):
    put("often", 20, days=20)
    put("nothing", 9, without_result=9)
    put("zebra crossing", 8)
    put("long ago", 50, days=31)
    assert queries(editor.get(reverse("search_searched"), parameters)) == shown


def test_one_click_leads_to_a_synonym_or_a_promotion_with_the_words_filled_in(editor):
    put("stellate block", 9, without_result=9)
    text = editor.get(reverse("search_searched")).text
    for name, parameter in (("search_synonyms:add", "term"), ("search_promotions:add", "query")):
        address = f"{reverse(name)}?{parameter}=stellate+block"
        assert f'href="{address}"' in text
        assert 'value="stellate block"' in editor.get(address).text


def test_a_promotion_is_made_in_the_admin(editor):
    page = ArticleFactory(title="Zebra")
    data = {"occasion": "words", "query": "Stripy horse", "page": page.pk, "position": 1, "until": "", "note": ""}
    assert editor.post(reverse("search_promotions:add"), data).status_code == 302
    assert Promotion.objects.get().key == "stripy horse"
    wrong = editor.post(reverse("search_promotions:add"), {**data, "query": "STRIPY horse"})
    assert "already put first" in wrong.text
    assert "STRIPY horse" in wrong.text
    assert [card.title for card in editor.get("/search/?q=stripy-horse").context["promoted"]] == ["Zebra"]


def test_what_was_opened_is_shown_for_queries_that_are_frequent(editor):
    page = ArticleFactory(title="Zebra")
    for query, searches in (("zebra", 9), ("rare", 2)):
        put(query, searches, clicks=1)
        ResultClick.objects.create(query=query, page=page, day=timezone.localdate(), clicks=3)
    shown = editor.get(reverse("search_opened")).context["object_list"]
    assert [(row.query, row.title, row.clicks) for row in shown] == [("zebra", "Zebra", 3)]


def test_the_numbers_can_be_taken_along(editor):
    put("ketamine", 12, 2, 5)
    response = editor.get(reverse("search_searched"), {"export": "csv"})
    table = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    assert table == [["Searched", "How often", "Found nothing", "Opened a result"], ["ketamine", "12", "2", "5"]]


def test_a_report_takes_the_same_queries_however_much_was_searched():
    def number():
        with CaptureQueriesContext(connection) as captured:
            rows.searched(30)
            rows.opened(30)
            rows.totals(30)
        return len(captured)

    put("zebra", 9)
    few = number()
    for each in range(20):
        put(f"zebra {each}", 9)
    assert number() == few <= 4


# The box to try a query in


def test_a_query_is_explained_step_by_step_and_not_counted(editor):
    page = ArticleFactory(title="Zebra & horse", body=body("About the zebra."))
    response = editor.get(reverse("search_explain"), {"q": 'zebra -cow "horse"'})
    context = response.context
    assert [step.name for step in context["understood"].steps] == ["Quoted", "Left out"]
    assert [answer.page.pk for answer in context["answers"]] == [page.pk]
    assert {name for name, _share in context["answers"][0].parts} <= set(context["part_names"])
    assert context["answers"][0].score > 0
    assert any("search_document" in statement.sql and statement.plan for statement in context["statements"])
    assert "Zebra &amp; horse" in response.text
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize("typed", ["", " ", "\x00", '"', "<script>alert(1)</script>", "x" * 5000, "100% %s %d"])
def test_anything_can_be_tried(editor, typed):
    response = editor.get(reverse("search_explain"), {"q": typed})
    assert response.status_code == 200
    assert "<script>alert" not in response.text


# Who may


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize(
    ("role", "status"),
    [
        (roles.WRITERS, 200),
        (roles.EDITORS, 200),
        (roles.MEDICAL_REVIEWERS, 200),
        (roles.MANAGING_EDITORS, 200),
        (roles.COMMERCIAL, 302),
        (roles.CLINIC_DATA, 302),
        (roles.ADMINISTRATORS, 302),
    ],
)
def test_those_who_write_and_decide_see_what_readers_search(client, name, role, status):
    client.force_login(UserFactory(role=role))
    assert client.get(reverse(name)).status_code == status


def test_writers_see_and_do_not_change(client):
    put("ketamine", 9)
    client.force_login(UserFactory(role=roles.WRITERS))
    text = client.get(reverse("search_searched")).text
    assert reverse("search_explain") in text
    assert reverse("search_promotions:add") not in text
    assert client.get(reverse("search_promotions:index")).status_code == 200
    assert client.get(reverse("search_promotions:add")).status_code == 302
