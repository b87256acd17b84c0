"""Wording: sources have names, and no treatment is praised or promised beyond what can be shown."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.negation import is_disowned, is_open_question, is_quoted_to_refute, rejects
from editorial.checks.registry import Hit, Severity, check

EDITORS = ("Editors", "Managing editors")
ON_HEALTH = re.compile(
    r"\b(?:it|this|they|these|therap\w+|treatments?|medicines?|drugs?|patients?|diagnos\w+|illness\w*|conditions?"
    r"|symptoms?|heal\w*|cur(?:e|es|ed))\b",
    re.IGNORECASE,
)


def undenied(document, name):
    """Yield (sentence, match, term) for terms of a list that a draft says of itself: not denied, not asked."""
    for sentence, following in document.spoken_pairs:
        for match, term in document.rules.find(name, sentence.text):
            if is_open_question(sentence.text) or is_disowned(sentence.text, *match.span()):
                continue
            after = following.text if following else ""
            if not rejects(after) and not is_quoted_to_refute(sentence.text, *match.span(), after):
                yield sentence, match, term


@check(
    "C2",
    gettext_lazy("Sources have names"),
    Severity.WARNING,
    explanation=gettext_lazy(
        "“Many studies show” asks readers to take it on trust. Name the study, or cite it in the same paragraph. If you"
        " cannot find one, leave the sentence out."
    ),
)
def vague_sources(document):
    """Find studies and experts without a citation in their paragraph."""
    for sentence in document.prose:
        if sentence.passage.name == "title" or document.citations_for(sentence.passage):
            continue
        for match, term in document.rules.find("vague_sources", sentence.text):
            if is_open_question(sentence.text):
                continue
            yield Hit(
                _("“%(words)s”: which ones? Cite them.") % {"words": match.group()},
                sentence.passage,
                quote=match.group(),
                hint=term.note,
            )


@check(
    "C3",
    gettext_lazy("Testimonials are not evidence"),
    Severity.ERROR,
    waived_by=EDITORS,
    explanation=gettext_lazy(
        "Satisfied people tell their story, and the others are never heard, so stories say nothing of how often a"
        " treatment works. Cite a study in their place, or say plainly that stories prove nothing."
    ),
)
def testimonials(document):
    """Find words of satisfied customers that the text takes for evidence."""
    for sentence, match, _term in undenied(document, "testimonials"):
        if sentence.citations:  # a study of stories, or the law on them
            continue
        yield Hit(
            _("“%(words)s”: testimonials are not evidence of an effect.") % {"words": match.group()},
            sentence.passage,
            quote=match.group(),
            hint=_("Cite a study, or leave it out."),
        )


@check(
    "C4",
    gettext_lazy("Nothing is promised"),
    Severity.HARD,
    explanation=gettext_lazy(
        "No treatment is free of risk, works for everyone or can be guaranteed, and readers in need believe such words."
        " Say how many people were helped and harmed, in which study. To warn of such a promise, deny it in the same"
        " sentence: “is not a miracle”."
    ),
)
def promises(document):
    """Find words of certainty, safety and speed, and “cure” beside the name of a condition."""
    for sentence, match, term in undenied(document, "promises"):
        yield Hit(
            _("“%(words)s”: no treatment justifies this.") % {"words": match.group()},
            sentence.passage,
            quote=match.group(),
            hint=term.note or _("Say what a study found, in numbers."),
        )
    for sentence, match, _term in undenied(document, "not_addictive"):
        if document.rules.has("treatments", sentence.text):
            yield Hit(
                _("“%(words)s”: no treatment justifies this.") % {"words": match.group()},
                sentence.passage,
                quote=match.group(),
                hint=_("Say what is known of misuse and dependence."),
            )
    for sentence, match, _term in undenied(document, "cures"):
        if document.rules.has("conditions", sentence.text) and not _is_sought(sentence.text[: match.start()]):
            yield Hit(
                _("“%(words)s” promises too much. No treatment justifies this.") % {"words": match.group()},
                sentence.passage,
                quote=match.group(),
                hint=_("Say how many people got better, by how much, and for how long."),
            )


def _is_on_health(text, rules):
    """Whether a sentence names a treatment or a complaint, or speaks of “it”: cuffs and charities are left alone."""
    return any(rules.has(name, text) for name in ("treatments", "conditions")) or ON_HEALTH.search(text) is not None


def _is_sought(before):
    """Whether a cure is only looked for: “the search for a cure”."""
    words = before.lower().split()[-4:]
    return "for" in words and any(word.startswith(("search", "look", "quest", "hope", "hoping")) for word in words)


@check(
    "C5",
    gettext_lazy("Numbers stand in the place of praise"),
    Severity.WARNING,
    explanation=gettext_lazy(
        "“Amazing” tells how the writer feels. A number tells readers how large the effect was and lets them judge."
        " Delete the word, or write the number."
    ),
)
def praise(document):
    """Find words of praise."""
    for sentence, match, term in undenied(document, "praise"):
        yield Hit(
            _("“%(words)s” is praise. Use a number instead.") % {"words": match.group()},
            sentence.passage,
            quote=match.group(),
            hint=term.note,
        )


@check(
    "C6",
    gettext_lazy("Conditions are not thrown together"),
    Severity.ERROR,
    waived_by=EDITORS,
    explanation=gettext_lazy(
        "Each condition has its own evidence, and for some there is one small trial or none. Write a sentence for each"
        " condition, with its own source."
    ),
)
def sweeping(document):
    """Find statements that one thing works for all kinds of conditions or people."""
    for sentence, match, _term in undenied(document, "sweeping"):
        if not _is_on_health(sentence.text, document.rules):
            continue
        yield Hit(
            _("“%(words)s”: different conditions have different evidence. Split the sentence.")
            % {"words": match.group()},
            sentence.passage,
            quote=match.group(),
        )
