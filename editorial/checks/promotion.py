"""Promotion: what is paid for stands in the block that says so, never in the text."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.registry import Hit, Severity, check


@check(
    "P1",
    gettext_lazy("Promotion stands in its own block"),
    Severity.HARD,
    explanation=gettext_lazy(
        "Readers must recognise advertising before they read it (16 CFR 255 and the guides on native advertising)."
        " The block for clinic promotions carries the label; a paragraph cannot. Delete the line, or use the block."
    ),
)
def promotion_as_text(document):
    """Find paragraphs, headings and sentences that begin as promotions do."""
    pattern = document.rules.pattern("promotions")
    for passage in document.body:
        found = pattern.search(passage.text)
        for text in () if found else (sentence.text for sentence in passage.sentences[1:]):
            found = found or pattern.search(text)
        if found:
            words = found.group().strip()
            yield Hit(
                _("“%(words)s” is promotion. Use the block for clinic promotions.") % {"words": words},
                passage,
                quote=words,
            )
