"""Reading ease: sentences that can be followed, words that are known.

The thresholds are set by what trusted health pages reach: of those of the NIH half have more than one long sentence in
ten, and half are above grade 9.5, so that a limit at grade 8 would reject most of them.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks import rules
from editorial.checks.registry import Hit, Severity, check
from editorial.checks.words import reading_grade

LONG = rules.number("long_sentence_words", 25, gettext_lazy("Words from which on a sentence is long"), "L4")
SHARE = rules.number("long_sentences_share", 20, gettext_lazy("Most long sentences, in a hundred"), "L4")
GRADE = rules.number("grade_warning", 10, gettext_lazy("School grade that a text should not exceed"), "L6")
GRADE_MAX = rules.number("grade_error", 13, gettext_lazy("School grade that a text may not exceed"), "L6")
POINTS = rules.number("grade_key_points", 8, gettext_lazy("School grade that key points should not exceed"), "L6")

FEW_SENTENCES = 10  # a share of fewer says nothing
FEW_WORDS = 30  # key points are short; the formula needs some words all the same


@check(
    "L4",
    gettext_lazy("Sentences are short enough"),
    Severity.WARNING,
    explanation=gettext_lazy(
        "Long sentences are hard to follow for tired or worried readers. Some are fine; many are not. Split the longest"
        " at “and”, “which” or “because”."
    ),
)
def long_sentences(document):
    """Count the share of long sentences; one finding for the draft, with the longest as its example."""
    sentences = [sentence for sentence in document.sentences if sentence.words]
    long = [each for each in sentences if len(each.words) > document.rules.number(LONG)]
    if len(sentences) < FEW_SENTENCES or 100 * len(long) <= document.rules.number(SHARE) * len(sentences):
        return
    longest = max(long, key=lambda each: len(each.words))
    yield Hit(
        _("1 in %(n)s sentences is long. The longest has %(words)d words.")
        % {"n": f"{len(sentences) / len(long):.1f}".removesuffix(".0"), "words": len(longest.words)},
        longest.passage,
        quote=longest.text,
    )


@check(
    "L6",
    gettext_lazy("The text is easy to read"),
    Severity.WARNING,
    waived_by=("Editors", "Managing editors"),
    explanation=gettext_lazy(
        "The grade (Flesch–Kincaid) counts the years of school that a text takes to read; public health services aim"
        " for"
        " six to eight. Shorter sentences and shorter words lower it. Above the upper limit the draft cannot be"
        " submitted without an editor's reason."
    ),
)
def grade(document):
    """Work out the grade of the text and that of the key points."""
    found = reading_grade([sentence.words for sentence in document.sentences])
    if found is not None and found > document.rules.number(GRADE):
        yield Hit(
            _("The text has grade %(grade).1f; aim for 8.") % {"grade": found},
            severity=Severity.ERROR if found > document.rules.number(GRADE_MAX) else None,
            hint=_("Split long sentences and choose shorter words."),
        )
    points = [passage for passage in document.body if passage.kind == "point"]
    found = reading_grade([each.words for passage in points for each in passage.sentences], FEW_WORDS)
    if found is not None and found > document.rules.number(POINTS):
        yield Hit(
            _("The key points have grade %(grade).1f; aim for 8 or less.") % {"grade": found},
            points[0],
            hint=_("Key points are for everyone. Split long sentences and choose shorter words."),
        )
