"""The word lists of a check, as people read them: the house's terms, what editors switched off, and what they added."""

import re
from dataclasses import dataclass

from editorial.checks.owners import may_change, owners_of_list
from editorial.checks.rules import house_list, list_names

CODES = re.compile(r"(?:[A-Z]\d{1,2}|, | and )+(?=[ :])")


@dataclass(frozen=True)
class Shown:
    """One list. `terms`: (Term, whether it is switched off); `added`: RuleTerm rows; `is_yours`: theirs to change."""

    name: str
    title: str
    purpose: str
    terms: list
    added: list
    is_yours: bool


def lists_of(code, user):
    """Return the lists that a check reads, which say so at the start of their purpose, with three queries or fewer."""
    from editorial.models.rule import RuleTerm  # noqa: PLC0415 - models load after the checks

    found = [each for each in map(house_list, list_names()) if code in _codes(each.purpose)]
    rows = list(RuleTerm.objects.filter(list_name__in=[each.name for each in found], active=True).order_by("text"))
    off = {(row.list_name, row.text) for row in rows if row.change == RuleTerm.Change.SWITCH_OFF}
    return [
        Shown(
            each.name,
            each.title,
            each.purpose.partition(": ")[2] or each.purpose,
            [(term, (each.name, term.text) in off) for term in each.terms],
            [row for row in rows if row.list_name == each.name and row.change == RuleTerm.Change.ADD],
            may_change(user, owners_of_list(each.name)),
        )
        for each in found
    ]


def _codes(purpose):
    match = CODES.match(purpose)
    return set(re.findall(r"[A-Z]\d{1,2}", match.group())) if match else set()
