"""Documents of pages and snippets: what they hold, what they cost, and that the same facts give the same findings."""

import json
from datetime import date

import pytest

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Article, AuthorCredential, Reference, RetractedPaper, SafetyInformation
from editorial.checks.documents import document_of
from editorial.checks.registry import run
from tests.central import fact, harm_reduction_for, safety_for, status_of, urgent_help
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    PictureFactory,
    ReferenceFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    body,
)

pytestmark = pytest.mark.django_db
MOST = 14
DOI = "10.1007/s00213-019-05249-5"


@pytest.fixture
def ketamine():
    return TopicFactory(title="Ketamine", slug="ketamine", synonyms="Special K\nRacemic ketamine")


@pytest.fixture
def anxiety():
    return TopicFactory(title="Anxiety", slug="anxiety", kind="condition")


def cite(reference):
    return f'<a linktype="reference" id="{reference.pk}">1</a>'


def article(ketamine, anxiety, references=2, **fields):
    """Return an article with some of everything."""
    sources = [ReferenceFactory(title=f"Source {number}") for number in range(references)]
    cited = Reference.objects.filter(doi=DOI).first() or ReferenceFactory(title="Cited only", doi=DOI)
    safety = SafetyInformation.objects.filter(treatment=ketamine).first() or safety_for(ketamine, ["driving"])
    blocks = [
        ("heading", {"text": "What the trials found", "level": "h2"}),
        f"Ketamine reduces anxiety {cite(cited)}.",
        ("safety_information", {"safety": safety.pk}),
        ("regulatory_status", {"treatment": ketamine.pk, "condition": None, "countries": ["US"]}),
        ("references", {"references": [source.pk for source in sources]}),
    ]
    return ArticleFactory(
        **{
            "title": "Ketamine and anxiety",
            "topics": [ketamine, anxiety],
            "body": body(*blocks),
            "live": False,
            **fields,
        }
    )


def draft_of(page):
    """Return a page as the editor and the checks see it: its latest revision."""
    page.save_revision()
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def codes(content):
    return {finding.code for finding in run(document_of(content))}


def test_an_article_becomes_a_document(ketamine, anxiety):
    RetractedPaper.objects.create(
        record_id=1, doi=DOI, nature="retraction", date=date(2024, 8, 10), reasons="Misconduct"
    )
    status_of(ketamine, anxiety)
    author = AuthorFactory(title="Mara")
    document = document_of(article(ketamine, anxiety, authors=[author], picture=PictureFactory()))
    facts = document.facts
    assert (document.type, document.title) == ("blog.article", "Ketamine and anxiety")
    assert document.fields["summary"].startswith("What this page says")
    assert [image.credit for image in document.images] == ["Drawn for the tests"]
    assert facts["today"] == timezone.localdate().isoformat()
    assert facts["treatments"] == [{"slug": "ketamine", "title": "Ketamine"}]
    assert facts["conditions"] == [{"slug": "anxiety", "title": "Anxiety"}]
    assert {"slug": "ketamine", "names": ["ketamine", "special k", "racemic ketamine"]} in facts["vocabulary"][
        "treatments"
    ]
    assert len(facts["references"]) == 3
    assert len(facts["listed"]) == 2
    (retracted,) = [each for each in facts["references"].values() if each["retraction"]]
    assert "10 August 2024" in retracted["retraction"]["said"]
    (safety,) = facts["safety"]
    assert (safety["treatment"], safety["live"], len(safety["missing"])) == ("ketamine", True, 13)
    assert facts["status_rows"][0]["condition"] == "anxiety"
    assert facts["status_blocks"][0]["countries"] == ["US"]
    assert facts["authors"] == [{"name": "Mara", "live": True, "has_credential": False}]


def test_the_checks_read_it(ketamine, anxiety):
    RetractedPaper.objects.create(record_id=1, doi=DOI, nature="retraction", date=date(2024, 8, 10))
    page = article(ketamine, anxiety)
    assert {"C0", "C8", "G1", "M1", "M3"} <= codes(page)
    status_of(ketamine, anxiety)
    assert "M3" not in codes(Article.objects.get(pk=page.pk))


def test_a_facts_last_day_counts(ketamine):
    past = fact(valid_until=date(2020, 1, 1))
    page = ArticleFactory(
        body=body(f'By video <a linktype="fact" id="{past.pk}">until then</a>.', "Words."), live=False
    )
    (finding,) = [each for each in run(document_of(page)) if each.code == "G8"]
    assert finding.block_id == page.body[0].id
    assert "G8" in codes(ArticleFactory(body=body('By <a linktype="fact" id="999">x</a>.'), live=False))


def test_a_reference_that_was_deleted_is_a_dangling_mark():
    page = ArticleFactory(body=body('Words <a linktype="reference" id="999">1</a>.'), live=False)
    assert "C7" in codes(page)


def test_copies_of_public_pages_are_found(ketamine):
    words = (
        "Researchers compared repeated infusions with midazolam among veterans whose symptoms persisted despite several"
        " antidepressant treatments, and found no significant difference between both groups after eight weeks"
    )
    ArticleFactory(title="The first", body=body(f"{words}."), topics=[ketamine])
    copy = ArticleFactory(body=body(f"{words}, as we said."), topics=[ketamine], live=False)
    (finding,) = [each for each in run(document_of(copy)) if each.code == "C11"]
    assert "The first" in finding.message
    assert "C11" not in codes(Article.objects.get(title="The first"))


def test_a_public_clinic_that_is_named_is_found():
    ClinicFactory(title="Willow Clinic", website="https://willow.example.org")
    assert "G4" in codes(ArticleFactory(body=body("Go to Willow Clinic."), live=False))
    story = SpotlightFactory(clinic=ClinicFactory(title="Birch Clinic"), body=body("Birch Clinic is in town."))
    assert "G4" not in codes(story)
    assert "G4" not in codes(story.clinic)


def test_foreign_parts_of_rich_text_are_found():
    page = ArticleFactory(body=body('Words <img src="https://tracker.example.net/x.gif"/>.'), live=False)
    (finding,) = [each for each in run(document_of(page)) if each.code == "G10"]
    assert "tracker.example.net" in finding.message


def test_profiles_have_credentials():
    profile = AuthorFactory(live=False)
    assert "G5" in codes(profile)
    AuthorCredential.objects.create(profile=profile, degree="MD", authority="A board")
    assert "G5" not in codes(type(profile).objects.get(pk=profile.pk))


def test_everything_has_a_document(ketamine):
    contents = [
        ArticleFactory(), AuthorFactory(), ClinicFactory(treatment=ketamine), StandingPageFactory(), ketamine,
        safety_for(ketamine, []), status_of(ketamine, other_use="sleep"), harm_reduction_for(ketamine),
        urgent_help(), fact(), SpotlightFactory(treatment=ketamine),
    ]  # fmt: skip
    for content in contents:
        document = document_of(content)
        assert document.title, content
        assert document.type == content._meta.label_lower
        run(document)
    assert "M8" in {each.code for each in run(document_of(contents[5]))}


def cost(content):
    with CaptureQueriesContext(connection) as captured:
        document_of(content)
    return len(captured)


def test_a_document_takes_few_queries(ketamine, anxiety):
    status_of(ketamine, anxiety)
    page = article(ketamine, anxiety, authors=[AuthorFactory()], picture=PictureFactory())
    assert cost(draft_of(page)) <= MOST


def test_a_longer_page_takes_no_more(ketamine, anxiety):
    status_of(ketamine, anxiety)
    short, long = (draft_of(article(ketamine, anxiety, number, title=f"T {number}")) for number in (2, 20))
    cost(short)
    assert cost(draft_of(long)) == cost(draft_of(short))


def test_the_same_facts_give_the_same_findings(ketamine, anxiety):
    page = article(ketamine, anxiety)
    one, two = (document_of(Article.objects.get(pk=page.pk)) for _ in range(2))
    assert json.dumps(one.facts, sort_keys=True, default=str) == json.dumps(two.facts, sort_keys=True, default=str)
    assert run(one) == run(two)
    json.dumps(one.facts)
