"""Editors put pages first for a query."""

from datetime import timedelta

import pytest

from django.core.exceptions import ValidationError
from django.utils import timezone

from search.models import Promotion
from tests.factories import ArticleFactory, SpotlightFactory

pytestmark = pytest.mark.django_db


def promote(**fields):
    promotion = Promotion(**{"query": "zebra", **fields})
    promotion.full_clean()
    promotion.save()
    return promotion


def errors(**fields):
    with pytest.raises(ValidationError) as caught:
        promote(**fields)
    return caught.value.message_dict


@pytest.mark.parametrize("typed", ["Off-Label", "off label", "OFF  LABEL!", "óff label"])
def test_a_query_is_the_same_however_it_is_written(typed):
    promotion = promote(query="off-label", page=ArticleFactory())
    assert list(Promotion.objects.for_query(typed)) == [promotion]
    assert not Promotion.objects.for_query("label").exists()


def test_it_ends_after_its_last_day(time_machine):
    promote(page=ArticleFactory(), until=timezone.localdate())
    assert Promotion.objects.for_query("zebra").exists()
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert not Promotion.objects.for_query("zebra").exists()


def test_the_lowest_position_is_first():
    second, first = promote(page=ArticleFactory(), position=2), promote(page=ArticleFactory(), position=1)
    assert list(Promotion.objects.for_query("zebra")) == [first, second]


def test_words_are_needed_where_words_decide_and_only_there():
    assert "type the words" in errors(query="?!", page=ArticleFactory())["query"][0]
    assert "Leave this empty" in errors(occasion=Promotion.Occasion.CRISIS, page=ArticleFactory())["query"][0]


def test_what_somebody_pays_for_cannot_be_put_first():
    paid = SpotlightFactory(commercial_status="sponsored")
    assert "Somebody pays" in errors(page=paid)["page"][0]


def test_a_page_is_put_first_once():
    page = ArticleFactory()
    promotion = promote(page=page)
    assert "already" in errors(query="Zebra", page=page)["page"][0]
    promotion.full_clean()
