"""Cards: what a listing shows of a page, built for many pages with a fixed number of queries.

A card is plain data. Rooms above add what they know of pages (authors, places) through `prepares_cards`, a registry of
functions that are called once with all pages of a listing and attach what they load to the page objects.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType

from wagtail.images import get_image_model

from editorial.models import PublicationRecord

_preparers = []


@dataclass
class Card:
    """What a listing shows of one page. `page` is for `{% pageurl %}` only; templates must not ask it for more.

    `town` ties the card to a map beside the list; `distance` says how far it is from what the reader asked for.
    `anchor` and `heading`: the part of the page that answers a search best.
    """

    page: object
    title: str
    summary: str = ""
    kind: str = ""
    label: str = ""
    picture: object = None
    authors: list = field(default_factory=list)
    date: dt.datetime | None = None
    reading_time: int | None = None
    reviewed_on: dt.date | None = None
    is_demo: bool = False
    place: str = ""
    town: str = ""
    distance: str = ""
    anchor: str = ""
    heading: str = ""


def prepares_cards(function):
    """Register `function(pages)`, which attaches what cards need to a list of specific pages, in bulk."""
    _preparers.append(function)
    return function


def cards_of(pages):
    """Return a card for each page, in order. `pages`: an iterable of pages, specific or not, of any type."""
    specific = specific_pages(pages)
    _attach_pictures(specific)
    _attach_records(specific)
    for prepare in _preparers:
        prepare(specific)
    return [page.card() for page in specific]


def specific_pages(pages):
    """Return the pages as instances of their own types, in order: one query a type, without the long texts."""
    pages = list(pages)
    plain = [page for page in pages if not _is_specific(page)]
    found = {}
    for content_type_id in {page.content_type_id for page in plain}:
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        keys = [page.pk for page in plain if page.content_type_id == content_type_id]
        found |= {page.pk: page for page in model._default_manager.filter(pk__in=keys).defer(*model.card_deferred)}
    return [found.get(page.pk, page) for page in pages]


def _is_specific(page):
    return page.cached_content_type.model_class() is type(page)


def _attach_pictures(pages):
    keys = {page.picture_id for page in pages if page.picture_id}
    if not keys:
        return
    pictures = get_image_model().objects.prefetch_renditions().in_bulk(keys)
    for page in pages:
        page.picture = pictures.get(page.picture_id)


def _attach_records(pages):
    records = {record.page_id: record for record in PublicationRecord.objects.filter(page__in=[p.pk for p in pages])}
    for page in pages:
        page._record = records.get(page.pk)
