"""Raising flags: finding the public pages that stand on something, and telling their people once."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from wagtail.models import Page, ReferenceIndex

from accounts import roles
from blog.models.flag import ContentFlag
from editorial import gate
from editorial.ledger import Event
from editorial.models import LedgerEntry, PublicationRecord
from editorial.people import tell, tell_group

CHUNK = 500  # keys in one query; SQLite allows some thousands of variables


def public_page_keys(keys, model):
    """Return {key: set of keys of public pages} for records of a model, by Wagtail's reference index.

    A page also shows what the snippets in its blocks stand on, so one step through snippets is taken.
    """
    found, through = defaultdict(set), defaultdict(set)
    page_type = ContentType.objects.get_for_model(Page).pk
    for source_type, source, key in _sources(model, [str(key) for key in keys]):
        if source_type == page_type:
            found[key].add(int(source))
        else:
            through[source_type, source].add(key)
    by_type = defaultdict(list)
    for source_type, source in through:
        by_type[source_type].append(source)
    for source_type, sources in by_type.items():
        for page_source, page, snippet in _sources(ContentType.objects.get_for_id(source_type).model_class(), sources):
            if page_source == page_type:
                for key in through[source_type, snippet]:
                    found[key].add(int(page))
    public = _public({page for pages in found.values() for page in pages})
    as_given = {str(key): key for key in keys}
    return {as_given[key]: pages & public for key, pages in found.items() if pages & public}


def put(pages, code, subject, message, told=False):
    """Flag pages, each once for a subject, and tell their people unless they were; return the new ContentFlags."""
    pages = list(pages)
    known = set(
        ContentFlag.objects.filter(code=code, subject=subject, page__in=[page.pk for page in pages]).values_list(
            "page_id", flat=True
        )
    )
    new = [
        ContentFlag(page_id=page.pk, code=code, subject=subject, message=message)
        for page in pages
        if page.pk not in known
    ]
    ContentFlag.objects.bulk_create(new)
    if told:
        return new
    titles = {page.pk: page for page in pages}
    records = PublicationRecord.objects.in_bulk([flag.page_id for flag in new], field_name="page_id")
    for flag in new:
        _tell(titles[flag.page_id], records.get(flag.page_id))
    return new


def settle(code, subjects, note):
    """Resolve open flags whose cause is gone; return how many."""
    count = 0
    for flag in ContentFlag.objects.filter(code=code, subject__in=subjects, resolved_at__isnull=True):
        flag.resolve(None, note)
        count += 1
    return count


def close_published(sender, instance, **kwargs):
    """Close the flags of a page that went live anew in words that were approved after they were raised (a receiver).

    A publication in an emergency, or one whose approvals are older than the flag, leaves it open: nobody has looked.
    """
    entry = gate.public_entry(instance.alias_of or instance) if instance.live else None
    if entry is None or entry.event != Event.PUBLISHED:
        return
    sequences = [approval["sequence"] for approval in entry.details.get("approvals", [])]
    given = LedgerEntry.objects.filter(sequence__in=sequences).exclude(person="").order_by("at").first()
    if given is not None:
        _close(instance, _("The page was published anew, in words that were approved after this."), since__lt=given.at)


def close_withdrawn(sender, instance, **kwargs):
    """Close the flags of a page that was taken down (a receiver); it comes back only through checks and approvals."""
    if isinstance(instance, Page):
        _close(instance, _("The page was taken down."))


def _close(page, note, **when):
    for flag in ContentFlag.objects.filter(page_id=page.pk, resolved_at__isnull=True, **when):
        flag.resolve(None, note)


def people_of(page, record):
    """Return the keys of the accounts that answer for a page."""
    names = ("writer_id", "editor_id", "reviewer_id")
    return {page.owner_id, *(getattr(record, name, None) for name in names)} - {None}


def _tell(page, record):
    """Mail the people of a page. What happened stands in the admin: mails carry no words on health."""
    keys = people_of(page, record)
    subject = _("Flagged: “%(title)s”") % {"title": page.title}
    words = _(
        "Something that this page stands on has changed. Your dashboard says what, and lets you say what you did."
    )
    tell(keys, subject, words, page)
    tell_group(roles.MANAGING_EDITORS, subject, words, page, leave_out=keys)


def _sources(model, keys):
    """Yield (content type, key of what refers, key of what is referred to), as the reference index has them."""
    target = ContentType.objects.get_for_model(Page if issubclass(model, Page) else model)
    for start in range(0, len(keys), CHUNK):
        yield from (
            ReferenceIndex.objects.filter(to_content_type=target, to_object_id__in=keys[start : start + CHUNK])
            .values_list("base_content_type_id", "object_id", "to_object_id")
            .distinct()
        )


def _public(keys):
    keys, found = list(keys), set()
    for start in range(0, len(keys), CHUNK):
        found |= set(Page.objects.filter(pk__in=keys[start : start + CHUNK], live=True).values_list("pk", flat=True))
    return found
