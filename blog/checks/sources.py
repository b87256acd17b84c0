"""Sources: health statements have them, they can be found, they stand, and they are not old."""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from blog.checks.vocabulary import names_in
from editorial.checks import rules
from editorial.checks.registry import Hit, Severity, check

EDITORS = ("Editors", "Managing editors")
STORIES = ("blog.article", "blog.clinicspotlight", "blog.topic")
LEAST_REFERENCES = rules.number("least_references", 3, gettext_lazy("Fewest references of an article"), "C0")
OLD_YEARS = rules.number("old_years", 5, gettext_lazy("Years after which the newest reference is old"), "C12")
CHECKED_MONTHS = rules.number("checked_months", 12, gettext_lazy("Months a look at a label or guideline holds"), "C12")
STRONG = frozenset({"guideline", "systematic_review", "regulator_label"})
# What is not a paper has an address and the day on which somebody read it.
OFFICIAL = frozenset({"regulator_label", "regulator_notice", "legal", "register", "guideline", "news", "historical"})
LABELS = frozenset({"regulator_label", "guideline"})
DOI = re.compile(r"10\.\d{4,9}/\S+")
PMID = re.compile(r"[1-9]\d{0,7}")
SAID = {
    "retraction": re.compile(
        r"\bretract(?:ed|ion|ions|s)\b|\bwithdrawn by the (?:journal|authors|publisher)\b", re.IGNORECASE
    ),
    "concern": re.compile(r"\bexpression of concern\b|\bretract", re.IGNORECASE),
    "correction": re.compile(r"\bcorrect(?:ed|ion)\b|\berratum\b", re.IGNORECASE),
}


@check(
    "C0",
    gettext_lazy("Health statements have sources"),
    Severity.HARD,
    types=("blog.article",),
    explanation=gettext_lazy(
        "Readers act on what we say of treatments and illnesses, so every section that speaks of them cites at least"
        " one source, and an article has three or more, one of them a guideline, a systematic review or an approved"
        " label (JAMA benchmarks, Silberg 1997). Put the citation behind the sentence it stands for."
    ),
)
def sections_cite(document):
    """Find sections on treatments or conditions without a citation, and articles with too few or too weak sources."""
    if "listed" not in document.facts:  # a text alone, whose sources nobody knows
        return
    for section in document.sections:
        if section.heading is None or any(passage.citations for passage in section.passages):
            continue
        passage = next((each for each in section.passages if each.is_running and _is_on_health(document, each)), None)
        if passage is not None:
            yield Hit(
                _("Section “%(title)s” makes health statements without a source.") % {"title": section.title},
                section.heading,
                quote=section.title,
                hint=_("Cite the source in the section."),
            )
    known = document.facts.get("references") or {}
    used = list(dict.fromkeys([*document.cited, *(document.facts.get("listed") or ())]))
    least = int(document.rules.number(LEAST_REFERENCES))
    if len(used) < least:
        yield Hit(
            ngettext(
                "The article has %(count)d reference; it needs %(least)d or more.",
                "The article has %(count)d references; it needs %(least)d or more.",
                len(used),
            )
            % {"count": len(used), "least": least},
            document.title_passage,
        )
    if used and not any(known.get(key, {}).get("study_type") in STRONG for key in used):
        yield Hit(
            _("None of the references is a guideline, a systematic review or an approved label. Add one."),
            document.title_passage,
        )


def _is_on_health(document, passage):
    return any(
        not sentence.text.rstrip().endswith("?")
        and (
            document.rules.has("treatments", sentence.text)
            or document.rules.has("conditions", sentence.text)
            or names_in(sentence.text, document, "treatments")
            or names_in(sentence.text, document, "conditions")
        )
        for sentence in passage.sentences
    )


@check(
    "C7",
    gettext_lazy("Sources can be found"),
    Severity.HARD,
    explanation=gettext_lazy(
        "Readers must be able to look a source up: a paper by its DOI or PMID, a label or notice by its address and the"
        " day on which it was read. No source is listed twice, and each mark in the text leads to one that exists."
    ),
)
def findable(document):
    """Look at identifiers, doubles, marks without a source, and sources without a mark."""
    if "listed" not in document.facts:
        return
    known = document.facts["references"]
    for passage, key in _marks(document):
        if key not in known:
            yield Hit(_("A citation leads to no reference. Put the mark in again."), passage, quote=passage.text[:120])
    seen = {}
    for key, reference in known.items():
        passage, block_id = _place(document, key)
        fault = _fault(reference)
        if fault:
            yield Hit(fault, passage, quote=reference.get("title", ""), block_id=block_id)
        for mark in filter(None, (reference.get("doi"), reference.get("pmid"), _plain(reference.get("title", "")))):
            if seen.setdefault(mark, key) != key:
                yield Hit(
                    _("“%(title)s” is cited twice, as two references. Use one of them.")
                    % {"title": reference.get("title", "")},
                    passage,
                    quote=reference.get("title", ""),
                    block_id=block_id,
                )
                break
        if document.cited and key not in document.cited:
            yield Hit(
                _("“%(title)s” is listed and nowhere cited. Cite it, or take it off the list.")
                % {"title": reference.get("title", "")},
                quote=reference.get("title", ""),
                block_id=block_id,
                severity=Severity.WARNING,
            )


def _fault(reference):
    doi, pmid = reference.get("doi") or "", reference.get("pmid") or ""
    title = {"title": reference.get("title", "")}
    if doi and not DOI.fullmatch(doi):
        return _("The DOI of “%(title)s” cannot be one: it starts with 10. and has a slash.") % title
    if pmid and not PMID.fullmatch(pmid):
        return _("The PMID of “%(title)s” cannot be one: it has one to eight digits.") % title
    if doi or pmid or reference.get("pmcid"):
        return ""
    if reference.get("study_type") not in OFFICIAL:
        return _("“%(title)s” has no DOI or PMID.") % title
    if not reference.get("url"):
        return _("“%(title)s” has no address, DOI or PMID.") % title
    if not reference.get("accessed_on"):
        return _("“%(title)s” does not say on which day it was read.") % title
    return ""


@check(
    "C8",
    gettext_lazy("Retracted papers are called so"),
    Severity.HARD,
    explanation=gettext_lazy(
        "A retracted paper is no evidence. Take it out and look at what you said because of it, or discuss it as"
        " retracted: then the sentence or paragraph with the citation says so. Expressions of concern and corrections"
        " are to be seen, and read (source: Retraction Watch data of Crossref, as loaded last)."
    ),
)
def retracted(document):
    """Hold the cited sources against the table of retracted papers."""
    for key, reference in (document.facts.get("references") or {}).items():
        record = reference.get("retraction")
        if not record:
            continue
        nature, words = record["nature"], SAID.get(record["nature"], SAID["retraction"])
        passages = [passage for passage, mark in _marks(document) if mark == key]
        silent = [passage for passage in dict.fromkeys(passages) if not words.search(passage.text)]
        if passages and not silent:
            continue
        if not passages and any(words.search(passage.text) for passage in document.body):
            continue
        _passage, block_id = _place(document, key)
        for passage in silent or [None]:
            yield Hit(
                _message(reference, record),
                passage,
                quote=passage.text[:200] if passage else reference.get("title", ""),
                hint=record.get("reasons", ""),
                severity=Severity.HARD if nature == "retraction" else Severity.WARNING,
                block_id="" if passage else block_id,
            )


def _message(reference, record):
    said = record.get("said") or _("was retracted")
    words = {"title": reference.get("title", ""), "said": said}
    if record["nature"] == "retraction":
        return _("“%(title)s” %(said)s. Remove it, or discuss it as retracted.") % words
    return _("“%(title)s” %(said)s. Read the notice, and say so if it matters.") % words


@check(
    "C12",
    gettext_lazy("Sources are looked at again"),
    Severity.WARNING,
    types=STORIES,
    waived_by=EDITORS,
    explanation=gettext_lazy(
        "Evidence moves. If the newest source is more than five years old, look for newer evidence. Labels and"
        " guidelines change under the same address, so somebody reads them again every year and notes the day in the"
        " reference."
    ),
)
def fresh(document):
    """Find pages whose newest source is old, and labels that nobody has looked at for a year."""
    known, today = document.facts.get("references") or {}, document.facts.get("today")
    if not known or not today:
        return
    today = date.fromisoformat(today)
    years = [reference["year"] for reference in known.values() if reference.get("year")]
    if years and today.year - max(years) > document.rules.number(OLD_YEARS):
        yield Hit(
            _("The newest reference is of %(year)d. Look for newer evidence.") % {"year": max(years)},
            document.title_passage,
        )
    most = document.rules.number(CHECKED_MONTHS) * 30.5
    for key, reference in known.items():
        if reference.get("study_type") not in LABELS or not reference.get("accessed_on"):
            continue
        days = (today - date.fromisoformat(reference["accessed_on"])).days
        if days > most:
            passage, block_id = _place(document, key)
            yield Hit(
                _("“%(title)s” was last read %(days)d days ago. Read it again and note the day.")
                % {"title": reference["title"], "days": days},
                passage,
                quote=reference["title"],
                severity=Severity.ERROR,
                block_id=block_id,
            )


def _marks(document):
    """Return (passage, key) of every citation."""
    return [(passage, mark.key) for passage in document.passages for mark in passage.citations]


def _place(document, key):
    """Return (the first passage that cites a reference or None, id of the block that lists it)."""
    passage = next((each for each, mark in _marks(document) if mark == key), None)
    blocks = document.blocks_of("references")
    return passage, "" if passage or not blocks else blocks[0].id


def _plain(title):
    return re.sub(r"[^a-z0-9]+", " ", title.lower()).strip()
