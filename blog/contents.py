"""What can be read off a body without rendering it: its headings, its length, its references."""

import math
import re

from django.utils.html import strip_tags

WORDS_PER_MINUTE = 230  # adults reading non-fiction silently: 238 (Brysbaert 2019), a little less for health texts
WORD = re.compile(r"\w+(?:['’-]\w+)*")


# The ids of other parts of the pages that have a body: a heading of the same words takes another anchor.
RESERVED = frozenset(
    (
        "about-authors",
        "citation-note",
        "citation-note-title",
        "clinic-box",
        "contact",
        "contents-title",
        "corrections",
        "crisis-help",
        "crisis-help-title",
        "everything",
        "glance",
        "hours",
        "how-reviewed",
        "hub-clinics",
        "hub-opinions",
        "hub-spotlights",
        "hub-topics",
        "licences",
        "main",
        "more-about",
        "prices",
        "references",
        "related-title",
        "search-main",
        "search-top",
        "share",
        "treatments",
    )
)


# The ids of references and citations, of the parts of a hub, and of blocks that have no key.
MARK = re.compile(
    r"ref-\d+|cite-\d+-\d+|kind-\w+|(?:safety|status|harm|points|questions|picture|table|urgent)-(?:hub|added|1)"
)


def contents_list(body):
    """Return [{anchor, text, level}] of a body's headings, and give each heading an anchor that no other id has."""
    entries, taken = [], set(RESERVED)
    for block in body:
        if block.block_type != "heading":
            continue
        anchor, number = block.value.slug, 1
        while anchor in taken or MARK.fullmatch(anchor):
            number += 1
            anchor = f"{block.value.slug}-{number}"
        taken.add(anchor)
        block.value.unique_anchor = anchor
        entries.append({"anchor": anchor, "text": block.value["text"], "level": int(block.value["level"][1])})
    return entries


def word_count(body):
    """Return how many words a body has, from what Wagtail would index of it."""
    text = " ".join(body.stream_block.get_searchable_content(body)) if body else ""
    return len(WORD.findall(strip_tags(text)))


def reading_time(words):
    """Return the reading time of a number of words in whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_PER_MINUTE))


def references_of(body):
    """Return the references of a body in the order of its list, each once."""
    found = {}
    for block in body:
        if block.block_type == "references":
            for reference in block.value["references"]:
                if reference is not None:
                    found.setdefault(reference.pk, reference)
    return list(found.values())
