"""Language: right words, no slips, abbreviations that are explained, words that do not age."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.negation import is_mentioned
from editorial.checks.registry import Hit, Severity, check

# Pairs that are right English: “the woman that that book describes”, “she had had two courses”.
DOUBLED = re.compile(r"\b([^\W\d_]+)[^\S\n]+\1\b", re.IGNORECASE)  # not across the lines of a list of names
RIGHT_PAIRS = frozenset({"that", "had", "blah", "knock", "bye", "ha", "so"})
ABBREVIATION = re.compile(r"\b[A-Z]{2,5}s?\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# NDMA is also a contaminant of medicines, which has nothing to do with the receptor.
CONTAMINANT = re.compile(r"nitroso|impurit|contamina|recall|ranitidine|carcinogen", re.IGNORECASE)


@check(
    "L1",
    gettext_lazy("Words are right and do not hurt"),
    Severity.HARD,
    explanation=gettext_lazy(
        "A wrong letter makes another substance, and some words hurt the people they are about: nobody “commits” an"
        " illness, and a person is more than an addiction. Use the word that is proposed."
    ),
)
def wrong_words(document):
    """Find slips of names and hurtful words. Quotations stay as they were said, and so do words in quotation marks."""
    for passage in document.passages:
        if passage.kind == "quote":
            continue
        for match, term in document.rules.find("wrong_words", passage.text):
            if match.group().upper() == "NDMA" and CONTAMINANT.search(passage.text):
                continue
            if is_mentioned(passage.text, *match.span()):
                continue
            yield Hit(
                _("“%(words)s”: did you mean “%(better)s”?") % {"words": match.group(), "better": term.better}
                if term.better
                else _("“%(words)s” is not a word for this publication.") % {"words": match.group()},
                passage,
                quote=match.group(),
                hint=term.note,
            )


@check(
    "L2",
    gettext_lazy("No slips of grammar"),
    Severity.WARNING,
    explanation=gettext_lazy(
        "Words that are confused, doubled words and stray spaces cost trust. The finding says which word fits; if the"
        " sentence is right as it is, go on."
    ),
)
def slips(document):
    """Find confused words, doubled words and spaces before marks."""
    for passage in document.passages:
        for match, term in document.rules.find("slips", passage.text):
            yield Hit(
                _("“%(words)s”: %(better)s?") % {"words": match.group().strip(), "better": term.better},
                passage,
                quote=match.group().strip(),
            )
        for match in DOUBLED.finditer(passage.text):
            first, second = match.group().split(None, 1)
            name = first[:1].isupper() and second[:1].isupper()
            if first.lower() not in RIGHT_PAIRS and not name:
                yield Hit(_("“%(words)s” is doubled.") % {"words": match.group()}, passage, quote=match.group())


@check(
    "L3",
    gettext_lazy("Abbreviations are explained"),
    Severity.WARNING,
    explanation=gettext_lazy(
        "Write the words out at first use, with the abbreviation in brackets behind them: “Food and Drug Administration"
        " (FDA)”. Some abbreviations have two meanings and are better written out throughout."
    ),
)
def abbreviations(document):
    """Find capitals that are not explained where they first stand in the body."""
    seen = set()
    known = {term.text for term in document.rules.terms("known_abbreviations")}
    ambiguous = {term.text: term for term in document.rules.terms("ambiguous_abbreviations")}
    for passage in document.body:
        letters = re.sub(r"[^\W\d_]", "x", passage.text) if passage.text.isupper() else passage.text
        for match in ABBREVIATION.finditer(letters):
            short = match.group().rstrip("s")
            if short in seen or short in known or passage.kind == "heading":
                continue
            seen.add(short)
            if _is_explained(passage.text, *match.span()):
                continue
            if short in ambiguous:
                message = _("“%(short)s” can mean two things. Write it out.")
            else:
                message = _("“%(short)s” is not explained at first use. Write it out.")
            hint = ambiguous[short].note if short in ambiguous else ""
            yield Hit(message % {"short": short}, passage, quote=short, hint=hint)


def _is_explained(text, start, end):
    """Whether words in brackets, or an “or” or comma, say what the letters mean: “(FDA)”, “PTSD (post-…”, “or ECT”."""
    before, after = text[max(0, start - 6) : start], text[end : end + 3]
    return bool(
        re.search(r"[(\[“][^)]{0,4}\Z", before)
        or re.search(r"\bor (?:the )?\Z", before)
        or re.match(r"\s*\(\s*\w", after)
        or text[end : end + 1] == "-"
        or text[start - 1 : start] == "-"
    )


@check(
    "L5",
    gettext_lazy("Words do not age"),
    Severity.HINT,
    explanation=gettext_lazy("Readers come years later, and “recently” is then wrong. Write the month and the year."),
)
def ageing_words(document):
    """Find words of time in sentences without a year."""
    for sentence in document.prose:
        if sentence.passage.kind == "question" or YEAR.search(sentence.text):
            continue
        for match, _term in document.rules.find("ageing_words", sentence.text):
            yield Hit(
                _("“%(words)s”: readers come years later. Add the date.") % {"words": match.group()},
                sentence.passage,
                quote=match.group(),
            )
