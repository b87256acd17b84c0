"""Which state the tables of words are in: asked of the database once in a while, not on each search."""

from uuid import uuid4

from django.core.cache import cache
from django.db import transaction

from search.models import DataVersion

SYNONYMS, VOCABULARY = "synonyms", "vocabulary"
KEY, SECONDS = "search.versions", 15


def version(name):
    """Return the token of a table; "" where nothing was ever written into it.

    It is at most SECONDS old where processes share no cache; in the process that wrote, it is always right.
    """
    tokens = cache.get(KEY)
    if tokens is None:
        tokens = dict(DataVersion.objects.values_list("name", "token"))
        cache.set(KEY, tokens, SECONDS)
    return tokens.get(name, "")


def renew(name):
    """Say that a table has changed, so that everybody reads it anew."""
    DataVersion.objects.update_or_create(name=name, defaults={"token": uuid4().hex})
    cache.delete(KEY)
    transaction.on_commit(lambda: cache.delete(KEY))  # another process may have read the old one in between
