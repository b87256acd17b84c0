"""Whether words are denied where they stand: “is not a cure” says the opposite of “is a cure”."""

import re

DENIALS = re.compile(
    r"\b(?:no|not|never|neither|nor|none|without|nobody|nothing|cannot|hardly|lacks?|lacking|fails? to|failed to"
    r"|rather than|instead of|far from|unlikely|unproven|no longer|\w+n['’]t"
    r"|no (?:evidence|proof|guarantee|trial|study|data)|not (?:been )?(?:shown|proven|established|demonstrated)"
    r"|avoid|beware|claims?|claimed|claiming|promises?|promised|myth|false|wrong|misleading|illegal|forbidden|so-called)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"[;:–—]|,\s*(?:but|and|yet|so|which|who)\b|\bbut\b|\balthough\b|\bwhereas\b|\bwhile\b", re.IGNORECASE
)
REACH = 8  # words between a denial and what it denies


def is_denied(text, start):
    """Tell whether the words at `start` of a sentence stand under a denial in the same clause, a few words before."""
    before = text[:start]
    clause = before[max((match.end() for match in CLAUSE.finditer(before)), default=0) :]
    found = list(DENIALS.finditer(clause))
    return bool(found) and len(clause[found[-1].end() :].split()) <= REACH
