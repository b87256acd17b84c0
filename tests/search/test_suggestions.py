"""What is suggested while a reader types."""

import pytest

from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import suggestions
from search.models import Suggestion
from search.understanding import spelling
from tests.factories import ArticleFactory, AuthorFactory, ClinicFactory, SpotlightFactory, TopicFactory

pytestmark = pytest.mark.django_db


def labels(typed):
    return [each.label for each in suggestions.suggest(typed)]


def asked(client, typed):
    response = client.get("/search/suggestions/", {"q": typed})
    assert response.status_code == 200
    return response.json()


def test_names_come_before_titles_and_beginnings_before_later_words():
    ArticleFactory(title="All about zebras")
    ArticleFactory(title="Zebras at night")
    AuthorFactory(title="Zelda Example")
    ClinicFactory(title="Zebra Clinic")
    TopicFactory(title="Zebra")
    assert labels("ze") == ["Zebra", "Zebra Clinic", "Zelda Example", "Zebras at night", "All about zebras"]


def test_a_page_stands_once_under_its_title_unless_another_name_was_typed_in_full():
    TopicFactory(title="Ketamine", synonyms="Ketalar\nKet\nspecial K")
    assert labels("keta") == ["Ketamine"]
    assert labels("ketal") == ["Ketalar"]
    assert labels("ket") == ["Ket"]
    (found,) = suggestions.suggest("special k")
    assert (found.label, found.title, found.kind) == ("special K", "Ketamine", "Topic")


@pytest.mark.parametrize("typed", ["MÜLLER", "muller", "  mül", "Dr. Mü", "dr mul"])
def test_accents_capitals_and_points_do_not_matter(typed):
    AuthorFactory(title="Dr Müller")
    assert labels(typed) == ["Dr Müller"]


@pytest.mark.parametrize("typed", ["", " ", "z", "%", "_", "%%", "zz\x00", "z\U0010ffff", "\ud83d", "'; --"])
def test_nothing_is_suggested_for_too_little_and_for_signs(client, typed):
    ArticleFactory(title="Zebra")
    assert asked(client, typed.encode("utf-8", "replace").decode())["count"] == 0


def test_what_readers_may_not_see_is_not_suggested(client):
    page = ArticleFactory(title="Zebra")
    assert labels("zeb") == ["Zebra"]
    page.unpublish()
    assert labels("zeb") == []
    assert not Suggestion.objects.filter(document=page.pk).exists()


def test_a_new_title_takes_the_place_of_the_old_one():
    page = ArticleFactory(title="Zebra crossing")
    suggestions.write({page.pk: ("article", ["Horse"])})
    assert (labels("zeb"), labels("hor")) == ([], ["Horse"])


def test_no_more_than_eight_are_suggested_with_the_same_queries_however_many_there_are():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert len(labels("zeb")) == 8
        return len(captured)

    for number in range(8):
        ArticleFactory(title=f"Zebra {number}")
    few = queries()
    for number in range(8, 20):
        ArticleFactory(title=f"Zebra {number}")
    assert queries() <= few <= 5


def test_the_answer_is_a_list_of_options_that_says_who_pays(client):
    SpotlightFactory(title="Zebra <b>Clinic</b>", commercial_status="sponsored")
    answer = asked(client, "zeb")
    assert (answer["count"], answer["is_crisis"]) == (1, False)
    assert 'role="option"' in answer["html"]
    assert "Zebra &lt;b&gt;Clinic&lt;/b&gt;" in answer["html"]
    assert "Advertisement, paid by" in answer["html"]


def test_a_misspelt_word_suggests_what_was_meant(client):
    TopicFactory(title="Ketamine")
    assert spelling.rebuild([("ketamine", 3)])
    html = asked(client, "ketamnie")["html"]
    assert "Did you mean “ketamine”?" in html
    assert html.count('role="option"') == 2


@pytest.mark.parametrize("typed", ["i want to die", "sucide", "how to kill mysel"])
def test_words_of_a_crisis_are_answered_with_help_and_nothing_else(client, typed):
    ArticleFactory(title="I want to diet")
    ArticleFactory(title="Sucide methods")
    ArticleFactory(title="How to kill myself")
    answer = asked(client, typed)
    assert answer["is_crisis"]
    assert "all crisis lines" in answer["html"]
    assert "methods" not in answer["html"]
    assert "diet" not in answer["html"]


def test_what_was_typed_is_kept_nowhere(client):
    response = client.get("/search/suggestions/", {"q": "zebra"})
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert client.post("/search/suggestions/", {"q": "zebra"}).status_code == 405
