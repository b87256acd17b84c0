"""What stands on the page of results beside the pages found."""

import re

import pytest

from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.models import Promotion, Synonym
from search.understanding import spelling
from tests.factories import ArticleFactory, ClinicFactory, SpotlightFactory, TopicFactory, body
from tests.project.markup import tags

pytestmark = pytest.mark.django_db
CRISIS = "i want to kill myself"


def page(client, words, **more):
    response = client.get("/search/", {"q": words, **more})
    assert response.status_code == 200
    response.flat = re.sub(r"\s+", " ", response.text)
    return response


def titles(response):
    listed = response.context.get("page_obj")
    return [re.sub("</?mark>", "", card.title) for card in listed.object_list] if listed else []


# Words


def test_words_are_marked_in_title_and_snippet_and_nothing_else_is_markup(client):
    ArticleFactory(title="Ketamine & <i>sleep</i>", body=body("<b>Sleeping</b> after ketamine &lt; before."))
    text = page(client, "sleep").text
    assert "Ketamine &amp; &lt;i&gt;<mark>sleep</mark>&lt;/i&gt;" in text
    assert "<mark>Sleeping</mark> after ketamine &lt; before." in text


def test_a_part_of_a_page_that_answers_is_a_link_of_its_own(client):
    article = ArticleFactory(
        title="On zebras",
        body=body("Many animals.", ("heading", {"text": "Stripes at night", "level": "h2"}), "Stripes shine at night."),
    )
    parts = [link["href"] for link in tags(page(client, "stripes night").text, "a") if "#" in link.get("href", "")]
    assert f"{article.url}#stripes-at-night" in parts


def test_a_misspelt_word_is_corrected_said_and_can_be_insisted_on(client):
    ArticleFactory(title="Ketamine")
    assert spelling.rebuild([("ketamine", 3)])
    response = page(client, "ketamnie")
    assert titles(response) == ["Ketamine"]
    assert "Showing results for <strong>ketamine</strong>" in response.flat
    (instead,) = [link["href"] for link in tags(response.text, "a") if "exact=1" in link.get("href", "")]
    assert instead == "?q=ketamnie&exact=1"
    insisted = client.get(f"/search/{instead}")
    assert titles(insisted) == []
    assert "Nothing found for “ketamnie”" in insisted.text


def test_several_meanings_are_offered(client):
    Synonym.objects.all().delete()
    Synonym.objects.create(term="SAD", target="social anxiety disorder / seasonal affective disorder", kind="ask")
    choices = page(client, "SAD").context["choices"]
    assert [(each["label"], each["url"]) for each in choices] == [
        ("social anxiety disorder", "?q=social+anxiety+disorder"),
        ("seasonal affective disorder", "?q=seasonal+affective+disorder"),
    ]


def test_what_is_related_is_offered_and_not_merged(client):
    Synonym.objects.all().delete()
    Synonym.objects.create(term="ketamine", target="esketamine", kind="related")
    ArticleFactory(title="Esketamine")
    response = page(client, "ketamine")
    assert titles(response) == []
    assert [each["url"] for each in response.context["related"]] == ["?q=esketamine"]


@pytest.mark.parametrize(
    ("notice", "said"), [("compounded_spray", "two kinds of nasal spray"), ("urgent_help", "call")]
)
def test_a_word_that_misleads_brings_a_note(client, notice, said):
    Synonym.objects.create(term="zebra spray", target="spray", notice=notice)
    assert said in page(client, "zebra spray").context["notices"][0].text


def test_no_clinics_are_shown_for_use_without_medical_care(client):
    Synonym.objects.create(term="zebra dust", target="zebra", notice="non_medical_use")
    ClinicFactory(title="Zebra Clinic")
    ArticleFactory(title="Zebra")
    assert titles(page(client, "zebra")) == ["Zebra", "Zebra Clinic"]
    assert titles(page(client, "zebra dust")) == ["Zebra"]


# Narrowing, order, pages


def test_choices_have_numbers_can_be_combined_and_taken_away(client):
    pain, sleep = TopicFactory(title="Pain"), TopicFactory(title="Sleep")
    for number, topics in enumerate([[pain], [pain, sleep], [sleep]]):
        ArticleFactory(title=f"Zebra {number}", kind="guide" if number else "news", topics=topics).save_revision()
    reindex()
    facets = {facet.name: facet for facet in page(client, "zebra").context["facets"]}
    assert {option.label: option.count for option in facets["topic"].options} == {"Pain": 2, "Sleep": 2}
    response = page(client, "zebra", topic="pain", article="guide")
    assert titles(response) == ["Zebra 1"]
    chips = response.context["active_filters"]
    assert {(each["label"], each["remove_url"]) for each in chips} == {
        ("Pain", "?q=zebra&article=guide"),
        ("Guide", "?q=zebra&topic=pain"),
    }
    assert response.context["clear_url"] == "?q=zebra"


def reindex():
    from search.index.writing import index_pages  # noqa: PLC0415 - the tables must exist
    from search.models import Document  # noqa: PLC0415

    index_pages(Document.objects.values_list("pk", flat=True))


def test_choices_that_leave_nothing_can_be_taken_away(client):
    ArticleFactory(title="Zebra")
    response = page(client, "zebra", kind="clinic")
    assert "Nothing fits all of these" in response.text
    assert response.context["active_filters"][0]["remove_url"] == "?q=zebra"


def test_choices_that_do_not_exist_are_passed_over(client):
    ArticleFactory(title="Zebra")
    assert titles(page(client, "zebra", sort="price", reviewed="forever", colour="red")) == ["Zebra"]


def test_the_newest_come_first_when_asked_for(client):
    ArticleFactory(title="Zebra zebra")
    ArticleFactory(title="News", body=body("A zebra."))
    assert titles(page(client, "zebra")) == ["Zebra zebra", "News"]
    assert titles(page(client, "zebra", sort="date")) == ["News", "Zebra zebra"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1e3", "2", "99999999999999999999", "１"])
def test_a_page_that_is_not_there_is_said_to_be_missing(client, number):
    ArticleFactory(title="Zebra")
    response = client.get("/search/", {"q": "zebra", "page": number})
    assert response.status_code == 404
    assert "page" in response.text


# Places


@pytest.fixture
def clinics():
    return [
        ClinicFactory(title="Wheat Clinic", city="Wichita", region="KS"),
        ClinicFactory(title="Oil Clinic", city="Tulsa", region="OK"),
    ]


def test_a_place_shows_clinics_by_distance_with_a_map(client, clinics):
    response = page(client, "clinic near Wichita, KS")
    nearby = response.context["nearby"]
    assert [card.title for card in nearby.cards] == ["Wheat Clinic", "Oil Clinic"]
    assert nearby.sheets
    assert "Wichita" in nearby.answer
    assert nearby.more_url.startswith(clinics[0].get_parent().url)
    assert "nearby" not in page(client, "clinic near Wichita, KS", sort="date").context


def test_near_me_asks_for_a_town(client, clinics):
    response = page(client, "clinics near me")
    assert "Near which place?" in response.text
    assert response.context.get("nearby") is None


# Crisis


@pytest.fixture
def tempting(clinics):
    return [
        *clinics,
        SpotlightFactory(title="Kill pain myself, now", body=body("I want to kill it.")),
        TopicFactory(title="Suicidal thoughts"),
        ArticleFactory(title="How to kill weeds myself", body=body("I want to kill weeds. Myself.")),
    ]


@pytest.mark.parametrize("words", [CRISIS, "sucide", "i want to dieee", f"clinic near wichita {CRISIS}"])
def test_help_comes_first_for_somebody_in_danger_and_nothing_is_sold(client, tempting, words):
    response = page(client, words)
    main = response.text.partition("<main")[2].partition("</main>")[0]
    assert main.index("Please talk to a person now") < main.index('class="card')
    assert titles(response)[0] == "Suicidal thoughts"
    assert not {"Wheat Clinic", "Kill pain myself, now", "How to kill weeds myself"} & set(titles(response))
    assert response.context.get("nearby") is None
    assert "advert" not in main


def test_help_comes_first_where_nothing_is_found_too(client):
    response = page(client, CRISIS)
    assert "Please talk to a person now" in response.text
    assert titles(response) == []


def test_information_on_the_subject_gets_a_small_panel_and_results(client, tempting):
    ArticleFactory(title="Trial of esketamine in suicidal ideation")
    response = page(client, "esketamine suicidal ideation trial")
    assert "If this is about you, or somebody near you" in response.text
    assert titles(response)[0] == "Trial of esketamine in suicidal ideation"


def test_an_address_that_speaks_of_a_crisis_leads_to_help(client):
    text = client.get("/how-to-kill-myself/").text
    assert "Please talk to a person now" in text
    assert "Please talk to a person now" not in client.get("/how-to-kill-weeds/").text


# Editors' choice


def test_what_editors_chose_comes_first_once(client):
    article = ArticleFactory(title="Zebra")
    chosen = ArticleFactory(title="Horses")
    Promotion.objects.create(query="Zébra!", key="zebra", page=chosen)
    response = page(client, "zebra")
    assert [card.title for card in response.context["promoted"]] == ["Horses"]
    assert titles(response) == [article.title]
    assert not page(client, "zebra", page=1, sort="date").context["promoted"]
    chosen.unpublish()
    assert not page(client, "zebra").context["promoted"]


def test_what_was_chosen_for_a_crisis_is_shown_for_any_and_no_other(client):
    help_page = ArticleFactory(title="What helps now")
    Promotion.objects.create(occasion=Promotion.Occasion.CRISIS, page=help_page)
    Promotion.objects.create(query=CRISIS, key=CRISIS, page=ArticleFactory(title="Something else"))
    assert [card.title for card in page(client, CRISIS).context["promoted"]] == ["What helps now"]
    assert not page(client, "zebra").context["promoted"]


# Cost


def test_the_page_takes_the_same_number_of_queries_however_many_are_found(client):
    def queries(number):
        with CaptureQueriesContext(connection) as captured:
            assert page(client, "zebra ketamine").context["found"].total == number
        return len(captured)

    for number in range(3):
        ArticleFactory(title=f"Zebra {number}", body=body("Ketamine."))
    queries(3)
    few = queries(3)
    for number in range(3, 12):
        ArticleFactory(title=f"Zebra {number}", body=body("Ketamine."))
    assert queries(12) == few
    assert few <= 40
