"""A topic's hub: safety and status from the central texts, articles by kind, clinics, related topics."""

import pytest

from blog import topic_hub
from blog.models import Clinic, RegulatoryStatus, SafetyInformation
from tests.factories import ArticleFactory, ClinicFactory, SpotlightFactory, TopicFactory, body
from tests.project.markup import tags
from tests.publishing import put_live, unguarded

pytestmark = pytest.mark.django_db


@pytest.fixture
def ketamine():
    return TopicFactory(title="Ketamine", kind="treatment")


def hub_of(client, topic):
    return client.get(topic.url).context["hub"]


def make_status(treatment, sentence, **use):
    """Publish what a treatment is approved for in the United States."""
    row = RegulatoryStatus(treatment=treatment, country="US", status="approved", sentence=sentence, live=False, **use)
    row.source_url, row.as_of, row.review_due = "https://example.org/label", "2026-01-01", "2099-01-01"
    row.save()
    return put_live(row)


def test_a_condition_shows_which_treatments_are_approved_for_it(client, ketamine):
    pain = TopicFactory(title="Pain", kind="condition")
    make_status(ketamine, "Not for this.", condition=pain)
    make_status(ketamine, "For something else.", other_use="Anaesthesia")
    page = client.get(pain.url).text
    assert "Not for this." in page
    assert "For something else." not in page
    assert 'id="status-hub"' in page


def test_articles_stand_under_their_kind_and_evidence_comes_first(client):
    pain = TopicFactory(title="Pain", kind="condition")
    for kind in ("opinion", "news", "evidence_review", "explainer", "personal_story", "guide"):
        ArticleFactory(kind=kind, topics=[pain])
    groups = hub_of(client, pain)["groups"]
    kinds = ["explainer", "guide", "evidence_review", "news", "opinion", "personal_story"]
    assert [group["kind"] for group in groups] == kinds
    assert [bool(group["note"]) for group in groups] == [False] * 4 + [True] * 2


def test_opinion_and_stories_never_stand_among_the_articles_about_a_treatment(client, ketamine):
    ArticleFactory(title="What trials found", kind="evidence_review", topics=[ketamine])
    ArticleFactory(title="Why I believe in it", kind="opinion", topics=[ketamine])
    ArticleFactory(title="How it helped me", kind="personal_story", topics=[ketamine])
    response = client.get(ketamine.url)
    assert [group["kind"] for group in response.context["hub"]["groups"]] == ["evidence_review"]
    assert "Why I believe in it" not in response.text
    assert "How it helped me" not in response.text
    links = [tag["href"] for tag in tags(response, "a") if "kind=" in tag.get("href", "")]
    assert links == ["/articles/?kind=opinion&topic=ketamine", "/articles/?kind=personal_story&topic=ketamine"]
    assert all(client.get(link).status_code == 200 for link in links)


def test_a_kind_with_more_articles_than_fit_leads_to_all_of_them(client, ketamine):
    for number in range(topic_hub.A_KIND + 1):
        ArticleFactory(title=f"Article {number}", topics=[ketamine])
    (group,) = hub_of(client, ketamine)["groups"]
    assert [card.title for card in group["cards"]] == [f"Article {number}" for number in (6, 5, 4, 3, 2, 1)]
    assert client.get(group["url"]).context["page_obj"].paginator.count == topic_hub.A_KIND + 1


def test_the_central_safety_text_and_status_are_shown_once(client, ketamine):
    put_live(
        SafetyInformation.objects.create(
            title="Safety information about ketamine",
            treatment=ketamine,
            topics=body(("item", {"topic": "driving", "text": "<p>Do not drive.</p>"})),
            as_of="2026-01-01",
            live=False,
        )
    )
    make_status(ketamine, "By injection.", other_use="Anaesthesia")
    page = client.get(ketamine.url).text
    assert page.count("Safety information about ketamine") == 1
    assert "By injection." in page
    assert 'href="#safety-hub"' in page
    assert 'id="safety-hub"' in page
    with unguarded():
        ketamine.introduction = body(("safety_information", {"safety": SafetyInformation.objects.get().pk}))
        ketamine.save()
    assert client.get(ketamine.url).text.count("Safety information about ketamine") == 1


def test_clinics_that_say_they_offer_it_are_listed_with_label_and_lead_to_the_directory(client, ketamine):
    ClinicFactory(title="Offers it", treatment=ketamine, commercial_relationship="client")
    ClinicFactory(title="Does not")
    stale = ClinicFactory(title="Nobody looked", treatment=ketamine)
    with unguarded():
        Clinic.objects.filter(pk=stale.pk).update(treatments_checked_on="2020-01-01")
    hub = hub_of(client, ketamine)
    assert [card.title for card in hub["clinics"]] == ["Offers it"]
    assert hub["clinics"][0].label
    assert [card.title for card in client.get(hub["clinics_url"]).context["page_obj"]] == ["Offers it"]


def test_a_paid_story_says_so_on_the_hub(client, ketamine):
    SpotlightFactory(topics=[ketamine], commercial_status="sponsored", sponsor_name="River Holdings")
    (card,) = hub_of(client, ketamine)["spotlights"]
    assert card.label == "Advertisement, paid by River Holdings"
    assert card.label in client.get(ketamine.url).text


def test_topics_are_related_by_the_pages_that_they_share(client, ketamine):
    near, far, other = (TopicFactory(title=title) for title in ("Near", "Far", "Other"))
    for _ in range(2):
        ArticleFactory(topics=[ketamine, near])
    ArticleFactory(topics=[ketamine, far])
    ArticleFactory(topics=[other])
    assert [topic.title for topic in hub_of(client, ketamine)["related_topics"]] == ["Near", "Far"]


def test_a_hub_without_articles_says_so(client, ketamine):
    assert "No article here yet" in client.get(ketamine.url).text


def test_further_pages_of_a_hub_are_a_list_without_introduction(client, ketamine):
    with unguarded():
        ketamine.introduction = body("What ketamine is.")
        ketamine.save()
    ArticleFactory.create_batch(13, topics=[ketamine])
    first, second = client.get(ketamine.url), client.get(f"{ketamine.url}?page=2")
    assert "What ketamine is." in first.text
    assert 'href="?page=2"' in first.text
    assert "What ketamine is." not in second.text
    assert len(second.context["page_obj"].object_list) == 1
