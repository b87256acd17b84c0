"""The pictures for social networks: what they say, that it fits, and who may have one made."""

import io

import pytest
from PIL import Image

from django.core.files.storage import default_storage
from django.urls import reverse

from pages import social_drawing, social_files
from pages.publisher import Publisher
from pages.social import HEIGHT, WIDTH, SocialCard, card_of
from pages.tasks import make_social_picture
from tests.factories import ArticleFactory, ClinicFactory, SpotlightFactory, StandingPageFactory, TopicFactory
from tests.newsroom import act, draft_by, open_newsroom, submit
from tests.project.markup import tags
from tests.publishing import unguarded

PUBLISHER = Publisher("Imprimatur", "http://localhost/")
TITLES = [
    "OCD",
    "Ketamine for treatment-resistant depression: what the trials found",
    "Häufige Fragen zu „Ketamin“ – déjà vu",
    "psychoneuroimmunological " * 10,
    ("A title as long as a title may be " * 8)[:255],
]


def address_of(client, page):
    [meta] = tags(client.get(page.url), "meta", property="og:image")
    return meta["content"].removeprefix("http://localhost")


def body_of(response):
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "label", ["", "Advertisement, paid by Prairie Lantern Holdings of Wichita, Kansas, and friends"]
)
def test_every_title_fits_and_no_word_is_cut(title, label, monkeypatch):
    written = []
    monkeypatch.setattr(
        social_drawing.Face, "write", lambda face, _canvas, place, text, _fill: written.append((face, place, text))
    )
    social_drawing.draw(SocialCard(title, "Evidence review", "The Journal of " * 5, label, "Demonstration content"))
    for face, (x, y), text in written:
        assert x + face.length(text) <= WIDTH - social_drawing.MARGIN + 1, text
        assert y + face.size * 1.25 <= HEIGHT, text
    words = " ".join(text for _face, _place, text in written)
    assert " ".join(title.split()) in words
    assert label in words
    of_title = [place[1] + face.size for face, place, text in written if text in title and face.size >= 24]
    assert max(of_title) <= HEIGHT - 112, "the title runs into the name of the publication"


def test_a_picture_has_the_size_that_networks_want_and_is_light():
    drawn = social_drawing.draw(
        SocialCard(TITLES[-1], "Evidence review", "Imprimatur", "Advertisement", "Demonstration")
    )
    with Image.open(io.BytesIO(drawn)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(drawn) <= 150_000


def test_words_stand_out_from_their_paper():
    for ink, paper in [
        (social_drawing.INK, social_drawing.PAPER),
        (social_drawing.ACCENT, social_drawing.PAPER),
        (social_drawing.LABEL_INK, social_drawing.LABEL_PAPER),
    ]:
        assert contrast(ink, paper) >= 7


def contrast(one, other):
    """WCAG 2.2, 1.4.3."""

    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_no_word_stands_alone_on_the_last_line_where_it_need_not():
    _face, lines = social_drawing.fit(TITLES[1], 1040, 340)
    assert len(lines[-1].split()) > 1


@pytest.mark.django_db
def test_a_card_says_what_the_page_is():
    story = SpotlightFactory(
        title="Willow", commercial_status="sponsored", sponsor_name="Willow Holdings", is_demo=True
    )
    assert card_of(story, PUBLISHER) == SocialCard(
        "Willow", "Clinic spotlight", "Imprimatur", "Advertisement, paid by Willow Holdings", "Demonstration content"
    )
    article = ArticleFactory(title="Long", social_title="Short", kind="news")
    assert card_of(article, PUBLISHER) == SocialCard("Short", "News", "Imprimatur")


def test_another_word_is_another_name():
    cards = [
        SocialCard("a", "b", "c"),
        SocialCard("x", "b", "c"),
        SocialCard("a", "x", "c"),
        SocialCard("a", "b", "x"),
        SocialCard("a", "b", "c", "x"),
        SocialCard("a", "b", "c", "", "x"),
    ]
    assert len({card.digest for card in cards}) == len(cards)
    assert SocialCard("a", "b", "c").digest == SocialCard("a", "b", "c").digest


@pytest.mark.django_db
@pytest.mark.parametrize(
    "factory", [ArticleFactory, ClinicFactory, SpotlightFactory, StandingPageFactory, TopicFactory]
)
def test_the_address_in_the_head_answers_with_the_picture_and_may_be_kept(client, factory):
    response = client.get(address_of(client, factory()))
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    assert "immutable" in response["Cache-Control"]
    with Image.open(io.BytesIO(body_of(response))) as image:
        assert image.size == (1200, 630)


@pytest.mark.django_db
def test_a_new_title_makes_a_new_picture_and_the_old_address_leads_there(client):
    page = ArticleFactory(title="Before")
    old = address_of(client, page)
    body_of(client.get(old))
    page.title = "After"
    with unguarded():
        page.save()
    new = address_of(client, page)
    assert new != old
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (302, new)
    body_of(client.get(new))
    assert len(default_storage.listdir(f"social/{page.pk}")[1]) == 1, "the old file is gone"


@pytest.mark.django_db
def test_a_picture_is_drawn_once(client, monkeypatch):
    page = ArticleFactory()
    address = address_of(client, page)
    first = body_of(client.get(address))
    monkeypatch.setattr(social_files, "draw", None)
    assert body_of(client.get(address)) == first


@pytest.mark.django_db
def test_nobody_can_have_a_picture_drawn_that_no_page_says(client, monkeypatch):
    monkeypatch.setattr(social_files, "draw", None)
    page, draft = ArticleFactory(), ArticleFactory(live=False)
    present = address_of(client, page)
    assert client.get(reverse("social_picture", args=[page.pk, "0" * 32])).status_code == 302
    assert client.get(f"/social/{page.pk}-{'../' * 3}etc.png").status_code == 404
    assert client.post(present).status_code == 405
    for key in (draft.pk, 10**9, 1):
        assert client.get(reverse("social_picture", args=[key, "0" * 32])).status_code == 404


@pytest.mark.django_db
def test_the_picture_of_a_page_is_made_when_it_is_published(django_capture_on_commit_callbacks):
    newsroom = open_newsroom()
    article = draft_by(newsroom, title="A title that no other test has")
    name = f"social/{article.pk}/{card_of(article, PUBLISHER).digest}.png"
    with django_capture_on_commit_callbacks(execute=True):
        submit(newsroom, article)
        act(newsroom, newsroom.editor, article, "approve")
        assert not default_storage.exists(name)
        act(newsroom, newsroom.reviewer, article, "approve")
    assert default_storage.exists(name)


@pytest.mark.django_db
def test_a_draft_gets_no_picture():
    assert make_social_picture.call(ArticleFactory(live=False).pk) == ""
