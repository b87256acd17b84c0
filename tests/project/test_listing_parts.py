"""The parts that listings are put together from: pages of a list, facets, cards."""

import pytest

from django.test import RequestFactory

from wagtail.models import Page

from blog.models import Article
from editorial.models import PublicationRecord
from pages.cards import cards_of, specific_pages
from pages.errors import PageMissing
from pages.facets import Facet, FacetSet, Option
from pages.pagination import page_numbers, page_of
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    PictureFactory,
    SpotlightFactory,
    StandingPageFactory,
)


def facets(query=""):
    kinds = Facet(
        "kind", "Kind", [Option("a", "A"), Option("b", "B & C")], lambda items, v: [i for i in items if v in i]
    )
    empty = Facet("topic", "Topic", [], lambda items, value: items)
    return FacetSet([kinds, empty], RequestFactory().get(f"/list/?{query}"))


@pytest.mark.parametrize(
    ("number", "items"), [(None, [1, 2]), ("", [1, 2]), ("1", [1, 2]), ("3", [5]), (" 2 ", [3, 4])]
)
def test_a_page_of_a_list(number, items):
    assert list(page_of([1, 2, 3, 4, 5], number, 2).object_list) == items


@pytest.mark.parametrize("number", ["0", "4", "-1", "x", "1.0", "\x00", "9" * 5000])
def test_a_page_that_is_not_there(number):
    with pytest.raises(PageMissing, match="This list has 3 pages, and there is no page “"):
        page_of([1, 2, 3, 4, 5], number, 2)


def test_one_page_is_called_one_page():
    with pytest.raises(PageMissing, match="This list has 1 page, and there is no page “2” among them"):
        page_of([1], "2")


def test_an_empty_list_has_one_empty_page():
    assert list(page_of([], None).object_list) == []


@pytest.mark.parametrize(
    ("number", "numbers"),
    [(1, [1, 2, 3, "…", 20]), (10, [1, "…", 8, 9, 10, 11, 12, "…", 20]), (20, [1, "…", 18, 19, 20])],
)
def test_few_numbers_are_offered_of_many(number, numbers):
    assert page_numbers(page_of(range(40), str(number), 2)) == numbers


def test_without_a_choice_everything_stays():
    chosen = facets()
    assert chosen.narrow(["a", "b"]) == ["a", "b"]
    assert chosen.context()["active_filters"] == []
    assert chosen.context()["query_string"] == ""


def test_a_choice_narrows_and_can_be_taken_back():
    chosen = facets("kind=b&other=1")
    assert chosen.narrow(["a", "b", "ab"]) == ["b", "ab"]
    assert chosen.context()["active_filters"] == [{"label": "B & C", "remove_url": "/list/"}]
    assert chosen.context()["query_string"] == "kind=b&"
    assert [(option.url, option.selected) for option in chosen.facets[0].options] == [
        ("/list/?kind=a", False),
        ("/list/", True),
    ]


def test_a_facet_without_choices_is_not_offered():
    assert [facet.name for facet in facets().context()["facets"]] == ["kind"]


def test_a_choice_that_does_not_exist_is_named_and_cut():
    with pytest.raises(PageMissing) as caught:
        facets("kind=" + "x" * 500)
    assert str(caught.value) == f"There is nothing to show for kind “{'x' * 40}”."


@pytest.mark.django_db
def test_cards_stand_in_the_order_of_their_pages_whatever_their_types():
    pages = [
        ArticleFactory(),
        ClinicFactory(),
        SpotlightFactory(),
        StandingPageFactory(),
        AuthorFactory(),
        ArticleFactory(),
    ]
    plain = [Page.objects.get(pk=page.pk) for page in reversed(pages)]
    assert [card.title for card in cards_of(plain)] == [page.title for page in reversed(pages)]
    assert [type(page) for page in specific_pages(plain)] == [type(page) for page in reversed(pages)]


@pytest.mark.django_db
def test_a_card_shows_what_helps_to_choose():
    author = AuthorFactory(title="Mara Example")
    page = ArticleFactory(title="Sleep", kind="guide", authors=[author], picture=PictureFactory())
    PublicationRecord.objects.update_or_create(page_id=page.pk, defaults={"last_reviewed": "2026-01-02"})
    (card,) = cards_of(Article.objects.filter(pk=page.pk))
    assert (card.title, str(card.kind), card.reading_time, card.picture) == ("Sleep", "Guide", 1, page.picture)
    assert [author["name"] for author in card.authors] == ["Mara Example"]
    assert card.reviewed_on.isoformat() == "2026-01-02"


@pytest.mark.django_db
def test_a_card_of_a_demonstration_page_shows_no_review():
    page = ArticleFactory(is_demo=True)
    PublicationRecord.objects.update_or_create(page_id=page.pk, defaults={"last_reviewed": "2026-01-02"})
    (card,) = cards_of([page])
    assert card.is_demo
    assert card.reviewed_on is None


@pytest.mark.django_db
def test_the_card_of_a_clinic_shows_where_it_is_and_who_pays():
    (card,) = cards_of(
        [
            SpotlightFactory(
                clinic=ClinicFactory(title="Elm", city="Wichita", region="Somewhere"), commercial_status="affiliate"
            )
        ]
    )
    assert (card.place, card.label) == ("Wichita, Somewhere", "We may earn money from Elm")


@pytest.mark.django_db
def test_no_pages_make_no_cards():
    assert cards_of([]) == []
