"""Claims: what a treatment is said to do for an illness stands on a source, and on one that can carry it.

By its words alone a claim is recognised about two times in three, and half of all claims are found. So a finding asks
the writer; it is never the only gate.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.negation import is_denied, is_disowned, is_open_question
from editorial.checks.registry import Hit, Severity, check

CLAIMING = frozenset({"paragraph", "item", "point", "answer", "quote", "caption"})
PART = re.compile(r"[;:]|\s[–—]\s")
# Words that make a sentence one about a question, an order or an offer, and none about an effect.
ASKED = re.compile(
    r"\b(?:whether|if|how|why|(?:was|were) (?:once )?(?:said|thought|believed) to|hoping"
    r"|want(?:s|ed)? to (?:learn|know|see))\b[^,]*\Z",
    re.IGNORECASE,
)
ORDER = re.compile(r"\W*(?:ask|tell|write|note|say|bring|check|read|look|report|give|keep)\b", re.IGNORECASE)
NAMED_BEFORE = re.compile(r"\b(?:them|these|those)\b", re.IGNORECASE)
PRONOUN = re.compile(r"\W*(?:it|they)\b", re.IGNORECASE)
ANIMALS = re.compile(
    r"\b(?:mice|mouse|rats?|rodents?|animals?|monkeys?|laborator\w+|lab|cells? in|in vitro|test tube|dish)\b",
    re.IGNORECASE,
)
PROVING = re.compile(r"\b(?:works?|treats?|proves?|reduces?|cures?|prevents?|treat)\b", re.IGNORECASE)
UNCONTROLLED = re.compile(
    r"\b(?:no|without an?y?) (?:control|comparison)|\bopen[\s-]label\b|\buncontrolled\b", re.IGNORECASE
)


@check(
    "C1",
    gettext_lazy("Claims have a source"),
    Severity.ERROR,
    waived_by=("Editors", "Managing editors"),
    writers_dismiss=True,
    explanation=gettext_lazy(
        "A sentence that says a treatment does something for an illness, the body or the mind needs its source in the"
        " same paragraph (FTC Health Products Compliance Guidance, 2022). Cite the study, or say that it is not"
        " known. If the sentence makes no such claim, an editor can dismiss the finding with a reason."
    ),
)
def claims(document):
    """Find sentences with a treatment, an effect that is not denied, and a condition or part of the body."""
    for before, sentence in _with_one_before(document.prose):
        passage = sentence.passage
        if passage.kind not in CLAIMING or document.citations_for(passage):
            continue
        if sentence.text.rstrip().endswith("?") or ORDER.match(sentence.text):
            continue
        words = claim_in(sentence.text, document, before.text if before else "")
        if words:
            yield Hit(
                _("This reads like a claim: “%(words)s”. Add the source, or explain why none is needed.")
                % {"words": words},
                passage,
                quote=sentence.text,
                hint=_("Cite the study in this paragraph."),
            )


def _with_one_before(sentences):
    """Yield (the sentence before in the same passage or None, sentence)."""
    for before, sentence in zip([None, *sentences], sentences, strict=False):
        yield before if before and before.passage is sentence.passage else None, sentence


def claim_in(text, document, before=""):
    """Return the words of effect of a claim in a sentence, or an empty text.

    `before`: the sentence before, which names the treatment where this one says “it”.
    """
    rules = document.rules
    start = 0
    for end in [*(match.start() for match in PART.finditer(text)), len(text)]:
        part = text[start:end]
        treatment = rules.pattern("treatments").search(part) or _named(document, "treatments", part)
        if not treatment and rules.has("treatments", text[:start] or before):
            treatment = PRONOUN.match(part)
        # What stands behind a colon may be the list of what it is good for.
        about = part + (text[end:] if text[end : end + 1] == ":" else "")
        if NAMED_BEFORE.search(part):
            about = text[:end]
        if treatment and (
            rules.has("conditions", about) or rules.has("body_terms", part) or _named(document, "conditions", about)
        ):
            for name, after in (("effects", treatment.end()), ("outcomes", 0)):
                for match, _term in rules.find(name, part):
                    if match.start() >= after and not _is_no_effect(part, match):
                        return match.group()
        start = end
    return ""


def _is_no_effect(part, match):
    """Whether words of effect are denied, disowned or only asked about."""
    return (
        is_disowned(part, *match.span()) or ASKED.search(part[max(0, match.start() - 200) : match.start()]) is not None
    )


def _named(document, facts, text):
    """Return a match of the title of a topic of the article's own, of those that the lists do not hold."""
    titles = [re.escape(each["title"]) for each in document.facts.get(facts) or () if each.get("title")]
    return re.search(rf"\b(?:{'|'.join(titles)})\b", text, re.IGNORECASE) if titles else None


@check(
    "C9",
    gettext_lazy("Sources can carry what they are cited for"),
    Severity.WARNING,
    explanation=gettext_lazy(
        "What was seen in animals or in a dish often fails in people, and without a control group nobody can tell a"
        " treatment from time and hope. Say in the sentence that it was seen in animals, or without a control group, or"
        " cite a controlled trial."
    ),
)
def weak_sources(document):
    """Compare the wording of sentences with the kinds of the sources they cite."""
    references = document.facts.get("references") or {}
    for sentence in document.prose:
        kinds = {(references.get(mark.key) or {}).get("study_type") for mark in sentence.citations}
        if not kinds or is_open_question(sentence.text):
            continue
        if kinds <= {"animal", "in_vitro"} and not ANIMALS.search(sentence.text):
            message = _("The source is a study in animals or in a laboratory. Say so in the sentence.")
        elif kinds <= {"case_series", "observational"} and _proves(sentence.text):
            message = _("The source had no control group and cannot show an effect. Say so in the sentence.")
        else:
            continue
        yield Hit(message, sentence.passage, quote=sentence.text)


def _proves(text):
    if UNCONTROLLED.search(text):
        return False
    return any(not is_denied(text, match.start()) for match in PROVING.finditer(text))
