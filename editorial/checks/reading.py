"""Reading bodies into passages: StreamFields block by block, rich text tag by tag.

Works on any blocks: what a block is called and what it holds decides, not which class it is. Blocks that choose other
content (safety information, clinics) have no words of their own here.
"""

from html.parser import HTMLParser

from wagtail.blocks import (
    BaseStreamBlock,
    BaseStructBlock,
    CharBlock,
    ChoiceBlock,
    ListBlock,
    RawHTMLBlock,
    RichTextBlock,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from editorial.checks.document import Block, Citation, Image, Link, Passage

# The kind of a passage by the name of the field that holds it; anything else is a paragraph.
KINDS = {
    "heading": "heading",
    "question": "question",
    "questions": "question",
    "answer": "answer",
    "points": "point",
    "caption": "caption",
    "attribution": "caption",
    "note": "paragraph",
    "title": "caption",
}
# Marks that follow a word without a space; behind a citation the space before it falls away with its number.
CLOSING = (".", ",", ";", ":", "?", "!", ")", "]", "”", "’", "…")
BREAKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "br", "div", "td", "th", "ul", "ol"}


def read_body(body):
    """Return (passages, blocks, images) of a StreamField's value."""
    reader = BodyReader()
    for child in body or []:
        reader.read_top(child)
    return reader.passages, reader.blocks, reader.images


class BodyReader:
    """Collects passages while it walks the blocks; everything within a top-level block carries that block's id."""

    def __init__(self):
        """Start empty."""
        self.passages, self.blocks, self.images = [], [], []
        self.id, self.type = "", ""

    def read_top(self, child):
        """Read one block of the body."""
        self.id, self.type = str(child.id or f"block-{len(self.blocks) + 1}"), child.block_type
        self.blocks.append(Block(self.id, self.type, child.value))
        if self.type == "heading" and isinstance(child.value, dict):
            level = str(child.value.get("level") or "h2")
            self._add(child.value.get("text") or "", "heading", level=int(level[1:]) if level[1:].isdigit() else 2)
            return
        self._read(child.block, child.value, self.type)

    def _read(self, block, value, name):
        if value is None or value == "":
            return
        if isinstance(block, ImageBlock | ImageChooserBlock):
            self._image(value)
        elif isinstance(block, TypedTableBlock):
            self._table(value)
        elif isinstance(block, BaseStreamBlock | ListBlock | BaseStructBlock):
            for child, part, key in _parts(block, value, name):
                self._read(child, part, key)
        elif isinstance(block, RichTextBlock):
            self._rich(value.source, name)
        elif isinstance(block, CharBlock | TextBlock) and not isinstance(block, URLBlock | ChoiceBlock | RawHTMLBlock):
            self._add(str(value), self._kind(name))

    def _kind(self, name):
        if self.type == "quote" and name == "text":
            return "quote"
        return KINDS.get(name) or KINDS.get(self.type, "paragraph")

    def _rich(self, source, name, kind=""):
        for passage in read_rich_text(source, kind or self._kind(name)):
            passage.name, passage.block_id = self.type, self.id
            self.passages.append(passage)

    def _table(self, table):
        for column in table.columns:
            self._add(str(column.get("heading") or ""), "cell")
        for row in table.rows:
            for cell in row:
                if isinstance(cell.block, RichTextBlock):
                    self._rich(cell.value.source, "cell", "cell")
                else:
                    self._add(str(cell.value if cell.value is not None else ""), "cell")
        self._add(table.caption or "", "caption")

    def _image(self, value):
        if not isinstance(value, get_image_model()):
            return
        self.images.append(read_image(value, self.id))

    def _add(self, text, kind, level=0):
        text = " ".join(text.split())
        if text or kind == "heading":
            self.passages.append(Passage(text, kind, name=self.type, block_id=self.id, level=level))


def _parts(block, value, name):
    """Yield (block, value, name) of what a block holds."""
    if isinstance(block, BaseStreamBlock):
        yield from ((child.block, child.value, child.block_type) for child in value)
    elif isinstance(block, ListBlock):
        yield from ((block.child_block, item, name) for item in value)
    else:
        yield from ((child, value.get(key), key) for key, child in block.child_blocks.items())


def read_image(picture, block_id=""):
    """Return an Image for a picture; one from an image block carries the words of its own use."""
    return Image(
        block_id=block_id,
        alt=getattr(picture, "contextual_alt_text", None) or picture.description or "",
        decorative=bool(getattr(picture, "decorative", False)),
        title=picture.title,
        credit=getattr(picture, "credit", ""),
        licence=getattr(picture, "licence", ""),
        consent=getattr(picture, "consent", ""),
        file=picture.file.name or "",
    )


def read_rich_text(source, kind="paragraph"):
    """Return the Passages of rich text as Wagtail stores it: one for each paragraph and item of a list."""
    reader = RichTextReader(kind)
    reader.feed(source or "")
    reader.close()
    reader.end()
    return reader.passages


class RichTextReader(HTMLParser):
    """Turns tags into passages; text outside of any is a paragraph as well, so that nothing is lost."""

    def __init__(self, kind):
        """`kind`: what paragraphs are; items of lists in running text are items."""
        super().__init__(convert_charrefs=True)
        self.kind, self.passages = kind, []
        self.text, self.links, self.citations, self.link, self.item, self.level = "", [], [], None, False, 0

    def handle_starttag(self, tag, attrs):
        """Begin a passage or a link."""
        if tag in BREAKS:
            self.end()
            self.item = tag == "li"
            self.level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0
        elif tag == "a":
            found = dict(attrs)
            if found.get("linktype") == "reference":
                self.link = ("citation", found.get("id") or "")
                self.citations.append(Citation(found.get("id") or "", len(self.text.rstrip())))
            else:
                self.link = ("link", found, len(self.text))

    def handle_endtag(self, tag):
        """End a passage or a link."""
        if tag == "a" and self.link:
            if self.link[0] == "link":
                _kind, found, start = self.link
                page = found.get("id") if found.get("linktype") == "page" else None
                words = " ".join(self.text[start:].split())
                self.links.append(Link(words, found.get("href") or "", int(page) if (page or "").isdigit() else None))
            self.link = None
        elif tag in BREAKS:
            self.end()

    def handle_data(self, data):
        """Take words; the mark of a citation is not one of them."""
        if self.link and self.link[0] == "citation":
            return
        words = " ".join(data.split())
        if words.startswith(CLOSING) and not data[:1].isspace() and self._is_behind_citation():
            self.text = self.text.rstrip()
        before = " " if self.text and data[:1].isspace() and not self.text.endswith(" ") else ""
        after = " " if words and data[-1:].isspace() else ""
        if words or (data and self.text and not self.text.endswith(" ")):
            self.text += before + words + after if words else " "

    def _is_behind_citation(self):
        return bool(self.citations) and self.citations[-1].offset == len(self.text.rstrip())

    def end(self):
        """Finish the passage at hand."""
        text = self.text.rstrip()
        if text or self.citations:
            kind = "heading" if self.level else "item" if self.item and self.kind == "paragraph" else self.kind
            marks = [Citation(mark.key, min(mark.offset, len(text))) for mark in self.citations]
            self.passages.append(Passage(text, kind, level=self.level, links=self.links, citations=marks))
        self.text, self.links, self.citations, self.item, self.level = "", [], [], False, 0
