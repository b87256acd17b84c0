"""The rules as they stand now: the house's own with what editors added."""

from functools import lru_cache

from django.core.cache import cache

from editorial.checks.rules import Rules, Term

KEY, SECONDS = "editorial.rules", 60


def current_rules():
    """Return the Rules; the same object as long as nothing changed, so that its patterns are made once."""
    return _rules(*_stored())


def remembered_rules():
    """Return the same for readers' pages, which ask on each request: without a query, at most SECONDS behind.

    A change in the admin is seen at once where processes share a cache.
    """
    stored = cache.get(KEY)
    if stored is None:
        stored = _stored()
        cache.set(KEY, stored, SECONDS)
    return _rules(*stored)


def forget(**_signal):
    """Ask the database the next time: a rule was saved or deleted."""
    cache.delete(KEY)


def _stored():
    from editorial.models.rule import RuleNumber, RuleTerm  # noqa: PLC0415 - models load after the checks

    terms = RuleTerm.objects.filter(active=True).order_by("pk")
    rows = terms.values_list("change", "list_name", "text", "is_pattern", "better", "note")
    return tuple(rows), tuple(RuleNumber.objects.order_by("name").values_list("name", "value"))


@lru_cache(maxsize=4)
def _rules(rows, numbers):
    added = [(name, Term(*term)) for change, name, *term in rows if change == "add"]
    return Rules(added, [(name, text) for change, name, text, *_rest in rows if change == "off"], dict(numbers))
