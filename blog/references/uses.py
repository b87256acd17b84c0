"""Where a reference is used, on public pages and in drafts, and a corrected copy that takes its place there.

Wagtail's index of references knows what a content's row says. What the newest draft says stands in its revision.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.permissions import policy_registry

from blog.citations import CITATION, KEY, as_stored, cited_keys
from blog.models import Reference
from blog.references.keys import key_for
from editorial.content_fields import content_fields
from editorial.guards import gated_models


class Locked(Exception):  # noqa: N818 - it is what the content is
    """The content is locked for this person."""


@dataclass
class Use:
    """A page or snippet that uses a reference. `in_draft`: in the words that the next draft starts from."""

    content: object
    is_public: bool
    in_draft: bool


def uses_of(reference):
    """Return the Uses of a reference: public ones first, then by title."""
    by_row, by_draft = _by_rows(reference), _by_drafts(reference)
    uses = []
    for place in {**by_row, **by_draft}:
        content = by_row.get(place) or by_draft[place][0]
        in_draft = by_draft[place][1] if place in by_draft else place in by_row
        is_public = bool(getattr(content, "live", False)) and place in by_row
        if is_public or in_draft:
            uses.append(Use(content, is_public, in_draft))
    return sorted(uses, key=lambda use: (not use.is_public, str(use.content).lower()))


def _by_rows(reference):
    found = {}
    for source, _references in ReferenceIndex.get_grouped_references_to(reference):
        if isinstance(source, Reference):  # a corrected copy points to what it replaces, and uses nothing
            continue
        content = source.specific if isinstance(source, Page) else source
        found[type(content), content.pk] = content
    return found


def _by_drafts(reference):
    """Return {place: (content, whether its newest draft uses the reference)} for contents with a draft of their own."""
    found = {}
    for model in gated_models():
        contents = model._base_manager.filter(latest_revision__isnull=False).exclude(
            live=True, has_unpublished_changes=False
        )
        drafts = dict(Revision.objects.filter(pk__in=contents.values("latest_revision")).values_list("pk", "content"))
        for content in contents.in_bulk().values() if drafts else ():
            used = keys_in(drafts.get(content.latest_revision_id))
            found[type(content), content.pk] = (content, reference.pk in used)
    return found


def keys_in(value):
    """Return the keys of the references that stored content cites or lists. `value`: as JSON has it."""
    keys = set()

    def note(key):
        keys.add(key)
        return key

    _walk(value, lambda text: (keys.update(cited_keys(text)), text)[1], note)
    return keys - {None}


def correct(reference):
    """Return the copy of a reference that can be corrected, because nothing public shows it; made if there is none."""
    existing = reference.replaced_by.first()
    if existing is not None:
        return existing
    copy = Reference.objects.get(pk=reference.pk)
    copy.pk, copy._state.adding = None, True
    copy.replaces = reference
    copy.key = key_for(copy, set(Reference.objects.values_list("key", flat=True)))
    copy.save()
    return copy


@transaction.atomic
def use_copy(content, copy, user):
    """Save a new draft of a content, in the user's name, that uses a corrected copy for what it replaces.

    Raises PermissionDenied, or Locked. Nothing is submitted, and nothing is published.
    """
    if not _may_change(content, user):
        raise PermissionDenied
    lock = content.get_lock() if hasattr(content, "get_lock") else None
    if lock is not None and lock.for_user(user):
        raise Locked
    draft = content.get_latest_revision_as_object()
    old, mark = copy.replaces_id, as_stored(copy.pk, copy.label)

    def text(source):
        return CITATION.sub(lambda match: mark if _names(match, old) else match[0], source)

    def listed(key):
        return copy.pk if key == old else key

    for field in content_fields(type(draft)):
        if isinstance(field, RichTextField):
            setattr(draft, field.name, text(getattr(draft, field.name) or ""))
        elif isinstance(field, StreamField):
            stored = getattr(draft, field.name).get_prep_value()
            setattr(draft, field.name, json.dumps(_walk(stored, text, listed)))
    return draft.save_revision(user=user, log_action=True, clean=False)


def _may_change(content, user):
    if isinstance(content, Page):
        return content.permissions_for_user(user).can_edit()
    return policy_registry.get_by_type(type(content)).user_has_permission(user, "change")


def _names(match, key):
    found = KEY.search(match[1])
    return bool(found) and int(found[1]) == key


def _walk(value, text, listed):
    """Return stored content with `text` applied to each text in it and `listed` to each key in a list of references."""
    if isinstance(value, str):
        if value.startswith("[{"):  # a body within a revision is a text of its own
            try:
                return json.dumps(_walk(json.loads(value), text, listed))
            except ValueError:
                return value
        return text(value)
    if isinstance(value, list):
        return [_walk(item, text, listed) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("type") == "references" and isinstance(value.get("value"), dict):
        found = [_listed(item, listed) for item in value["value"].get("references", [])]
        return {**value, "value": {**value["value"], "references": found}}
    return {name: _walk(item, text, listed) for name, item in value.items()}


def _listed(item, listed):
    if isinstance(item, dict):
        return {**item, "value": listed(item.get("value"))}
    return listed(item)
