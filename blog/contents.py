"""What can be read off a body without rendering it: its headings, its length, its references."""

import math
import re
from collections import Counter

from django.utils.html import strip_tags

WORDS_PER_MINUTE = 230  # adults reading non-fiction silently: 238 (Brysbaert 2019), a little less for health texts
WORD = re.compile(r"\w+(?:['’-]\w+)*")


def contents_list(body):
    """Return [{anchor, text, level}] of a body's headings, and give headings with the same words their own anchors."""
    entries, seen = [], Counter()
    for block in body:
        if block.block_type != "heading":
            continue
        anchor = block.value.anchor
        seen[anchor] += 1
        if seen[anchor] > 1:
            block.value.unique_anchor = anchor = f"{anchor}-{seen[anchor]}"
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
