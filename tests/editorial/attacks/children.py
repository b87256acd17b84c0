"""Child rows behind a public page: authors, topics, prices."""

from datetime import date

from wagtail.models import Page

from blog.models import ClinicPrice, PageAuthor, PageTopic
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import MARKER
from tests.factories import AuthorFactory, ClinicFactory, TopicFactory, attach


def price(clinic, item=MARKER):
    """Return a price that is not saved."""
    return ClinicPrice(clinic=clinic, item=item, amount_from=1, as_of=date(2026, 1, 1), sort_order=0)


@route("children", scenes.public_clinic)
def price_created(newsroom, person, page):
    price(page).save()


@route("children", scenes.public_clinic)
def price_bulk_created(newsroom, person, page):
    ClinicPrice.objects.bulk_create([price(page)])


@route("children", scenes.public_clinic)
def price_through_the_page(newsroom, person, page):
    page.price_list.add(price(page))
    page.save()


@route("children", scenes.public_clinic)
def price_through_the_page_by_name(newsroom, person, page):
    page.price_list.add(price(page))
    page.save(update_fields=["price_list"])


@route("children", scenes.public_clinic)
def price_committed_by_its_relation(newsroom, person, page):
    page.price_list.add(price(page))
    page.price_list.commit()


@route("children", scenes.public_clinic)
def price_moved_from_a_draft(newsroom, person, page):
    draft = ClinicFactory(title="A draft", live=False)
    price(draft).save()
    ClinicPrice.objects.filter(clinic=draft).update(clinic=page)


@route("children", scenes.public_clinic)
def licence_changed(newsroom, person, page):
    page.licence_list.all().update(number=MARKER, authority=MARKER)


@route("children", scenes.public_clinic)
def licence_deleted(newsroom, person, page):
    type(page).objects.get(pk=page.pk).licence_list.get_object_list()[0].delete()


@route("children", scenes.public)
def author_added(newsroom, person, page):
    PageAuthor.objects.create(page=page, author=AuthorFactory(title="Somebody Else"), sort_order=1)


@route("children", scenes.public)
def author_exchanged(newsroom, person, page):
    other = AuthorFactory(title="Somebody Else")
    scenes.settle()
    PageAuthor.objects.filter(page=page).update(author=other)


@route("children", scenes.public)
def author_taken_away(newsroom, person, page):
    PageAuthor.objects.filter(page=page).delete()


def two_authors(newsroom):
    """A public article by two people."""
    page = scenes.public(newsroom)
    other = AuthorFactory(title="Second Author")
    Page.objects.filter(pk=page.pk).update(live=False)
    attach(page, [other])
    PageAuthor.objects.filter(page=page, author=other).update(sort_order=1)
    from tests.publishing import put_live  # noqa: PLC0415 - needed once

    put_live(page)
    scenes.settle()
    return page


@route("children", two_authors)
def authors_in_another_order(newsroom, person, page):
    for row in PageAuthor.objects.filter(page=page):
        PageAuthor.objects.filter(pk=row.pk).update(sort_order=5 - row.sort_order)


@route("children", scenes.public)
def topic_added(newsroom, person, page):
    PageTopic.objects.create(page=page, topic=TopicFactory(), sort_order=1)


@route("children", scenes.public)
def topic_taken_to_another_page(newsroom, person, page):
    PageTopic.objects.filter(page=page).update(page=desk.draft_by(newsroom, topics=[]))
