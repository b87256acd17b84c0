"""What changes is written into the log: rows that are saved or deleted, pages that go live, move or are withdrawn.

Drafts are not seen by readers and drop nothing. A list changes when something joins it, leaves it, or gets another
place in it: what a page stands in, it says itself (`delivery_lists`), and what it said at its last publication is kept
to compare with.
"""

from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from delivery.kept import drops
from delivery.kept.recording import EVERYTHING, list_tag, name_of, row_tag, shows_row
from delivery.models import Standing

# Fields that are written when a draft is saved, locked or commented on.
OF_DRAFTS = frozenset(
    ("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "latest_revision_id")
)
OF_DRAFTS |= frozenset(("locked", "locked_at", "locked_by", "locked_by_id"))
IN_A_QUERY = 5_000
ADDRESS = "address"  # stands among the lists of a page, with its path


def connect():
    """Begin to write; called once, when the application starts."""
    post_save.connect(_saved, dispatch_uid="delivery.saved")
    pre_delete.connect(_page_goes, dispatch_uid="delivery.page_deleted")
    post_delete.connect(_deleted, dispatch_uid="delivery.deleted")
    m2m_changed.connect(_related, dispatch_uid="delivery.related")
    page_published.connect(_page_went_live, dispatch_uid="delivery.page_published")
    page_unpublished.connect(_page_went, dispatch_uid="delivery.page_unpublished")
    page_slug_changed.connect(_address_changed, dispatch_uid="delivery.page_slug_changed")
    post_page_move.connect(_moved, dispatch_uid="delivery.page_moved")
    for signal in (published, unpublished):
        signal.connect(_snippet_changed, dispatch_uid=f"delivery.snippet_{signal is published}")


def page_changed(page):
    """Write that a public page shows something else; for what the signals of a page do not tell."""
    drops.write({row_tag(Page, page.pk)} | _lists_that_changed(page))


def _saved(sender, instance, created, raw=False, update_fields=None, using="default", **kwargs):
    name = name_of(sender)
    if not name or using != "default" or (update_fields and OF_DRAFTS.issuperset(update_fields)):
        return
    if created:
        shows_row(sender, instance.pk)  # a page that makes a row as it renders, such as settings nobody saved, shows it
    if name == "page":
        return  # what readers see of a page changes when it goes live, not when it is saved
    if sender is PageViewRestriction or sender is Site:
        drops.write({EVERYTHING})
        return
    drops.write(_tags_of(instance, name, is_new=created))


def _deleted(sender, instance, using="default", **kwargs):
    name = name_of(sender)
    if not name or using != "default":
        return
    if name == "page":
        return  # noted before it went
    if sender is PageViewRestriction or sender is Site:
        drops.write({EVERYTHING})
    else:
        drops.write(_tags_of(instance, name, is_new=True))


def _tags_of(instance, name, *, is_new):
    """Return the tags of a row that is no page; what lists show of it may change with every word of it."""
    tags = {f"{name}:{instance.pk}", list_tag(instance._meta.label_lower)}
    if is_new and (said := getattr(instance, "delivery_lists", None)):
        tags |= set(said())
    return tags


def _related(sender, instance, action, reverse=False, using="default", **kwargs):
    if action in {"post_add", "post_remove", "post_clear"} and using == "default" and name_of(type(instance)):
        if isinstance(instance, Page):
            return  # relations of pages are changed by publishing them
        drops.write(_tags_of(instance, name_of(type(instance)), is_new=False))


def _page_went_live(sender, instance, **kwargs):
    page_changed(instance)


def _page_goes(sender, instance, **kwargs):
    """Note a deletion before it takes the page's topics and authors, and what is known of its lists."""
    if isinstance(instance, Page) and sender is type(instance):
        _page_went(sender, instance)


def _page_went(sender, instance, **kwargs):
    row = Standing.objects.filter(page=instance.pk).first()
    lists = set(row.lists if row else lists_of(instance)) - {ADDRESS}
    if row:
        row.delete()
    drops.write({row_tag(Page, instance.pk)} | lists)


def _address_changed(sender, instance, **kwargs):
    _write_below(instance)


def _moved(sender, instance, url_path_before=None, url_path_after=None, **kwargs):
    if url_path_before != url_path_after:
        _write_below(instance)


def _write_below(page):
    """Write that a page and all below it have another address, and that its neighbours' lists are others."""
    keys = Page.objects.filter(path__startswith=page.path).order_by("pk").values_list("pk", flat=True)
    drops.write({row_tag(Page, key) for key in keys.iterator(IN_A_QUERY)} | set(lists_of(page)) - {ADDRESS})


def _snippet_changed(sender, instance, **kwargs):
    name = name_of(type(instance))
    if name and not isinstance(instance, Page) and isinstance(instance, Model):
        drops.write(_tags_of(instance, name, is_new=True))


def lists_of(page):
    """Return {tag of a list that the page stands in: what decides its place there}, and its path as ADDRESS."""
    said = getattr(page, "delivery_lists", None)
    return {**(said() if said else {list_tag("page"): page.title}), ADDRESS: page.url_path}


def _lists_that_changed(page):
    """Return the lists that the page joined, left, or changed its place in since it was last published."""
    now = lists_of(page)
    row = Standing.objects.filter(page=page.pk).first()
    before = row.lists if row else {}
    if row is None:
        Standing.objects.create(page_id=page.pk, lists=now)
        if page.first_published_at != page.last_published_at:  # published before anybody noted where it stood
            return {EVERYTHING}
    elif before != now:
        Standing.objects.filter(pk=row.pk).update(lists=now)
    if before.get(ADDRESS, now[ADDRESS]) != now[ADDRESS]:
        _write_below(page)  # Wagtail's own signal of a new address comes after the transaction
    return {tag for tag in before.keys() | now.keys() if before.get(tag) != now.get(tag)} - {ADDRESS}
