"""Notes what a page shows while it renders, so that a change drops the pages that showed it, and no others.

Rows are noted by themselves: each instance of a model that is loaded while a record is open leaves its tag. What a page
shows by leaving it out, or by counting it, is no row: code that asks for “the latest” says so with `shows_list`.
Tags are short texts: "page:12", "pictures.picture:5", "list:topic:7".
"""

import threading
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.db.models.signals import post_init
from django.utils import timezone

from modelcluster.fields import ParentalKey
from wagtail.images.models import AbstractRendition
from wagtail.models import Page

# Rows that no reader ever sees, or that say nothing of a page's content.
UNSEEN_APPS = frozenset(
    ("admin", "auth", "contenttypes", "delivery", "django_tasks_database", "search", "sessions", "accounts")
)
UNSEEN_MODELS = frozenset(
    f"wagtailcore.{name}"
    for name in (
        *("revision", "taskstate", "workflowstate", "comment", "commentreply", "pagesubscription", "pagelogentry"),
        *("modellogentry", "referenceindex", "uploadedfile", "editingsession", "grouppagepermission", "task"),
        *("workflow", "workflowpage", "workflowtask", "groupapprovaltask", "groupcollectionpermission"),
    )
)
EVERYTHING = "*"
RECORD = "delivery.record"  # the name of the Record in the environment of a request

_open = threading.local()
_names = {}


class Record:
    """What one rendering showed.

    `tags`: set of texts. `until`: the moment from which the page shows something else without anybody changing
    anything. `gone_at`: the moment from which it must not be shown at all, or None. `may_keep`: whether a view said
    that the answer is the same for every reader. `as_of`: the state of the log at the beginning.
    """

    __slots__ = ("as_of", "gone_at", "may_keep", "tags", "until")

    def __init__(self, as_of):
        self.as_of = as_of
        self.tags = set()
        self.until = next_midnight()
        self.gone_at = None
        self.may_keep = False


def next_midnight():
    """Return the beginning of tomorrow where the publication is: facts and reviews run out by the day."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


@contextmanager
def recording(record):
    """Note in `record` what this thread loads and says until the block ends."""
    before, _open.record = getattr(_open, "record", None), record
    try:
        yield record
    finally:
        _open.record = before


def current():
    """Return the open Record of this thread, or None."""
    return getattr(_open, "record", None)


def name_of(model):
    """Return the name by which rows of a model are known: that of its root, so that a page has one name; "" if unseen.

    Every type of page is "page".
    """
    found = _names.get(model)
    if found is None:
        root = model._meta.concrete_model._meta
        root = (root.get_parent_list() or [root.model])[-1]._meta
        unseen = root.app_label in UNSEEN_APPS or root.label_lower in UNSEEN_MODELS or _is_part_of_a_page(model)
        unseen = unseen or getattr(model, "is_unseen", False)
        found = "" if unseen else "page" if root.label_lower == "wagtailcore.page" else root.label_lower
        _names[model] = found
    return found


def _is_part_of_a_page(model):
    """Whether rows of a model are parts of a page, such as its authors: they change when the page is published.

    Sizes of pictures are parts too: they are made anew when the picture changes, whose own row is shown with them.
    """
    return issubclass(model, AbstractRendition) or any(
        isinstance(field, ParentalKey) and issubclass(field.related_model, Page) for field in model._meta.fields
    )


def row_tag(model, key):
    """Return the tag of a row, "" where readers never see such rows."""
    name = name_of(model)
    return f"{name}:{key}" if name and key is not None else ""


def list_tag(name, key=None):
    """Return the tag of a list: “list:topic:7” for what stands under topic 7, “list:article” for all articles."""
    return f"list:{name}" if key is None else f"list:{name}:{key}"


def shows_list(name, key=None):
    """Say that the page shows or counts members of a list, so that it changes when one joins or leaves it."""
    record = current()
    if record is not None:
        record.tags.add(list_tag(name, key))


def shows_row(model, key):
    """Say that the page shows a row that was not loaded as an instance of its model."""
    record = current()
    if record is not None and (tag := row_tag(model, key)):
        record.tags.add(tag)


def shows_rows(model, keys):
    """Say that the page shows rows if readers may see them: those that they may not see today are not loaded."""
    record = current()
    if record is not None and (name := name_of(model)):
        record.tags.update(f"{name}:{key}" for key in keys)


def shown_until(moment):
    """Say that the page shows something else from a moment on (an aware datetime; None says nothing)."""
    record = current()
    if record is not None and moment is not None and moment < record.until:
        record.until = moment


def gone_at(moment):
    """Say that the page must not be shown any more from a moment on (an aware datetime; None says nothing)."""
    record = current()
    if record is not None and moment is not None and (record.gone_at is None or moment < record.gone_at):
        record.gone_at = moment
        record.until = min(record.until, moment)


def may_keep(request, parameters=()):
    """Say that the answer is the same for every reader, if the address has no parameters but these.

    Views call it; what nobody vouched for is not kept.
    """
    record = current()
    if record is not None:
        record.may_keep = set(request.GET) <= set(parameters)


def must_not_keep():
    """Take back what `may_keep` said: something in this answer is for one reader or one moment only."""
    record = current()
    if record is not None:
        record.may_keep = False


def kept(view):
    """Decorate a view whose answer is the same for every reader, and has no parameters in its address."""

    def vouched(request, *args, **kwargs):
        may_keep(request)
        return view(request, *args, **kwargs)

    vouched.__name__, vouched.__doc__, vouched.__module__ = view.__name__, view.__doc__, view.__module__
    return vouched


def _loaded(sender, instance, **kwargs):
    record = getattr(_open, "record", None)
    if record is not None and instance.pk is not None and (name := name_of(sender)):
        record.tags.add(f"{name}:{instance.pk}")


def watch_rows():
    """Begin to note rows; called once, when the application starts."""
    post_init.connect(_loaded, dispatch_uid="delivery.rows", weak=False)
