"""The rows of the house's list, as the migration puts them into the table."""

from importlib import import_module

from search.models import Synonym

rows = import_module("search.migrations.0002_first_synonyms").rows


def house_rows():
    """Return the rows as unsaved synonyms."""
    return [Synonym(**row) for row in rows()]


def synonym(term, target, kind="equal", **more):
    """Return an unsaved synonym."""
    return Synonym(term=term, target=target, kind=kind, **more)
