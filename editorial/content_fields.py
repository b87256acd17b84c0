"""Which fields of a model are content: what a reader could see, as opposed to where it stands and in which state.

The fingerprint and the database triggers both start from here, so that they can never differ.
"""

from functools import cache

from django.db import models

from modelcluster.models import get_all_child_relations
from wagtail.models import Page

# Of Wagtail's own page these are words, and so is the address. Everything else is tree, state or schedule.
PAGE_CONTENT = frozenset({"title", "slug", "seo_title", "search_description"})

# What Wagtail's mixins add to snippets: state, lock, schedule.
STATE = frozenset(
    {
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "latest_revision",
        "locked",
        "locked_at",
        "locked_by",
        "translation_key",
        "locale",
    }
)

# Child relations that are not for readers.
NOT_CONTENT_RELATIONS = frozenset({"wagtail_admin_comments"})


@cache
def content_fields(model):
    """Return the concrete fields of a model (inherited ones included) that hold content, in order of their names.

    A model may name further fields that readers never see in `fingerprint_exclude`.
    """
    excluded = STATE | frozenset(getattr(model, "fingerprint_exclude", ()))
    fields = []
    for field in model._meta.concrete_fields:
        if field.model is Page or (field.model._meta.concrete_model is Page):
            if field.name in PAGE_CONTENT:
                fields.append(field)
        elif not (field.primary_key or not field.editable or field.name in excluded or _is_parent_link(field)):
            fields.append(field)
    return tuple(sorted(fields, key=lambda field: field.name))


@cache
def content_relations(model):
    """Return the child relations of a clusterable model that hold content, in order of their accessors' names."""
    relations = get_all_child_relations(model)
    kept = [relation for relation in relations if relation.get_accessor_name() not in NOT_CONTENT_RELATIONS]
    return tuple(sorted(kept, key=lambda relation: relation.get_accessor_name()))


@cache
def child_fields(model, parent_field_name):
    """Return the fields of a child model that hold content: neither its key, nor its parent, nor its position."""
    return tuple(
        sorted(
            (
                field
                for field in model._meta.concrete_fields
                if not field.primary_key and field.name not in {parent_field_name, "sort_order"}
            ),
            key=lambda field: field.name,
        )
    )


def _is_parent_link(field):
    return isinstance(field, models.OneToOneField) and field.remote_field.parent_link
