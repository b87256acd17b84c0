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
    """Find paragraphs and headings that begin as promotions do."""
    for passage in document.body:
        for match, _term in document.rules.find("promotions", passage.text):
            yield Hit(
                _("“%(words)s” is promotion. Use the block for clinic promotions.") % {"words": match.group().strip()},
                passage,
                quote=match.group().strip(),
            )
