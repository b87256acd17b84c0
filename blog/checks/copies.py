"""Copies: nobody's words are taken for one's own, and nothing of ours is pasted from page to page."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.checks.sources import EDITORS, STORIES
from editorial.checks import rules
from editorial.checks.registry import Hit, Severity, check

FEWEST_GROUPS = rules.number("fewest_groups", 4, gettext_lazy("Groups of three words that a copy shares"), "C11")
LEAST_LONG = rules.number("least_long", 40, gettext_lazy("Percentage of long words that a copy shares"), "C11")
LONG_PARAGRAPH = rules.number(
    "long_paragraph", 25, gettext_lazy("Words from which a paragraph may be a copy of one of ours"), "C11"
)
LEAST_SAME = rules.number("least_same", 50, gettext_lazy("Percentage of its groups that such a copy shares"), "C11")
LONG_WORD = 6  # letters


@check(
    "C11",
    gettext_lazy("Nobody's words are copied"),
    Severity.ERROR,
    types=(*STORIES, "blog.authorprofile"),
    waived_by=EDITORS,
    explanation=gettext_lazy(
        "The paragraph shares whole phrases and most of its long words with the summary of a paper, or most of its"
        " wording with a longer paragraph on a page of ours. Quote it, with its source, or say it in your own words."
        " Short sentences on safety and approval may be the same everywhere."
    ),
)
def copied(document):
    """Compare paragraphs with stored abstracts and with paragraphs of public pages, by groups of three words.

    Against a summary: FEWEST_GROUPS shared groups and LEAST_LONG percent of the long words. Against a page of ours,
    where the same drugs and trials make for the same words: paragraphs of LONG_PARAGRAPH words that share LEAST_SAME
    percent of their groups besides. (The first rule alone fires on 192 of the demonstration's 446 paragraphs.)
    """
    passages = [(each, _words(each.text)) for each in document.body if each.is_running or each.kind == "point"]
    passages = [(passage, words) for passage, words in passages if len(words) >= 12]
    is_close = _closeness(document.rules)
    index = {}
    for number, (_passage, words) in enumerate(passages):
        for group in set(_groups(words)):
            index.setdefault(group, []).append(number)
    found = {}
    for text in document.facts.get("texts") or () if index else ():
        words = _words(text["text"])
        shared = {}
        for group in set(_groups(words)) & index.keys():
            for number in index[group]:
                shared[number] = shared.get(number, 0) + 1
        long_there = {word for word in words if len(word) >= LONG_WORD}
        for number, count in shared.items():
            if is_close(passages[number][1], count, long_there, text.get("is_ours", False)):
                found[number] = max(found.get(number, (0, "")), (count, text["source"]))
    for number, (_count, source) in sorted(found.items()):
        passage = passages[number][0]
        yield Hit(
            _("Very close to “%(source)s”. Quote it or rewrite it, and cite.") % {"source": source},
            passage,
            quote=passage.text[:200],
        )


def _closeness(numbers):
    """Return the function that tells whether a paragraph's words are too close to a text, as the thresholds stand."""
    fewest, long_share, same_share = (
        numbers.number(FEWEST_GROUPS),
        numbers.number(LEAST_LONG) / 100,
        numbers.number(LEAST_SAME) / 100,
    )
    long_paragraph = numbers.number(LONG_PARAGRAPH)

    def is_close(words, count, long_there, is_ours):
        long_here = [word for word in words if len(word) >= LONG_WORD]
        if count < fewest or not long_here:
            return False
        if is_ours and (len(words) < long_paragraph or count < same_share * len(set(_groups(words)))):
            return False
        return sum(word in long_there for word in long_here) >= long_share * len(long_here)

    return is_close


def _words(text):
    return re.findall(r"[a-z0-9]+(?:['’-][a-z0-9]+)*", text.lower())


def _groups(words):
    return zip(words, words[1:], words[2:], strict=False)
