"""Treatments: pages about one carry its whole safety text, and say where it is approved for what they speak of."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.checks.claims import claim_in
from blog.checks.vocabulary import names_in
from editorial.checks.registry import Hit, Severity, check

STORIES = ("blog.article", "blog.clinicspotlight")


@check(
    "M1",
    gettext_lazy("Pages about a treatment carry its safety information"),
    Severity.HARD,
    types=STORIES,
    explanation=gettext_lazy(
        "A page about a treatment shows its safety information, with all fourteen topics filled: readers who come for"
        " the benefit must find the harm in the same place. The text is kept once, so add the block; a topic that is"
        " missing is added to the text itself (FDA alert of 10 October 2023; labels of Spravato and Ketalar)."
    ),
)
def safety_present(document):
    """Look for the block of each treatment of the page, and for what its text lacks."""
    texts = document.facts.get("safety")
    if texts is None:  # a text alone, without what is kept beside it
        return
    for treatment in document.facts.get("treatments") or ():
        if not any(text["treatment"] == treatment["slug"] for text in texts):
            yield Hit(
                _("Pages about %(treatment)s need its safety information. Add the block.")
                % {"treatment": treatment["title"]},
                document.title_passage,
                quote=treatment["title"],
            )
    for text in texts:
        if not text["live"]:
            yield Hit(_("This safety information is not published."), block_id=text["block_id"])
        elif text["missing"]:
            yield Hit(
                _("The safety information lacks: %(topics)s.") % {"topics": ", ".join(text["missing"])},
                block_id=text["block_id"],
                hint=_("A medical reviewer adds it to the text itself, under Sources."),
            )


@check(
    "M8",
    gettext_lazy("Safety information is whole"),
    Severity.WARNING,
    types=("blog.safetyinformation",),
    explanation=gettext_lazy(
        "Pages can only be published with a safety text that has words on all fourteen topics. Where nothing is known,"
        " say that nothing is known."
    ),
)
def safety_whole(document):
    """Name the topics that a safety text lacks."""
    missing = document.facts.get("missing_topics") or ()
    if missing:
        yield Hit(
            _("Without words yet: %(topics)s.") % {"topics": ", ".join(missing)},
            document.title_passage,
        )


@check(
    "M3",
    gettext_lazy("Pages say where a use is approved"),
    Severity.HARD,
    types=STORIES,
    explanation=gettext_lazy(
        "Where a sentence says that a treatment does something for a condition, readers must see whether that use is"
        " approved, off-label or illegal where they live. The table of regulatory status is kept once: add the block"
        " for the treatment. If the table has no row for the condition yet, an editor or medical reviewer adds it"
        " under Sources."
    ),
)
def status_shown(document):
    """Find pairs of treatment and condition with an effect, and look for their row and the block that shows it."""
    rows = document.facts.get("status_rows")
    if rows is None:
        return
    blocks = document.facts.get("status_blocks") or ()
    seen = set()
    for sentence in document.prose:
        treatments = names_in(sentence.text, document, "treatments")
        conditions = names_in(sentence.text, document, "conditions")
        pairs = {(treatment, condition) for treatment in treatments for condition in conditions} - seen
        if not pairs or sentence.text.rstrip().endswith("?") or not claim_in(sentence.text, document):
            continue
        for treatment, condition in sorted(pairs):
            seen.add((treatment, condition))
            fault = _fault(treatment, condition, rows, blocks, document)
            if fault:
                yield Hit(fault, sentence.passage, quote=sentence.text)


def _fault(treatment, condition, rows, blocks, document):
    words = {
        "treatment": _title(treatment, "treatments", document),
        "condition": _title(condition, "conditions", document),
    }
    fitting = [row for row in rows if row["treatment"] == treatment and _answers(row, condition)]
    if not fitting:
        return (
            _("State whether %(treatment)s is approved for %(condition)s: the table of regulatory status has no row.")
            % words
        )
    if not any(
        block["treatment"] == treatment
        and block["condition"] in ("", condition)
        and any(not block["countries"] or row["country"] in block["countries"] for row in fitting)
        for block in blocks
    ):
        return (
            _("State whether %(treatment)s is approved for %(condition)s: add the block of regulatory status.") % words
        )
    return ""


def _answers(row, condition):
    """Whether a row is about a condition, or about any use that has no row of its own."""
    return row["condition"] == condition if row["condition"] else not row["other_use"]


def _title(slug, kind, document):
    vocabulary = document.facts["vocabulary"][kind]
    return next((each["names"][0] for each in vocabulary if each["slug"] == slug), slug)
