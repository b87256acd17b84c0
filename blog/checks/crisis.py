"""Crisis: texts that touch on suicide carry help, and never say how.

Source: Preventing suicide: a resource for media professionals (WHO 2023).
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks.registry import Hit, Severity, check

# Pages that the platform adds the help to: `blog.crisis`.
HELPED = frozenset({"blog.article", "blog.clinicspotlight", "blog.topic", "blog.authorprofile", "home.standingpage"})


def crisis_words(document):
    """Return (passage, words) of the first words of a crisis in a draft, or (None, "")."""
    pattern = document.rules.pattern("crisis_words")
    found = ((passage, pattern.search(passage.text)) for passage in document.passages)
    return next(((passage, match.group()) for passage, match in found if match), (None, ""))


@check(
    "M4",
    gettext_lazy("Texts on suicide carry help and no method"),
    Severity.WARNING,
    waived_by=("Medical reviewers",),
    explanation=gettext_lazy(
        "People in danger read such texts, so the block with help lines is added to each of them and cannot be removed."
        " Details of a method are copied: leave out how, where and with what, whoever has reported it. Write of help"
        " that was found."
    ),
)
def crisis(document):
    """Find words of a crisis, and within sentences near them words of methods."""
    passage, words = crisis_words(document)
    if not words:
        return
    if document.type in HELPED and not document.blocks_of("urgent_help"):
        message = _("“%(words)s”: the block with urgent help is added to this page.")
        yield Hit(message % {"words": words}, passage, quote=words)
    for passage in document.passages:
        for match, _term in document.rules.find("method_words", passage.text):
            yield Hit(
                _("“%(words)s” tells of a method. Leave it out: details are copied.") % {"words": match.group()},
                passage,
                quote=match.group(),
                severity=Severity.ERROR,
            )
