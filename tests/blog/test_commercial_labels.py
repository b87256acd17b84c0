"""Wherever readers meet what somebody paid for, the platform says so first. The table is the list of the nine surfaces.

The label is made from who pays. There is no field to type one in, and no template to leave it out of: each row below
looks at what a reader, an engine or a program gets.
"""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from django.utils import timezone

from blog.models import Clinic, ClinicSpotlight
from home.models import HomePage
from pages import social
from pages.cards import cards_of
from pages.publisher import Publisher
from tests.factories import ArticleFactory, ClinicFactory, SpotlightFactory, TopicFactory, body
from tests.project.markup import tags
from tests.publishing import put_live

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.usefixtures("readers_index")]

PAID = "Advertisement, paid by River Holdings"
CLIENT = "Advertising client: this clinic pays us"


@pytest.fixture
def paid():
    """A paid story about a clinic that pays us, and an article on the same topic."""
    topic = TopicFactory(title="Ketamine")
    clinic = ClinicFactory(
        title="Willow Zebrine",
        commercial_relationship="client",
        treatment=topic,
        latitude="37.69000",
        longitude="-97.33000",
    )
    story = SpotlightFactory(
        title="A morning by the Zebrine river",
        clinic=clinic,
        commercial_status="sponsored",
        sponsor_name="River Holdings",
        topics=[topic],
        paid_until=timezone.localdate() + timedelta(days=30),
    )
    promotion = body("Words.", ("clinic_promotion", {"clinic": clinic.pk}))
    ArticleFactory(title="About ketamine", slug="about-ketamine", topics=[topic], body=promotion)
    return clinic, story


def before(text, label, title):
    """Tell whether a label stands before the first mention of a title in the main part of a page."""
    main = text[text.index("<main") : text.index("</main>")] if "<main" in text else text
    return -1 < main.find(label) < main.find(title)


def on_page(client, clinic, story):
    yield before(client.get(clinic.url).text, CLIENT, f"<h1>{clinic.title}")
    yield before(client.get(story.url).text, PAID, f"<h1>{story.title}")


def on_card(client, clinic, story):
    yield from (card.label == label for card, label in zip(cards_of([clinic, story]), (CLIENT, PAID), strict=True))
    yield before(client.get("/").text, PAID, story.title)


def on_lists(client, clinic, story):
    yield before(client.get("/clinics/").text, CLIENT, clinic.title)
    yield before(client.get("/spotlights/").text, PAID, story.title)
    yield before(client.get("/topics/ketamine/").text, PAID, story.title)


def on_map(client, clinic, story):
    markers = BeautifulSoup(client.get("/clinics/").content, "html.parser").select("a.marker")
    yield [marker for marker in markers if "marker--paid" in marker["class"] and CLIENT in marker.title.get_text()]
    # Its own page's map names the town alone: the label is the first thing on that page.
    yield before(client.get(clinic.url).text, CLIENT, "locator")


def on_search(client, clinic, story):
    text = client.get("/search/?q=zebrine").text.replace("<mark>", "").replace("</mark>", "")
    yield before(text, CLIENT, clinic.title)
    yield before(text, PAID, story.title)


def on_related_and_promoted(client, clinic, story):
    text = client.get("/articles/about-ketamine/").text
    yield CLIENT in text or PAID in text
    yield before(text, CLIENT, clinic.title)


def on_feeds(client, clinic, story):
    entry = next(each for each in client.get("/feed/").text.split("<entry>")[1:] if story.title in each)
    yield f"<title>{PAID}: {story.title}" in entry
    yield entry.find(PAID) > -1


def on_social_media(client, clinic, story):
    for page, label in ((clinic, CLIENT), (story, PAID)):
        (title,) = tags(client.get(page.url), "meta", property="og:title")
        yield title["content"].startswith(label)
        (words,) = tags(client.get(page.url), "meta", property="og:image:alt")
        yield words["content"].startswith(label)
        yield social.card_of(page, Publisher(name="N", address="http://testserver/")).label == label


def for_programs(client, clinic, story):
    # Wagtail's API is not mounted: programs get JSON-LD and the proof.
    (script,) = [part for part in client.get(story.url).text.split("<script") if "ld+json" in part]
    graph = json.loads(script[script.index(">") + 1 : script.index("</script>")])["@graph"]
    (node,) = [each for each in graph if each["@type"] == "AdvertiserContentArticle"]
    yield node["sponsor"]["name"] == "River Holdings"
    yield client.get("/api/v2/pages/").status_code == 404


SURFACES = {
    "page": on_page,
    "card": on_card,
    "list": on_lists,
    "map": on_map,
    "search": on_search,
    "related": on_related_and_promoted,
    "feed": on_feeds,
    "social picture": on_social_media,
    "API": for_programs,
}


@pytest.mark.parametrize("surface", SURFACES)
def test_what_is_paid_for_is_labelled_first(client, paid, surface):
    answers = list(SURFACES[surface](client, *paid))
    assert answers, surface
    assert all(answers), (surface, answers)


def test_there_are_nine_surfaces():
    assert len(SURFACES) == 9


def test_nothing_is_labelled_that_nobody_paid_for(client):
    clinic = ClinicFactory(title="Elm")
    story = SpotlightFactory(title="The story of Elm", clinic=clinic)
    for address in (clinic.url, story.url, "/clinics/", "/spotlights/", "/"):
        text = client.get(address).text
        assert "Advertis" not in text, address
        assert 'class="advert"' not in text, address


@pytest.mark.parametrize("model", [Clinic, ClinicSpotlight])
def test_a_label_cannot_be_typed(model):
    assert not [field.name for field in model._meta.get_fields() if "label" in field.name]
    assert isinstance(model.commercial_label, property)
    with pytest.raises(AttributeError):
        model().commercial_label = "Recommended"
    form = model.get_edit_handler().get_form_class()
    assert not [name for name in form.base_fields if "label" in name or "disclosure" in name]


def test_a_label_cannot_be_left_out_of_a_story_about_a_client():
    clinic = ClinicFactory(commercial_relationship="client")
    assert SpotlightFactory(clinic=clinic, commercial_status="editorial").commercial_label == CLIENT
    sponsored = SpotlightFactory(clinic=clinic, commercial_status="sponsored", sponsor_name="", live=False)
    assert sponsored.commercial_label == f"Advertisement, paid by {clinic.title}"


def test_links_to_whoever_pays_are_marked(client, paid):
    for page in paid:
        links = [link for link in tags(client.get(page.url), "a") if link.get("href") == paid[0].website]
        assert links
        assert {link.get("rel") for link in links} == {"sponsored nofollow"}


def test_a_story_that_was_paid_for_may_not_be_the_front_pages_own_word(client, paid):
    put_live(HomePage.objects.get())
    text = client.get("/").text
    assert text.count(paid[1].title) <= text.count(PAID)
