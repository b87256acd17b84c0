"""Blocks: each is described, has its template, is previewed in the picker, and shows words as words."""

import pytest

from django.template.loader import get_template

from wagtail.models import ReferenceIndex

from blog.blocks import BODY_BLOCKS, STANDING_BLOCKS, TOPIC_BLOCKS
from blog.models import Article, SafetyInformation
from tests.central import harm_reduction_for, status_of
from tests.factories import (
    PASSWORD,
    ArticleFactory,
    ClinicFactory,
    PictureFactory,
    ReferenceFactory,
    SpotlightFactory,
    TopicFactory,
    UserFactory,
    body,
)
from tests.project.markup import tags
from tests.publishing import put_live

NAMES = {
    "heading",
    "paragraph",
    "key_points",
    "image",
    "quote",
    "table",
    "safety_information",
    "regulatory_status",
    "harm_reduction",
    "urgent_help",
    "clinic_promotion",
    "questions_for_clinician",
    "faq",
    "references",
}
BLOCKS = dict([*BODY_BLOCKS, *TOPIC_BLOCKS, *STANDING_BLOCKS])
EXAMPLES = {
    "heading": "What the trials found",
    "paragraph": "403 people",
    "key_points": "approved as an anaesthetic",
    "image": "What the picture shows, in a sentence.",
    "quote": "Prevention of suicide",
    "table": "How long each visit takes",
    "safety_information": "Do not drive.",
    "regulatory_status": "Off-label",
    "harm_reduction": "Never use it alone.",
    "urgent_help": "If you need help now",
    "clinic_promotion": "Willow",
    "questions_for_clinician": "Is this use approved?",
    "faq": "Can I drive afterwards?",
    "references": "A trial of willows",
}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def library():
    """One of everything that blocks choose from."""
    topic = TopicFactory(title="Ketamine")
    safety = put_live(
        SafetyInformation.objects.create(
            title="Ketamine: safety",
            treatment=topic,
            as_of="2026-01-01",
            topics=body(("item", {"topic": "driving", "text": "<p>Do not drive.</p>"})),
        )
    )
    return {
        "safety": safety,
        "status": status_of(topic),
        "harm": harm_reduction_for(topic),
        "clinic": ClinicFactory(title="Willow"),
        "reference": ReferenceFactory(title="A trial of willows"),
        "picture": PictureFactory(),
    }


def shown(client, *blocks):
    response = client.get(ArticleFactory(body=body(*blocks)).url)
    assert response.status_code == 200
    return response.text


def test_blocks_carry_the_names_that_content_depends_on():
    assert set(BLOCKS) == NAMES
    assert set(dict(BODY_BLOCKS)) == NAMES


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_described_grouped_and_has_its_template(name):
    block = BLOCKS[name]
    assert len(str(block.get_description())) > 20
    assert str(block.meta.group)
    assert block.meta.icon != "placeholder"
    assert get_template(block.meta.template)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_an_example_that_can_be_shown(library, client, name):
    block = BLOCKS[name]
    assert block.is_previewable
    assert client.login(username=UserFactory(role="Writers").email, password=PASSWORD)
    response = client.get("/admin/block-preview/", {"id": block.definition_prefix})
    assert response.status_code == 200
    assert EXAMPLES[name] in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_an_example_even_in_an_empty_publication(client, name):
    block = BLOCKS[name]
    assert client.login(username=UserFactory(role="Writers").email, password=PASSWORD)
    assert client.get("/admin/block-preview/", {"id": block.definition_prefix}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "block",
    [
        ("heading", {"text": HOSTILE, "level": "h2"}),
        ("key_points", {"points": ["<p>x</p>"]}),
        ("quote", {"text": HOSTILE, "attribution": HOSTILE, "source_url": ""}),
        ("urgent_help", {"note": HOSTILE}),
        ("questions_for_clinician", {"title": HOSTILE, "questions": [HOSTILE]}),
        ("faq", {"items": [{"question": HOSTILE, "answer": "<p>x</p>"}]}),
    ],
    ids=lambda block: block[0],
)
def test_a_block_shows_words_as_words(client, block):
    assert HOSTILE not in shown(client, block)


@pytest.mark.django_db
def test_a_table_is_read_out_with_its_headings_and_caption(client):
    table = {
        "columns": [{"type": "text", "heading": "Drug"}, {"type": "number", "heading": "Days"}],
        "rows": [{"values": ["Ketamine", 2.0]}],
        "caption": "How long it lasts",
    }
    text = shown(client, ("table", {"table": table, "first_column_is_header": True}))
    assert [tag["scope"] for tag in tags(text, "th")] == ["col", "col", "row"]
    (region,) = tags(text, "div", role="region")
    assert tags(text, "figcaption", id=region["aria-labelledby"])
    assert "How long it lasts" in text


@pytest.mark.django_db
def test_safety_information_is_shown_only_when_published(client, library):
    block = ("safety_information", {"safety": library["safety"].pk})
    assert "Do not drive." in shown(client, block)
    SafetyInformation.objects.update(live=False)
    assert "Do not drive." not in shown(client, block)


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["sponsored", "affiliate"])
def test_a_promoted_clinic_that_paid_is_labelled_and_its_link_marked(client, status):
    clinic = SpotlightFactory(commercial_status=status)
    text = shown(client, ("clinic_promotion", {"clinic": clinic.pk}))
    assert clinic.commercial_label in text
    assert [link["rel"] for link in tags(text, "a", href=clinic.url)][:1] == ["sponsored nofollow"]


@pytest.mark.django_db
def test_what_was_deleted_leaves_no_hole(client, library):
    blocks = [
        ("clinic_promotion", {"clinic": library["clinic"].pk}),
        ("references", {"references": [library["reference"].pk]}),
        ("image", {"image": {"image": library["picture"].pk, "alt_text": "A picture"}}),
        "Words that stay.",
    ]
    page = ArticleFactory(body=body(*blocks))
    ReferenceIndex.objects.all().delete()  # what is known to be in use cannot be deleted
    for thing in (library["clinic"], library["reference"], library["picture"]):
        thing.delete()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "Words that stay." in response.text


@pytest.mark.django_db
def test_an_image_shows_its_words_and_its_credit(client, library):
    image = {"image": {"image": library["picture"].pk, "alt_text": "A plain square", "decorative": False}}
    text = shown(client, ("image", image))
    assert tags(text, "img", alt="A plain square")
    assert "Drawn for the tests" in text


@pytest.mark.django_db
def test_references_are_shown_once_at_the_end_of_an_article(client, library):
    block = ("references", {"references": [library["reference"].pk]})
    text = shown(client, block, "Words.", block).split("<main")[1]
    assert text.count("A trial of willows") == 1
    assert len(tags(text, id="references")) == 1


@pytest.mark.django_db
def test_a_retracted_source_says_so(client):
    reference = ReferenceFactory(is_retracted=True)
    assert "Retracted" in shown(client, ("references", {"references": [reference.pk]}))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "factory", [ArticleFactory, SpotlightFactory, TopicFactory], ids=lambda factory: factory.__name__
)
def test_no_heading_takes_the_id_of_another_part_of_the_page(client, factory, library):
    names = ("References", "Prices", "Contact", "Hours", "Main", "Everything", "Licences", "Treatments", "More about")
    headings = [("heading", {"text": name, "level": "h2"}) for name in (*names, *names)]
    content = body(*headings, ("references", {"references": [library["reference"].pk]}))
    page = factory(**{"introduction" if factory is TopicFactory else "body": content})
    places = [tag["id"] for tag in tags(client.get(page.url)) if "id" in tag]
    assert sorted({place for place in places if places.count(place) > 1}) == []


def test_block_definitions_stay_out_of_migrations():
    _name, _path, args, kwargs = Article._meta.get_field("body").deconstruct()
    assert args == [[]]
    assert "block_lookup" not in kwargs
