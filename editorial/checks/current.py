"""The rules as they stand now: the house's own with what editors added."""

from functools import lru_cache

from editorial.checks.rules import Rules, Term


def current_rules():
    """Return the Rules; the same object as long as nothing changed, so that its patterns are made once."""
    from editorial.models.rule import RuleNumber, RuleTerm  # noqa: PLC0415 - models load after the checks

    terms = RuleTerm.objects.filter(active=True).order_by("pk")
    rows = terms.values_list("change", "list_name", "text", "is_pattern", "better", "note")
    return _rules(tuple(rows), tuple(RuleNumber.objects.order_by("name").values_list("name", "value")))


@lru_cache(maxsize=4)
def _rules(rows, numbers):
    added = [(name, Term(*term)) for change, name, *term in rows if change == "add"]
    return Rules(added, [(name, text) for change, name, text, *_rest in rows if change == "off"], dict(numbers))
