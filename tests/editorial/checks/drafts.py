"""Drafts for tests, written in a little Markdown: no page, no database.

    draft("## A heading\n\nA paragraph [@key].\n\n- an item")

`#` to `####` begin headings, `-` items, `>` quotes, `*` key points, `?` questions, `|` cells; anything else is a
paragraph.
"""

import re

from editorial.checks.document import Block, Citation, Document, Image, Passage
from editorial.checks.registry import registered, run

MARKS = {"- ": "item", "> ": "quote", "* ": "point", "? ": "question", "| ": "cell"}
CITATION = re.compile(r"\s*\[((?:@[^\s;\]]+)(?:\s*;\s*@[^\s;\]]+)*)\]")
SUMMARY = "What two trials measured, who took part, how long the change lasted, and which questions stay open."


def draft(text="", *, title="Notes", kind="blog.article", blocks=(), lists=(), images=(), references=(), **facts):
    """Return a Document. `references`: {key: study type}; `lists`: {block type: value}; `images`: descriptions."""
    passages, found = [], []
    for number, part in enumerate(re.split(r"\n\n+", text), 1):
        if part:
            passages.append(_passage(part, f"b{number}"))
            found.append(Block(f"b{number}", "heading" if passages[-1].kind == "heading" else "paragraph"))
    found += [Block(f"x{number}", name, {}) for number, name in enumerate(blocks)]
    found += [Block(f"l{number}", name, value) for number, (name, value) in enumerate(dict(lists).items())]
    return Document(
        kind,
        title,
        {"summary": facts.pop("summary", SUMMARY)},
        passages,
        found,
        [Image(f"i{number}", alt) for number, alt in enumerate(images)],
        {"references": {key: {"study_type": name} for key, name in dict(references).items()}, **facts},
    )


def codes(document):
    """Return the set of codes of what the checks find."""
    return {finding.code for finding in run(document)}


def found(code, text="", **options):
    """Return the findings of one check on a text."""
    return [finding for finding in run(draft(text, **options)) if finding.code == code]


def blocking():
    """Return the codes of checks that can block."""
    return {each.code for each in registered() if each.severity.blocks}


def _passage(part, block_id):
    heading = re.match(r"(#{1,6}) ?(.*)\Z", part, re.DOTALL)
    if heading:
        return Passage(heading[2].strip(), "heading", "heading", block_id, len(heading[1]))
    kind = MARKS.get(part[:2], "paragraph")
    text, citations, end = "", [], 0
    part = part[2:] if kind != "paragraph" else part
    for match in CITATION.finditer(part):
        text += part[end : match.start()]
        citations += [Citation(key.strip(" @"), len(text)) for key in match[1].split(";")]
        end = match.end()
    return Passage((text + part[end:]).replace("**", ""), kind, "paragraph", block_id, citations=citations)
