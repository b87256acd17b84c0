"""The front page: chosen first, nothing twice, everything called what it is, and never without help."""

import pytest

from home.models import HomePage, HomePagePick
from tests.factories import ArticleFactory, ClinicFactory, SpotlightFactory, TopicFactory
from tests.project.markup import tags
from tests.publishing import unguarded

pytestmark = pytest.mark.django_db


def test_sections_show_the_topics_with_most_articles_and_nothing_twice(client):
    sleep, pain, rare = (TopicFactory(title=title) for title in ("Sleep", "Pain", "Rare"))
    for number in range(14):
        ArticleFactory(title=f"Both {number}", topics=[sleep, pain])
    ArticleFactory(title="Once", topics=[rare], first_published_at="2020-01-01T00:00Z")
    context = client.get("/").context
    assert [section["topic"].title for section in context["sections"]] == ["Pain", "Sleep"]
    shown = [
        context["lead"],
        *context["latest"],
        *(card for section in context["sections"] for card in section["cards"]),
    ]
    assert len({card.page.pk for card in shown}) == len(shown) == 1 + 6 + 3 + 3


def test_a_picked_story_about_a_clinic_is_not_repeated_and_keeps_its_label(client):
    story = SpotlightFactory(commercial_status="sponsored", sponsor_name="River Holdings")
    with unguarded():
        HomePagePick.objects.create(home=HomePage.objects.get(), page=story.page_ptr, sort_order=0)
    response = client.get("/")
    assert response.context["lead"].label == "Advertisement, paid by River Holdings"
    assert response.context["spotlights"] == []
    assert response.text.count("Advertisement, paid by River Holdings") == 1


def test_stories_about_clinics_are_labelled_for_what_they_are(client):
    SpotlightFactory(title="Paid", commercial_status="sponsored", sponsor_name="River Holdings")
    SpotlightFactory(title="Not paid")
    cards = client.get("/").context["spotlights"]
    assert [(card.kind, card.label) for card in cards] == [
        ("Clinic spotlight", ""),
        ("Clinic spotlight", "Advertisement, paid by River Holdings"),
    ]


def test_clinics_are_looked_for_near_a_place(client):
    ClinicFactory()
    ArticleFactory.create_batch(2)
    page = client.get("/")
    assert "All articles" in page.text
    (form,) = [form for form in tags(page, "form") if form["action"] == "/clinics/"]
    assert form["method"] == "get"
    assert [field["id"] for field in tags(page, "input", name="near")] == ["finder-near"]
    assert client.get("/clinics/", {"near": "Wichita"}).status_code == 200


def test_a_front_page_has_one_heading_and_help_even_when_it_is_empty(client):
    for _ in range(2):
        page = client.get("/")
        assert len(tags(page, "h1")) == 1
        assert tags(page, "a", href="#crisis-help")
        ArticleFactory()
