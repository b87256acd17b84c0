"""Structured data says nothing that readers do not see, and everything that search engines ask for."""

import json
from datetime import date, time, timedelta
from urllib.parse import urlsplit

import pytest

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import escape

from wagtail.models import Site

from blog import models as blog
from blog.citations import citation
from editorial.models import PublicationRecord
from home.models import PublicationSettings
from search.index.writing import index_pages
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    PictureFactory,
    ReferenceFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    UserFactory,
    body,
)
from tests.project.markup import tags
from tests.publishing import put_live, unguarded

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

START, END = '<script type="application/ld+json">', "</script>"


def graph(response):
    """Return {type: node} of a page; there is one script, and it is JSON."""
    assert len(tags(response, "script", type="application/ld+json")) == 1
    raw = response.text.split(START)[1].split(END)[0]
    data = json.loads(raw)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


@pytest.fixture
def topics():
    return [TopicFactory(title="Ketamine", synonyms="Ketalar\nKet"), TopicFactory(title="Depression", kind="condition")]


@pytest.fixture
def article(topics):
    """An article with everything that it can have, a medical review included."""
    reviewer = UserFactory(role="Medical reviewers")
    AuthorFactory(slug="rhea", title="Rhea Example", user=reviewer)
    cited = ReferenceFactory(title="A trial of sleep", pmid="123", nct="NCT00000001")
    label = ReferenceFactory(title="A label", study_type="regulator_label", doi="", url="https://fda.example/label")
    page = ArticleFactory(
        title="Ketamine & sleep",
        topics=topics,
        authors=[AuthorFactory(title="Mara Example"), AuthorFactory(title="Theo Example")],
        picture=PictureFactory(description="A lantern", credit="Drawn by Ana"),
        body=body(f"Words {citation(cited)} and more {citation(label)}."),
        first_published_at=timezone.now() - timedelta(days=40),
    )
    PublicationRecord.objects.filter(page=page).update(
        reviewer=reviewer,
        reviewer_name="Rhea Example",
        reviewer_credential="MD, A medical board",
        last_reviewed=date(2026, 10, 2),
        review_due=timezone.localdate() + timedelta(days=100),
        corrections=[{"date": "2026-05-03", "text": "We wrote 63 %. It is 55.4 %."}],
    )
    return page


def test_an_article_has_what_google_asks_for(client, article):
    found = graph(client.get(article.url))["Article"]
    for name in ("headline", "image", "datePublished", "dateModified", "author", "publisher"):
        assert found[name], name
    for moment in (found["datePublished"], found["dateModified"]):
        assert parse_datetime(moment).tzinfo is not None
    for author in found["author"]:
        assert author["name"]
        profile = graph(client.get(urlsplit(author["url"]).path))["ProfilePage"]
        assert profile["mainEntity"]["name"] == author["name"]
    assert found["image"][0]["url"].startswith("http://localhost/media/")
    for image in (found["image"][0]["url"], found["image"][1]):
        assert client.get(urlsplit(image).path).status_code == 200


def test_an_article_says_what_readers_see(client, article):
    response = client.get(article.url)
    found, page, text = graph(response)["Article"], graph(response)["MedicalWebPage"], response.text
    shown = [time["datetime"] for time in tags(response, "time")]
    assert escape(found["headline"]) in text
    assert found["description"] in text
    assert found["datePublished"][:10] in shown
    assert found["dateModified"][:10] in shown
    bylines = tags(response, "a", rel="author")
    assert [urlsplit(author["url"]).path for author in found["author"]] == [link["href"] for link in bylines]
    assert [part["name"] for part in found["about"]] == found["articleSection"] == ["Ketamine", "Depression"]
    assert len(found["citation"]) == len(
        [item for item in tags(response, "li") if item.get("id", "").startswith("ref-")]
    )
    for source in found["citation"]:
        assert source["name"] in text
        assert source["url"] in text
    assert found["correction"] == [
        {"@type": "CorrectionComment", "text": "We wrote 63 %. It is 55.4 %.", "datePublished": "2026-05-03"}
    ]
    assert found["correction"][0]["text"] in text
    assert found["image"][0]["caption"] in text
    assert found["image"][0]["creditText"] in text
    minutes = found["timeRequired"].removeprefix("PT").removesuffix("M")
    assert f"{minutes} minute" in text
    assert page["lastReviewed"] in shown
    assert page["reviewedBy"]["name"] in text
    assert page["reviewedBy"]["hasCredential"]["name"] in text
    assert page["mainEntity"] == {"@id": found["@id"]}


def test_a_review_is_claimed_with_who_and_when(client, article):
    page = graph(client.get(article.url))["MedicalWebPage"]
    assert page["lastReviewed"] == "2026-10-02"
    assert page["reviewedBy"] == {
        "@type": "Person",
        "name": "Rhea Example",
        "url": "http://localhost/authors/rhea/",
        "hasCredential": {"@type": "EducationalOccupationalCredential", "name": "MD, A medical board"},
    }


@pytest.mark.parametrize(
    "change",
    [
        {"review_due": date(2026, 1, 1)},
        {"emergency_until": timezone.now() + timedelta(days=1)},
        {"last_reviewed": None},
        {"reviewer_name": ""},
    ],
    ids=["overdue", "published in an emergency", "no day", "no name"],
)
def test_no_review_is_claimed_where_a_reader_could_not_rely_on_it(client, article, change):
    PublicationRecord.objects.filter(page=article).update(**change)
    text = client.get(article.url).text
    assert "reviewedBy" not in text
    assert "lastReviewed" not in text


def test_no_review_is_claimed_for_invented_pages(client):
    page = ArticleFactory(is_demo=True)
    PublicationRecord.objects.filter(page=page).update(reviewer_name="Nobody", last_reviewed=date(2026, 1, 2))
    text = client.get(page.url).text
    assert "reviewedBy" not in text
    assert "lastReviewed" not in text


def test_a_source_has_every_identifier_and_its_kind(client, article):
    paper, label = graph(client.get(article.url))["Article"]["citation"]
    assert paper["@type"] == "ScholarlyArticle"
    assert [(each["propertyID"], each["value"]) for each in paper["identifier"]][1:] == [
        ("PMID", "123"),
        ("NCT", "NCT00000001"),
    ]
    assert paper["isPartOf"] == {"@type": "Periodical", "name": "Journal of Examples"}
    assert (label["@type"], label["url"]) == ("CreativeWork", "https://fda.example/label")
    blog.Reference.objects.filter(pmid="123").update(is_retracted=True)
    assert graph(client.get(article.url))["Article"]["citation"][0]["creativeWorkStatus"] == "Retracted"


def test_topics_are_what_they_are(client, article):
    found = graph(client.get(article.url))["Article"]["about"]
    assert [(each["@type"], each["name"]) for each in found] == [
        ("Drug", "Ketamine"),
        ("MedicalCondition", "Depression"),
    ]
    assert found[0]["alternateName"] == ["Ketalar", "Ket"]
    therapy = TopicFactory(title="Ketamine-assisted psychotherapy")
    theme = TopicFactory(title="How trials work", kind="theme")
    assert graph(client.get(therapy.url))["CollectionPage"]["about"]["@type"] == "MedicalTherapy"
    assert graph(client.get(theme.url))["CollectionPage"]["about"]["@type"] == "Thing"


def test_news_says_that_it_is_news(client):
    assert "NewsArticle" in graph(client.get(ArticleFactory(kind="news").url))


def test_nothing_ends_the_script_early(client):
    title = "</script><script>alert(1)</script> & <!-- \u2028"
    response = client.get(ArticleFactory(title=title).url)
    assert graph(response)["Article"]["headline"] == title
    assert "<script>alert" not in response.text


def test_an_author_is_a_person_with_a_page(client, topics):
    author = AuthorFactory(title="Mara Example", role_line="Psychiatrist", picture=PictureFactory(), live=False)
    credentials = [
        {"degree": "MD", "authority": "A board"},
        {"degree": "Old licence", "expires_on": date(2020, 1, 1)},
    ]
    for each in credentials:
        blog.AuthorCredential.objects.create(profile=author, **each)
    blog.AuthorExpertise.objects.create(profile=author, topic=topics[0])
    blog.AuthorLink.objects.create(profile=author, label="ORCID", url="https://orcid.example/1")
    response = client.get(put_live(author).url)
    page = graph(response)["ProfilePage"]
    person = page["mainEntity"]
    assert parse_datetime(page["dateCreated"]).tzinfo is not None
    assert (person["name"], person["jobTitle"]) == ("Mara Example", "Psychiatrist")
    assert [each["name"] for each in person["hasCredential"]] == ["MD"], "an expired licence is no credential"
    assert [each["name"] for each in person["knowsAbout"]] == ["Ketamine"]
    assert person["sameAs"] == [link["href"] for link in tags(response, "a", rel="me") if "orcid" in link["href"]]
    assert "worksFor" not in person, "the publication does not know"


def test_a_list_names_what_stands_on_this_page_of_it(client):
    for number in range(13):
        ArticleFactory(title=f"Article number {number}")
    first, second = client.get("/articles/"), client.get("/articles/?page=2")
    found = graph(first)["CollectionPage"]["mainEntity"]
    assert (found["@type"], found["numberOfItems"]) == ("ItemList", 13)
    assert [item["position"] for item in found["itemListElement"]] == list(range(1, 13))
    for item in found["itemListElement"]:
        assert item["name"] in first.text
        assert tags(first, "a", href=urlsplit(item["url"]).path)
    page = graph(second)["CollectionPage"]
    assert page["url"] == "http://localhost/articles/?page=2"
    assert [item["position"] for item in page["mainEntity"]["itemListElement"]] == [13]


@pytest.mark.parametrize(
    ("address", "factory"), [("/authors/", AuthorFactory), ("/topics/", TopicFactory), ("/clinics/", ClinicFactory)]
)
def test_every_index_is_a_list_of_what_it_shows(client, address, factory):
    made = {factory().full_url for _number in range(3)}
    found = graph(client.get(address))["CollectionPage"]["mainEntity"]
    assert {item["url"] for item in found["itemListElement"]} == made
    assert found["numberOfItems"] == 3


def test_a_list_of_nothing_is_a_list(client):
    found = graph(client.get("/articles/"))["CollectionPage"]["mainEntity"]
    assert (found["numberOfItems"], found["itemListElement"]) == (0, [])


@pytest.mark.parametrize("factory", [ArticleFactory, AuthorFactory, ClinicFactory, StandingPageFactory, TopicFactory])
def test_the_way_to_a_page_is_the_one_that_readers_see(client, factory):
    page = factory()
    response = client.get(page.url)
    items = graph(response)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert items[0]["item"] == "http://localhost/"
    assert (items[-1]["name"], items[-1]["item"]) == (page.title, page.full_url)
    for item in items[:-1]:
        assert tags(response, "a", href=urlsplit(item["item"]).path)


def test_the_front_page_says_how_the_site_is_searched_and_who_publishes_it(client):
    logo = PictureFactory()
    site = Site.objects.get(is_default_site=True)
    PublicationSettings.objects.update_or_create(
        site=site,
        defaults={
            "name": "The Journal",
            "description": "What is known.",
            "contact_email": "us@example.org",
            "logo": logo,
            "social_links": json.dumps(
                [{"type": "link", "value": {"url": "https://social.example/us", "label": "Us"}}]
            ),
        },
    )
    index_pages([ArticleFactory(title="Sleep").pk])
    response = client.get("/")
    found = graph(response)
    assert "BreadcrumbList" not in found
    search = found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert "Sleep" in client.get(urlsplit(search.format(search_term_string="sleep")).path + "?q=sleep").text
    organization = found["Organization"]
    assert organization["name"] == found["WebSite"]["name"] == "The Journal"
    assert organization["email"] in response.text
    assert organization["logo"]["url"] == f"http://localhost{logo.file.url}"
    assert (organization["logo"]["width"], organization["logo"]["height"]) == (logo.width, logo.height)
    assert found["WebSite"]["publisher"] == {"@id": organization["@id"]}


@pytest.mark.parametrize(
    ("status", "kind"), [("sponsored", "AdvertiserContentArticle"), ("affiliate", "Article"), ("editorial", "Article")]
)
def test_a_paid_spotlight_says_that_it_is_advertising(client, status, kind):
    page = SpotlightFactory(commercial_status=status, sponsor_name="Willow Holdings")
    found = graph(client.get(page.url))
    assert found[kind].get("sponsor", {}).get("name") == ("Willow Holdings" if status == "sponsored" else None)
    assert found[kind]["about"][0] == {"@id": found["MedicalClinic"]["@id"]}
    assert found["MedicalClinic"]["url"] == page.clinic.full_url


def test_old_facts_of_a_clinic_are_kept_from_machines_as_from_readers(client, topics):
    page = ClinicFactory(treatment=topics[0], accepting_new_patients=True)
    old = timezone.localdate() - timedelta(days=181)
    with unguarded():
        blog.Clinic.objects.filter(pk=page.pk).update(
            hours_checked_on=old, treatments_checked_on=old, access_checked_on=old
        )
    found = graph(client.get(page.url))["MedicalClinic"]
    assert not {"openingHoursSpecification", "availableService", "isAcceptingNewPatients"} & set(found)
    assert found["address"]["addressLocality"] == "Wichita"


def test_a_clinic_is_what_its_facts_say_and_is_never_rated(client, topics):
    page = ClinicFactory(
        title="Willow Clinic",
        phone="+13165550142",
        latitude="37.69000",
        longitude="-97.33000",
        accepting_new_patients=False,
        languages=["en", "es"],
        treatment=topics[0],
        live=False,
    )
    blog.ClinicOpening.objects.create(clinic=page, day=2, opens=time(9), closes=time(12), by_appointment=True)
    response = client.get(put_live(page).url)
    found = graph(response)["MedicalClinic"]
    assert found["name"] == "Willow Clinic"
    assert found["geo"] == {"@type": "GeoCoordinates", "latitude": 37.69, "longitude": -97.33}
    assert found["openingHoursSpecification"] == [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": "Monday", "opens": "09:00", "closes": "17:00"}
    ]
    assert found["isAcceptingNewPatients"] is False
    assert found["knowsLanguage"] == ["en", "es"]
    assert [each["name"] for each in found["availableService"]] == ["Ketamine"]
    assert found["address"]["addressLocality"] in response.text
    for word in ("aggregateRating", 'review"', "starRating"):
        assert word not in response.text.split(START)[1]
