"""Figures: shares fit their counts, estimates lie within their intervals, ranges run upwards.

Such slips pass peer review: “46 (63.0%) of 83” (Abbar 2022, BMJ 376:e067194) and “−6.1 (95% CI 1.0 to 11.16)” (Glue
2024, Nat Med) stand in published abstracts.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.registry import Hit, Severity, check

COUNT = r"(?<![\d.,/])(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?![\d]|[.,]\d)"
SHARE = r"(?P<p>\d{1,4}(?:\.\d{1,3})?)\s?(?:%|per\s?cent\b|percent\b)"
PEOPLE = (
    r"(?:people|persons|patients|participants|adults|children|men|women|veterans|users|volunteers|responders|cases|them"
    r"|those|respondents|adolescents|subjects)"
)
OF = r"\s+(?:out\s+)?of\s+(?:(?:the|these|those|all|a\s+total\s+of)\s+)?"
# n of N stands in five orders:
# “46 (63%) of 83”, “46 of 83 people (63%)”, “46/83 (63%)”, “63% (46 of 83)”, “Of 83, 46 (63%)”.
SHARES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<n>{COUNT})\s*\(\s*{SHARE}\s*\){OF}(?P<all>{COUNT})",
        rf"(?P<n>{COUNT}){OF}(?P<all>{COUNT})(?:\s+[a-z-]{{2,20}}){{0,3}}\s*\(\s*{SHARE}",
        rf"(?P<n>{COUNT})\s?/\s?(?P<all>(?<=[/\s])\d{{1,7}})\s*\(\s*{SHARE}",
        rf"{SHARE}\s*\(\s*(?P<n>{COUNT})(?:{OF}|\s?/\s?)(?P<all>\d{{1,7}}\b)",
        rf"\bof\s+(?:the\s+)?(?P<all>{COUNT})(?:\s+[a-z-]{{2,20}}){{0,4}},\s*(?P<n>{COUNT})(?:\s+[a-z-]{{2,20}}){{0,2}}\s*\(\s*{SHARE}",
    )
]
WHOLE = re.compile(rf"{SHARE}{OF}(?P<all>\d{{1,2}})\s+(?:[a-z-]{{2,20}}\s+){{0,1}}{PEOPLE}\b", re.IGNORECASE)
SIGNED = r"(?:(?<![\w.])[−–-]\s?)?\d{1,6}(?:\.\d{1,4})?"
INTERVAL = re.compile(
    rf"(?P<mid>{SIGNED})\s?(?:%|points?)?(?:(?:\s+[a-z-]{{2,15}}){{0,4}},?\s*[(\[]|[,;])\s*(?:\d\d(?:\.\d)?\s?%\s*)?(?:CI|confidence\s+interval)s?[:,=]?\s*"
    rf"(?P<low>{SIGNED})\s?%?\s*(?:to|–|−|-|,|and)\s*(?P<high>{SIGNED})",
    re.IGNORECASE,
)
OVER = re.compile(
    rf"{SHARE}\s+of\s+(?:(?:the|all|these|our)\s+)?(?:[a-z-]{{2,20}}\s+){{0,2}}{PEOPLE}\b"
    rf"|\b(?:rate|share|proportion|remission|response)\s+(?:was|of)\s+(?P<q>\d{{3,4}}(?:\.\d+)?)\s?%",
    re.IGNORECASE,
)
UNITS = r"(?:years?|months?|weeks?|days?|hours?|minutes?|mg|mcg|µg|kg|%|per\s?cent|points?|sessions?|people|patients)"
RANGES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"\b(?:ranged|ranging|ranges|aged|ages|range|varied)\s+(?:(?:was|of|in\s+age|between|from)\s+){0,2}"
            r"(?P<low>\d{1,6}(?:\.\d+)?)\s*(?:to|–|-|and)\s*(?P<high>\d{1,6}(?:\.\d+)?)"
        ),
        rf"\bbetween\s+(?P<low>\d{{1,6}}(?:\.\d+)?)\s+and\s+(?P<high>\d{{1,6}}(?:\.\d+)?)\s*{UNITS}(?!\w)",
        rf"(?<![\w.,/–-])(?P<low>\d{{1,6}}(?:\.\d+)?)\s?[–-]\s?(?P<high>\d{{1,6}}(?:\.\d+)?)\s*{UNITS}(?!\w)",
    )
]


@check(
    "C10",
    gettext_lazy("Figures can be right"),
    Severity.ERROR,
    waived_by=("Editors", "Managing editors"),
    explanation=gettext_lazy(
        "A share that does not fit its count, or an estimate outside its own interval, is wrong somewhere, at times"
        " in the paper itself. Look it up in the source. If the paper is wrong, say so in the text, and an editor can"
        " let it stand."
    ),
)
def figures(document):
    """Work out shares, intervals and ranges of every passage."""
    for passage in document.passages:
        if any(character.isdigit() for character in passage.text):
            for match, message in (*_shares(passage.text), *_intervals(passage.text), *_ranges(passage.text)):
                yield Hit(message, passage, quote=match.group().strip())


def _shares(text):
    for pattern in SHARES:
        for match in pattern.finditer(text):
            count, whole, share = _number(match["n"]), _number(match["all"]), float(match["p"])
            if whole and abs(100 * count / whole - share) > 1:
                yield (
                    match,
                    _("%(n)s of %(all)s is %(right).1f%%, not %(p)s%%.")
                    % {
                        "n": match["n"],
                        "all": match["all"],
                        "right": 100 * count / whole,
                        "p": match["p"],
                    },
                )
    for match in WHOLE.finditer(text):
        whole, share = int(match["all"]), float(match["p"])
        if whole and share <= 100 and abs(round(share * whole / 100) * 100 / whole - share) > 1:
            yield match, _("No number of %(all)s people is %(p)s%%.") % {"all": match["all"], "p": match["p"]}
    for match in OVER.finditer(text):
        if float(match["p"] or match["q"]) > 100:
            yield match, _("A share cannot be above 100%.")


def _intervals(text):
    for match in INTERVAL.finditer(text):
        middle, low, high = (_signed(match[name]) for name in ("mid", "low", "high"))
        if low > high:
            yield (
                match,
                _("The interval runs backwards: %(low)s to %(high)s.")
                % {
                    "low": match["low"],
                    "high": match["high"],
                },
            )
        elif not low <= middle <= high:
            yield (
                match,
                _("%(mid)s is not within its own interval, %(low)s to %(high)s.")
                % {
                    "mid": match["mid"],
                    "low": match["low"],
                    "high": match["high"],
                },
            )


def _ranges(text):
    for pattern in RANGES:
        for match in pattern.finditer(text):
            low, high = match["low"], match["high"]
            # “2019–21” and “1574–81” leave out digits that both ends share.
            shortened = len(low) > len(high) and float(low) >= 100
            if float(low) > float(high) and not shortened:
                yield match, _("The range runs backwards: %(low)s to %(high)s.") % {"low": low, "high": high}


def _number(text):
    return int(text.replace(",", ""))


def _signed(text):
    return float(re.sub(r"^[−–-]\s?", "-", text))
