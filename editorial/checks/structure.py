"""Structure: the title is not repeated, headings follow each other and say something, sections can be taken in."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.checks import rules
from editorial.checks.registry import Hit, Severity, check
from editorial.checks.words import words_of

SECTION_MAX = rules.number("section_max_words", 250, gettext_lazy("Most words of a section without a subheading"), "S5")
SECTION_MIN = rules.number("section_min_words", 40, gettext_lazy("Fewest words of a section"), "S5")
SUMMARY_MIN = rules.number("summary_min", 80, gettext_lazy("Fewest characters of a summary"), "S6")
SUMMARY_MAX = rules.number("summary_max", 220, gettext_lazy("Most characters of a summary"), "S6")

STORIES = ("blog.article", "blog.clinicspotlight")


def normal(text):
    """Return a text for comparing: its words and numbers in lower case."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@check(
    "S1",
    gettext_lazy("The title is not repeated"),
    Severity.HARD,
    explanation=gettext_lazy(
        "The title stands above the text already. Repeated as a heading or paragraph it is read twice aloud, and"
        " search results show it in place of the first sentence."
    ),
)
def title_repeated(document):
    """Find passages that are the title and nothing else."""
    title = normal(document.title)
    for passage in document.body:
        if title and normal(passage.text) == title:
            yield Hit(_("The title is repeated in the text. Delete this line."), passage, quote=passage.text)


@check(
    "S2",
    gettext_lazy("Headings follow each other"),
    Severity.ERROR,
    waived_by=("Editors", "Managing editors"),
    explanation=gettext_lazy(
        "People who listen to a page jump from heading to heading. The first is a section, a subsection stands below a"
        " section, no heading is empty, and between two headings there is text."
    ),
)
def heading_order(document):
    """Find empty headings, jumps of level, and sections of nothing but their heading."""
    level, before = 1, None
    for passage in document.body:
        if passage.kind == "heading":
            if not passage.text.strip():
                yield Hit(_("A heading is empty. Write it or delete it."), passage)
            elif passage.level > level + 1:
                yield Hit(
                    _("Heading “%(text)s” jumps from level %(before)d to level %(level)d. Make it a level %(right)d.")
                    % {"text": passage.text, "before": level, "level": passage.level, "right": level + 1},
                    passage,
                    quote=passage.text,
                )
            if before is not None and _is_bare(before, passage, document):
                yield _no_text(before)
            level = passage.level
        before = passage
    if before is not None and before.kind == "heading" and not document.blocks_after(before):
        yield _no_text(before)


def _is_bare(heading, following, document):
    """Whether nothing, not even a picture, stands between a heading and the next one of its level or above."""
    if heading.kind != "heading" or heading.level < following.level:
        return False
    return not document.has_block_between(heading, following)


def _no_text(heading):
    return Hit(
        _("Under the heading “%(text)s” there is nothing. Write something or delete it.") % {"text": heading.text},
        heading,
        quote=heading.text,
    )


@check(
    "S3",
    gettext_lazy("Headings say something"),
    Severity.WARNING,
    explanation=gettext_lazy(
        "“Conclusion” could stand in any text. A heading that says what the section tells helps readers find their"
        " part."
    ),
)
def empty_words(document):
    """Find headings that fit any text."""
    for passage in document.headings:
        if document.rules.pattern("empty_headings").fullmatch(passage.text.strip(" .:!")):
            yield Hit(
                _("“%(text)s” fits any text. Say what the section tells the reader.") % {"text": passage.text},
                passage,
                quote=passage.text,
            )


@check(
    "S5",
    gettext_lazy("Sections are neither walls nor crumbs"),
    Severity.WARNING,
    types=STORIES,
    explanation=gettext_lazy(
        "A long section without a subheading or list is hard to take in on a phone. Divide it where its subject"
        " changes. A section of a sentence or two is better joined to its neighbour."
    ),
)
def section_length(document):
    """Count the words of each section, and of its part without a subheading or list."""
    most, fewest = document.rules.number(SECTION_MAX), document.rules.number(SECTION_MIN)
    for section in document.sections:
        if section.heading is None:
            continue
        words = sum(len(words_of(p.text)) for p in section.passages if p.kind != "heading")
        broken = any(p.kind == "item" or (p.kind == "heading" and p.level > 2) for p in section.passages)
        others = any(block.type not in {"heading", "paragraph"} for block in document.blocks_in(section))
        if words > most and not broken:
            yield Hit(
                _("Section “%(title)s” has %(words)d words without a subheading or list. Divide it.")
                % {"title": section.title, "words": words},
                section.heading,
                quote=section.title,
            )
        elif words < fewest and not broken and not others:
            yield Hit(
                _("Section “%(title)s” has only %(words)d words. Say more, or join it to another.")
                % {"title": section.title, "words": words},
                section.heading,
                quote=section.title,
            )


@check(
    "S6",
    gettext_lazy("The summary is one or two sentences of its own"),
    Severity.WARNING,
    explanation=gettext_lazy(
        "The summary stands in lists, feeds and search results. Too short it says nothing, too long it is cut, and the"
        " first sentence of the text again is no summary."
    ),
)
def summary(document):
    """Measure the summary and compare it with the first sentence."""
    if "summary" not in document.fields:
        return
    text = document.fields["summary"].strip()
    passage = document.field_passage("summary")
    least, most = document.rules.number(SUMMARY_MIN), document.rules.number(SUMMARY_MAX)
    if not least <= len(text) <= most:
        yield Hit(
            _("The summary has %(length)d characters; good ones have %(least)d to %(most)d.")
            % {"length": len(text), "least": least, "most": most},
            passage,
            quote=text[:120],
        )
    first = next(iter(document.sentences), None)
    if text and first and normal(first.text) == normal(text):
        yield Hit(
            _("The summary repeats the first sentence. Say what the reader will learn."), passage, quote=text[:120]
        )
