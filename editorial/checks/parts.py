"""The parts of a body beside its text: lists have entries, pictures have words that stand for them."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks import rules
from editorial.checks.registry import Hit, Severity, check

ALT_MAX = rules.number("alt_max", 150, gettext_lazy("Most characters of a picture's description"), "T2")

FILE_NAME = re.compile(r"\.(jpe?g|png|gif|webp|avif|svg)$|^(img|dsc|image|photo|screenshot)[\W_]*\d", re.IGNORECASE)
LAST_WORD = re.compile(r"\b(logo|image|photo|picture|graphic|icon)\W*$", re.IGNORECASE)


@check(
    "T1",
    gettext_lazy("No list is empty"),
    Severity.ERROR,
    waived_by=("Editors", "Managing editors"),
    explanation=gettext_lazy(
        "A heading with nothing under it looks like a fault of the page. Fill the list or delete the block."
    ),
)
def empty_lists(document):
    """Find blocks of lists without a single entry."""
    for block in document.blocks:
        for name in ("points", "questions", "items", "references"):
            entries = block.value.get(name) if hasattr(block.value, "get") else None
            if isinstance(entries, Iterable) and all(map(_is_empty, entries)):
                yield Hit(_("This list is empty. Fill it, or delete the block."), block_id=block.id)


def _is_empty(entry):
    """Whether an entry holds no words; rich text is asked for its source, which needs no rendering."""
    words = getattr(entry, "source", entry)
    return not (words.strip() if isinstance(words, str) else words)


@check(
    "T2",
    gettext_lazy("Pictures are described"),
    Severity.ERROR,
    waived_by=("Editors", "Managing editors"),
    explanation=gettext_lazy(
        "People who cannot see a picture hear its description. Describe what it shows and why it is there; mark it as"
        " decoration if it adds nothing. “Photo of”, file names and very long texts do not help."
    ),
)
def picture_descriptions(document):
    """Look at the words that stand for each picture."""
    most = document.rules.number(ALT_MAX)
    for image in document.images:
        alt = image.alt.strip()
        if image.decorative:
            continue
        if not alt:
            message = _("A picture has no description. Describe what it shows, or mark it as decoration.")
        elif FILE_NAME.search(alt) or LAST_WORD.search(alt):
            message = _("“%(alt)s” does not describe the picture. Say what it shows.") % {"alt": alt}
        elif len(alt) > most:
            message = _(
                "The description of a picture has %(length)d characters; up to %(most)d can be listened to."
            ) % {
                "length": len(alt),
                "most": most,
            }
        else:
            continue
        yield Hit(message, quote=alt[:120], block_id=image.block_id)
