"""Keeps the readers' index in step: what is published is found soon, what is taken away is gone at once.

Rows are taken out in the transaction that takes the page away; they are written in a task after the transaction, so
that a publication neither waits for the search nor fails with it.
"""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from editorial.models import PublicationRecord
from search import tasks
from search.index.dependents import TOLD_ON_PAGES
from search.index.writing import remove_pages
from search.models import Document


def connect():
    """Connect the receivers; called once, when the room is ready."""
    page_published.connect(after_publication, dispatch_uid="search.page_published")
    page_unpublished.connect(after_withdrawal, dispatch_uid="search.page_unpublished")
    post_page_move.connect(after_move, dispatch_uid="search.page_moved")
    post_save.connect(after_restriction, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(after_release, sender=PageViewRestriction, dispatch_uid="search.released")
    post_save.connect(after_review, sender=PublicationRecord, dispatch_uid="search.reviewed")
    for model in TOLD_ON_PAGES:
        published.connect(after_text, sender=model, dispatch_uid=f"search.told_{model.__name__}")
        unpublished.connect(after_text, sender=model, dispatch_uid=f"search.untold_{model.__name__}")


def after_publication(sender, instance, **kwargs):
    """Have a published page indexed. Wagtail sends the signal for scheduled pages too, which are not live yet."""
    if instance.live:
        _later(tasks.index_page, instance.pk)


def after_withdrawal(sender, instance, **kwargs):
    """Take a page out at once, and its names off other pages' rows."""
    remove_pages([instance.pk])
    _later(tasks.index_pages_naming, instance.pk)


def after_move(sender, instance, **kwargs):
    """Take out what moved below a restriction, and have what moved away from one indexed."""
    page = Page.objects.get(pk=instance.pk)
    if page.get_view_restrictions().exists():
        _remove_below(page.path)
    else:
        _later(tasks.index_below, page.path)


def after_restriction(sender, instance, raw=False, **kwargs):
    """Take out at once what a restriction covers: its page and all below."""
    if not raw:
        _remove_below(instance.page.path)


def after_release(sender, instance, **kwargs):
    """Have indexed what a restriction covered. What another one covers stays out: the index asks for public pages."""
    _later(tasks.index_below, instance.page.path)


def after_review(sender, instance, raw=False, **kwargs):
    """Have a page indexed again when its review was confirmed without a new publication."""
    row = None if raw else Document.objects.filter(pk=instance.page_id).only("last_reviewed", "review_due").first()
    if row and (instance.last_reviewed, instance.review_due) != (row.last_reviewed, row.review_due):
        _later(tasks.index_page, instance.page_id)


def after_text(sender, instance, **kwargs):
    """Have indexed what shows a central text whose words changed."""
    _later(tasks.index_pages_telling, sender._meta.label, instance.pk)


def _remove_below(path):
    remove_pages(Page.objects.filter(path__startswith=path).values("pk"))


def _later(task, *args):
    transaction.on_commit(partial(task.enqueue, *args), robust=True)
