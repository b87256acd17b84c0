"""Medicine: products are named, doses are those of trials, and nobody is told to change medicine alone."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.negation import is_disowned, is_open_question, is_quoted_to_refute, rejects
from editorial.checks.registry import Hit, Severity, check

REVIEWERS = ("Medical reviewers",)
OTHER_SPRAY = re.compile(
    r"\b(?:naloxone|narcan|saline|salt[\s-]?water|steroid|decongestant|allergy|hay[\s-]fever|oxytocin|flu|vaccine)\b"
    r"\W+(?:\w+\W+)?\Z",
    re.IGNORECASE,
)
SPRAY = re.compile(
    r"\b(?:nasal|nose|intranasal)(?:[\s-]+\w+)?[\s-]+sprays?\b"
    r"|\bsprays?\s+(?:up|into|in)\s+(?:the|your|a)\s+(?:nose|nostrils?)\b",
    re.IGNORECASE,
)
KETAMINE = re.compile(r"\bketamine\b", re.IGNORECASE)
DOSE = re.compile(
    r"(?<![\w.,])\d{1,5}(?:[.,]\d{1,3})?\s?(?:mg|mcg|µg|μg|milligrams?|micrograms?)\b(?:\s?/\s?kg)?(?:\s?/\s?h)?"
    r"(?!\s?(?:/|per)\s?d)",
    re.IGNORECASE,
)
NEAR = 80  # characters between an amount and a drug
WITHIN = 7  # words between a word for stopping and the medicine
# Sentences on what happens to people who stop, which warn and do not advise.
TOLD = re.compile(
    r"\b(?:if|when|whenever|once|after|before|who|that|those|anyone|people|patients|should (?:i|we))\s+"
    r"(?:(?:you|they|we|someone|people|patients|not|suddenly|abruptly|ever|want to|plan to|have to|try to|wish to)"
    r"\s+){0,3}\Z"
    r"|\b(?:want|wants|wish|wishes|decides?|plans?|planning|hard|harder|difficult|easier|reasons?|chosen|chose)\s+to"
    r"\s+(?:\w+ly\s+)?\Z",
    re.IGNORECASE,
)
CONSULT = re.compile(
    r"\b(?:talk(?:ing)?|speak(?:ing)?|ask(?:ing)?|check(?:ing)?|see|contact|discuss\w*|agree|plan|consult)\b[^.?!]{0,40}"
    r"\b(?:prescribers?|doctors?|clinicians?|psychiatrists?|pharmacists?|GP|who prescribes?)\b",
    re.IGNORECASE,
)
# A prescriber whom readers need not ask is none.
BYPASSED = re.compile(
    r"\bif\s+your\s+(?:prescriber|doctor|clinician|psychiatrist|pharmacist|GP)\s+"
    r"(?:will\s+not|won['’]t|refuses?|does(?:n['’]t|\s+not)|disagrees?)"
    r"|\b(?:without|no need to|(?:don['’]t|do not|won['’]t|needn['’]t|need not)\b[^.;:]{0,20}"
    r"\b(?:bother|ask|tell|see|ring|call|trouble)\w*)\b[^.;:]{0,40}?"
    r"\b(?:prescribers?|doctors?|clinicians?|psychiatrists?|pharmacists?|GPs?)\b",
    re.IGNORECASE,
)
ADVICE = re.compile(r"\b(?:should|must|can|could|may|will|need|best|able|consider|try|let|ask|too)\b", re.IGNORECASE)
PAST = re.compile(r"\b(?:gave|given|got|received|compared|tested|used|had|were|was)\b", re.IGNORECASE)


@check(
    "M2",
    gettext_lazy("The spray has a name"),
    Severity.ERROR,
    waived_by=REVIEWERS,
    explanation=gettext_lazy(
        "Two nasal sprays are easily mixed up: esketamine (Spravato), approved and given in certified settings only,"
        " and sprays of ketamine that a pharmacy compounds and no regulator has evaluated. Say in the section which one"
        " you mean."
    ),
)
def which_spray(document):
    """Find nasal sprays in texts on ketamine whose section, title or heading does not say which."""
    if not _is_on_ketamine(document) or document.rules.has("product_words", document.title):
        return
    for section in document.sections:
        if any(document.rules.has("product_words", passage.text) for passage in section.passages):
            continue
        for passage in section.passages:
            match = SPRAY.search(passage.text)
            if match and not OTHER_SPRAY.search(passage.text[max(0, match.start() - 60) : match.start()]):
                yield Hit(
                    _("“%(words)s”: which product? Approved esketamine, or a compounded spray?")
                    % {"words": match.group()},
                    passage,
                    quote=match.group(),
                )
                break


def _leisure(section, rules):
    """Return the first (passage, match) of two different words of leisure beside a drug, in a list; or nothing."""
    names = rules.pattern("street_names"), rules.pattern("controlled_drugs")
    passages = [passage for passage in section.passages if passage.is_running or passage.kind == "heading"]
    if not any(name.search(passage.text) for name in names for passage in passages):
        return []
    found = [
        (passage, match) for passage in passages for match in rules.pattern("leisure_words").finditer(passage.text)
    ]
    words = {match.group().lower() for _passage, match in found}
    return found[:1] if len(words) >= 2 else []


def _is_on_ketamine(document):
    slugs = {each.get("slug") for each in document.facts.get("treatments") or ()}
    return "ketamine" in slugs or any(KETAMINE.search(passage.text) for passage in document.passages)


@check(
    "M5",
    gettext_lazy("Sections on use outside medicine carry help"),
    Severity.ERROR,
    waived_by=REVIEWERS,
    explanation=gettext_lazy(
        "Some readers of such a section use the drug. Information that makes harm less likely, and where to call,"
        " stands on the page: add the blocks for harm reduction and urgent help."
    ),
)
def outside_medicine(document):
    """Find sections on recreational use on pages without both blocks."""
    present = {block.type for block in document.blocks}
    if {"harm_reduction", "urgent_help"} <= present:
        return
    for section in document.sections:
        hits = [
            (passage, match)
            for passage in section.passages
            if passage.is_running or passage.kind == "heading"
            for match in document.rules.pattern("recreational_use").finditer(passage.text)
        ]
        named = [hit for hit in hits if hit[0].kind == "heading"]
        first = (named or hits)[:1] if named or len(hits) >= 3 else _leisure(section, document.rules)
        for passage, match in first:
            yield Hit(
                _("This section is on use outside medicine. Add harm-reduction information and urgent help."),
                passage,
                quote=match.group(),
            )


@check(
    "M6",
    gettext_lazy("Doses are those of trials"),
    Severity.ERROR,
    waived_by=REVIEWERS,
    explanation=gettext_lazy(
        "An amount beside the name of a controlled drug can be copied at home. Write it only where the sentence says"
        " what a trial or a label gave, with the source in the paragraph, and never as advice. Elsewhere leave the"
        " number out."
    ),
)
def doses(document):
    """Find amounts near controlled drugs that are advice, or that no trial and no source stand for."""
    for passage in document.body:
        drugs = [match.span() for match in document.rules.pattern("controlled_drugs").finditer(passage.text)]
        if not drugs:
            continue
        cited = bool(document.citations_for(passage))
        for sentence in passage.sentences:
            reported = cited and document.rules.has("study_words", sentence.text)
            if reported and not document.rules.has("advice_words", sentence.text):
                continue
            for match in DOSE.finditer(sentence.text):
                start, end = sentence.start + match.start(), sentence.start + match.end()
                if any(begin - end <= NEAR and start - close <= NEAR for begin, close in drugs):
                    yield Hit(
                        _("“%(dose)s”: doses stand only in what a trial gave, with its source; never as advice.")
                        % {"dose": match.group()},
                        passage,
                        quote=match.group(),
                    )


@check(
    "M7",
    gettext_lazy("Nobody is told to change medicine alone"),
    Severity.HARD,
    explanation=gettext_lazy(
        "Stopping an antidepressant, lithium or a sedative at once can bring the illness back, or seizures. Never"
        " advise it, and never present a treatment as a replacement. Send readers to the person who prescribes, in"
        " the same sentence or beside it."
    ),
)
def stopping_medicine(document):
    """Find advice to stop or replace medicine that does not send readers to their prescriber."""
    for sentence, beside, following in _with_neighbours(document.spoken):
        text, rules = sentence.text, document.rules
        if sentence.passage.kind == "question" or is_open_question(text):
            continue
        medicines = [match.start() for match in rules.pattern("medicines").finditer(text)]
        asked = rules.has("prescribers", BYPASSED.sub("", text))
        if not medicines or asked or _sends_to_prescriber(beside):
            continue
        advice = (
            match
            for match in rules.pattern("stopping").finditer(text)
            if _takes_medicine(text, match, medicines) and _is_advice(text, match, document, sentence)
        )
        passive = (
            match
            for match in rules.pattern("stopped").finditer(text)
            if any(_is_near(text[start : match.start()]) for start in medicines if start < match.start())
            and not is_disowned(text, *match.span())
        )
        match = next(advice, None) or next(passive, None)
        if match and not rejects(following) and not is_quoted_to_refute(text, *match.span(), following):
            yield Hit(
                _("“%(words)s”: never tell readers to change medicine without their prescriber.")
                % {"words": match.group()},
                sentence.passage,
                quote=text,
                hint=_("Write: “Do not change your medicine without talking to your prescriber.”"),
            )


def _with_neighbours(sentences):
    """Yield (sentence, the text of those before and behind it in its passage, the one behind)."""
    for place, sentence in enumerate(sentences):
        before, behind = (
            " ".join(each.text for each in part if each.passage is sentence.passage)
            for part in (sentences[max(0, place - 1) : place], sentences[place + 1 : place + 2])
        )
        yield sentence, f"{before} {behind}", behind


def _sends_to_prescriber(text):
    return CONSULT.search(text) is not None


def _takes_medicine(text, match, medicines):
    """Whether a medicine is what is stopped: named within a few words, or named before and “it” now."""
    after = [start for start in medicines if start >= match.end()]
    if after and _is_near(text[match.end() : after[0]]):
        return True
    return medicines[0] < match.start() and re.match(r"\s+(?:it|them)\b", text[match.end() :]) is not None


def _is_near(between):
    return len(between.split()) <= WITHIN and not re.search(r"[.;:!?]", between)


def _is_advice(text, match, document, sentence):
    """Whether a sentence tells readers to stop, and does not deny, warn of it or report what a study did."""
    if is_disowned(text, *match.span()) or TOLD.search(text[max(0, match.start() - 200) : match.start()]):
        return False
    reported = document.citations_for(sentence.passage) or document.rules.has("study_words", text)
    return not (reported and PAST.search(text) and not ADVICE.search(text))
