"""Urgent help on every page that speaks of a crisis: the platform adds it, and nobody can take it away (M4).

Source: Preventing suicide: a resource for media professionals (WHO 2023).
"""

from blog.blocks.health import UrgentHelpBlock
from delivery.kept import recording
from editorial.checks.current import remembered_rules

WORDS = "crisis_words"
BLOCK = "urgent_help"
FIRST, LAST = "first", "last"
_block = UrgentHelpBlock()


def add_help(context, page, body=()):
    """Add to a page's template context where the help goes (`help_place`: FIRST, LAST or "") and the block's value.

    FIRST where the title or summary speaks of a crisis, LAST where only the text does, "" where nothing does or an
    editor put the block in. `body`: the page's StreamField value, or its rich text.
    """
    context["help_place"] = _place(page, body)
    if context["help_place"]:
        context["help_value"] = _block.to_python({})


def _place(page, body):
    recording.shows_list("editorial.ruleterm")
    pattern = remembered_rules().pattern(WORDS)
    raw = getattr(body, "raw_data", body)
    if not isinstance(raw, str) and any(block["type"] == BLOCK for block in raw):
        return ""
    if pattern.search(f"{page.title}\n{page.summary}"):
        return FIRST
    return LAST if pattern.search("\n".join(_strings(raw))) else ""


def _strings(raw):
    """Yield the texts of a body as it is stored. Raw data of a stream is a sequence, but no list."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for part in raw.values():
            yield from _strings(part)
    elif hasattr(raw, "__iter__"):
        for part in raw:
            yield from _strings(part)
