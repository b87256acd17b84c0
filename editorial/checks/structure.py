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
ALT_MAX = rules.number("alt_max", 150, gettext_lazy("Most characters of a picture's description"), "T2")

STORIES = ("blog.article", "blog.clinicspotlight")
SPLIT = re.compile(r"\s*(?:[:–—?]|\s-\s|\bto\b|\band\b|\bfor\b|\bfrom\b|,)\s*", re.IGNORECASE)
LITTLE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "by",
        "with",
        "without",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "what",
        "which",
        "who",
        "how",
        "why",
        "when",
        "where",
        "do",
        "does",
        "did",
        "can",
        "could",
        "may",
        "might",
        "will",
        "would",
        "should",
        "you",
        "your",
        "we",
        "our",
        "they",
        "their",
        "if",
        "not",
        "no",
        "than",
        "more",
        "most",
        "about",
        "into",
        "after",
        "before",
        "between",
        "over",
        "under",
        "up",
        "down",
        "out",
    ]
)
FILE_NAME = re.compile(r"\.(jpe?g|png|gif|webp|avif|svg)$|^(img|dsc|image|photo|screenshot)[\W_]*\d", re.IGNORECASE)
LAST_WORD = re.compile(r"\b(logo|image|photo|picture|graphic|icon)\W*$", re.IGNORECASE)


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
            if not passage.text:
                yield Hit(_("A heading is empty. Write it or delete it."), passage)
            elif passage.level > level + 1:
                yield Hit(
                    _("Heading “%(text)s” jumps from level %(before)d to level %(level)d. Make it a level %(right)d.")
                    % {"text": passage.text, "before": level, "level": passage.level, "right": level + 1},
                    passage,
                    quote=passage.text,
                )
            if before is not None and before.kind == "heading" and before.level >= passage.level:
                yield _no_text(before)
            level = passage.level
        before = passage
    if before is not None and before.kind == "heading" and not document.blocks_after(before):
        yield _no_text(before)


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
        "“Conclusion” could stand in any text. A heading that says what the section tells helps readers find their part."
    ),
)
def empty_words(document):
    """Find headings that fit any text."""
    for passage in document.headings:
        for match, _term in document.rules.find("empty_headings", passage.text.strip()):
            if match.group() == passage.text.strip():
                yield Hit(
                    _("“%(text)s” fits any text. Say what the section tells the reader.") % {"text": passage.text},
                    passage,
                    quote=passage.text,
                )


@check(
    "S4",
    gettext_lazy("The text delivers what the title promises"),
    Severity.ERROR,
    types=("blog.article",),
    waived_by=("Editors", "Managing editors"),
    explanation=gettext_lazy(
        "Readers come for what the title names. Each part of it must be the subject of a heading or of at least two"
        " paragraphs before the last section."
    ),
)
def title_delivered(document):
    """Look for each part of the title in headings and paragraphs."""
    headings = [_stems(passage.text) for passage in document.headings]
    last = document.sections[-1] if len(document.sections) > 2 else None
    paragraphs = [
        _stems(p.text) for p in document.body if p.kind != "heading" and (last is None or p.section is not last)
    ]
    for part in SPLIT.split(document.title):
        wanted = _stems(part)
        if len(wanted) < 2:
            continue
        synonyms = [_expanded(word, document.rules) for word in wanted]
        if any(_holds(heading, synonyms) for heading in headings):
            continue
        if sum(_holds(paragraph, synonyms) for paragraph in paragraphs) < 2:
            yield Hit(
                _("The title promises “%(part)s”, and no heading and fewer than two paragraphs deal with it.")
                % {"part": part.strip()},
                document.title_passage,
                quote=part.strip(),
                hint=_("Write about it, or change the title."),
            )


def _stems(text):
    return {_stem(word) for word in words_of(text.lower()) if word not in LITTLE and len(word) > 2}


def _stem(word):
    for ending in (
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "ied",
        "ers",
        "er",
        "es",
        "ed",
        "s",
        "e",
        "y",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _expanded(word, data):
    """Return a word with its synonyms, as stems."""
    group = next((set(map(_stem, each)) for each in data.groups("synonyms") if word in set(map(_stem, each))), set())
    return {word} | group


def _holds(stems, synonyms):
    return all(stems & each for each in synonyms)


@check(
    "S5",
    gettext_lazy("Sections are neither walls nor crumbs"),
    Severity.WARNING,
    types=STORIES,
    explanation=gettext_lazy(
        "A long section without a subheading or list is hard to take in on a phone; a section of a sentence or two is"
        " better joined to its neighbour."
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
    text = document.fields.get("summary", "").strip()
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
            value = block.value.get(name) if hasattr(block.value, "get") else None
            if value is not None and not any(value):
                yield Hit(_("This list is empty. Fill it, or delete the block."), block_id=block.id)


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
