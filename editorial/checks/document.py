"""A draft as the checks see it: plain structured content, without a database behind it.

Everything a check may look at is here, so that a result depends on the content alone, and any text (a page, a snippet,
a Markdown file) can be checked in the same way.
"""

from dataclasses import dataclass, field
from functools import cached_property

from editorial.checks.sentences import split

# What a passage can be. Running text is what sentences, claims and reading ease are looked for in.
RUNNING = frozenset({"paragraph", "item", "answer"})
PROSE = RUNNING | frozenset({"quote", "point", "caption", "cell"})


@dataclass(frozen=True)
class Link:
    """A link in a passage. `page`: the key of a page of this site, or None; `href`: an address elsewhere, or empty."""

    text: str
    href: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Citation:
    """A reference cited in a passage, at a position in its text. `key`: the reference's own key."""

    key: str
    offset: int


@dataclass(frozen=True)
class Sentence:
    """One sentence of a passage, from `start` to `end` of the passage's text."""

    text: str
    passage: "Passage"
    start: int
    end: int

    @cached_property
    def words(self):
        """The words, in the case they are written in."""
        return self.passage.words_between(self.start, self.end)

    @cached_property
    def citations(self):
        """The citations within the sentence or right behind its full stop."""
        return [mark for mark in self.passage.citations if self.start < mark.offset <= self.end + 1]


@dataclass(eq=False)
class Passage:
    """The smallest piece that a finding can point to: a paragraph, a heading, an item of a list, a cell.

    `block_id`: the id of the block of the body it belongs to, empty for a field of the page; `name`: the block's type
    or the field's name; `kind`: heading, paragraph, item, point, question, answer, quote, caption, cell, field, or
    words (a field that readers read within a text).
    """

    text: str
    kind: str
    name: str = ""
    block_id: str = ""
    level: int = 0
    links: list = field(default_factory=list)
    citations: list = field(default_factory=list)
    section: "Section | None" = None

    @cached_property
    def sentences(self):
        """The passage as Sentence objects."""
        return [Sentence(self.text[start:end], self, start, end) for start, end in split(self.text)]

    @cached_property
    def lower(self):
        """The text in lower case, of the same length: positions fit both."""
        lower = self.text.lower()
        return (
            lower
            if len(lower) == len(self.text)
            else "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)
        )

    @property
    def is_running(self):
        """Whether the passage is running text."""
        return self.kind in RUNNING

    def words_between(self, start, end):
        """Return the words of a part of the text."""
        from editorial.checks.words import words_of  # noqa: PLC0415 - words need nothing else of this module

        return words_of(self.text[start:end])


@dataclass(eq=False)
class Section:
    """A heading with what follows it until the next heading of its level or above. The first has no heading."""

    heading: Passage | None
    passages: list = field(default_factory=list)

    @property
    def title(self):
        """The words of the heading, or an empty text."""
        return self.heading.text if self.heading else ""


@dataclass(frozen=True)
class Block:
    """A block of the body: its id, its type, and its plain value for checks that look at whole blocks."""

    id: str
    type: str
    value: object = None


@dataclass(frozen=True)
class Image:
    """A picture of the draft, with the words that stand for it here."""

    block_id: str
    alt: str
    decorative: bool = False
    title: str = ""
    credit: str = ""
    licence: str = ""
    consent: str = ""
    file: str = ""


@dataclass(eq=False)
class Document:
    """A draft. `type` is the model's label ("blog.article"); `facts` is what its room adds, by names of its own."""

    type: str
    title: str
    fields: dict = field(default_factory=dict)
    passages: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    images: list = field(default_factory=list)
    facts: dict = field(default_factory=dict)
    rules: object = None

    def __post_init__(self):
        """Make passages of the title and of the page's own fields, so that findings can point to them."""
        own = [Passage(self.title, "field", "title"), *(Passage(t, "field", n) for n, t in self.fields.items() if t)]
        self.passages = [*own, *self.passages]
        for section in self.sections:
            for passage in section.passages:
                passage.section = section

    @property
    def title_passage(self):
        """The title."""
        return self.passages[0]

    def field_passage(self, name):
        """Return the passage of one of the page's own fields, or None when the field is empty."""
        return next((p for p in self.passages if p.kind == "field" and p.name == name), None)

    @cached_property
    def sections(self):
        """The parts of the body by their h2 headings, in order; passages of h3 headings count to their section."""
        found = [Section(None)]
        for passage in self.body:
            if passage.kind == "heading" and passage.level <= 2:
                found.append(Section(passage))
            found[-1].passages.append(passage)
        return found

    @cached_property
    def body(self):
        """The passages of the body, without those of the page's own fields."""
        return [passage for passage in self.passages if passage.kind != "field"]

    @cached_property
    def headings(self):
        """The headings of the body."""
        return [passage for passage in self.body if passage.kind == "heading"]

    @cached_property
    def sentences(self):
        """All sentences of running text."""
        return [sentence for passage in self.body if passage.is_running for sentence in passage.sentences]

    @cached_property
    def prose(self):
        """All sentences that a reader reads as text: running text, points, quotes, captions, cells, and summary."""
        kinds = PROSE | {"question"}
        taken = [p for p in self.passages if p.kind in kinds or (p.kind == "field" and p.name in {"summary", "title"})]
        return [sentence for passage in taken for sentence in passage.sentences]

    @cached_property
    def spoken(self):
        """All sentences that a reader reads, headings and the page's own words included; no address or name is one."""
        own = {"title", "summary", "seo_title", "search_description"}
        taken = [p for p in self.passages if p.kind != "field" or p.name in own]
        return [sentence for passage in taken for sentence in passage.sentences]

    @cached_property
    def spoken_pairs(self):
        """Each of those sentences with the one behind it in its passage, or None behind the last."""
        pairs = zip(self.spoken, [*self.spoken[1:], None], strict=False)  # none at all make no pair
        return [(each, after if after and after.passage is each.passage else None) for each, after in pairs]

    @cached_property
    def cited(self):
        """The keys of the cited references in order of first use, each once."""
        return list(dict.fromkeys(mark.key for passage in self.passages for mark in passage.citations))

    @cached_property
    def _places(self):
        return {id(passage): place for place, passage in enumerate(self.passages)}

    def citations_for(self, passage):
        """Return the citations that stand for a passage: its own, and for an item those of the line above its list."""
        if passage.citations or passage.kind != "item":
            return passage.citations
        place = self._places[id(passage)]
        while place > 0 and self.passages[place].kind == "item":
            place -= 1
        above = self.passages[place]
        return above.citations if above.block_id == passage.block_id and above.kind == "paragraph" else []

    def has_block_between(self, first, second):
        """Whether a block without words, such as a picture, stands between two passages."""
        ids = [block.id for block in self.blocks]
        if first.block_id not in ids or second.block_id not in ids:
            return False
        return ids.index(second.block_id) - ids.index(first.block_id) > 1

    def blocks_of(self, *types):
        """Return the blocks of these types."""
        return [block for block in self.blocks if block.type in types]

    def blocks_in(self, section):
        """Return the blocks of a section, those without words included."""
        starts = [each.heading.block_id for each in self.sections if each.heading is not None]
        found, inside = [], section.heading is None
        for block in self.blocks:
            if block.id in starts:
                inside = section.heading is not None and block.id == section.heading.block_id
            if inside:
                found.append(block)
        return found

    def blocks_after(self, passage):
        """Return the blocks behind the one that a passage belongs to."""
        ids = [block.id for block in self.blocks]
        return self.blocks[ids.index(passage.block_id) + 1 :] if passage.block_id in ids else []
