"""The demonstration content as Documents, read from its Markdown without a database; citations keep their places."""

import json
from html import escape
from pathlib import Path

import yaml

from blog.markdown.blocks import BodyWriter
from blog.markdown.dialect import parser
from blog.markdown.inline import CITATION, InlineWriter
from editorial.checks.document import Block, Document, Image, Passage
from editorial.checks.reading import read_rich_text

CONTENT = Path(__file__).parents[3] / "home" / "demonstration" / "content"


class Resolver:
    """Finds whatever is asked for: links are no matter here."""

    def page(self, kind, slug):
        return 1

    def reference(self, key):
        return key

    def safety(self, slug):
        return slug

    def harm_reduction(self, slug):
        return slug

    def fact(self, slug):
        return 1


class CitingWriter(InlineWriter):
    """Writes citations as the entity that the editor keeps of them."""

    def _text(self, text, line):
        parts, end = [], 0
        for match in CITATION.finditer(text):
            parts.append(escape(text[end : match.start()], quote=False))
            keys = [key.strip(" @") for key in match[1].split(";")]
            parts += [f'<a linktype="reference" id="{key}"></a>' for key in keys]
            end = match.end()
        return "".join([*parts, escape(text[end:], quote=False)])


def documents():
    """Yield (file name, Document) of every article, clinic, topic, standing page and safety text."""
    references = {
        each["id"]: {"study_type": each.get("custom", {}).get("study_type", "")}
        for each in json.loads((CONTENT / "references.json").read_text("utf-8"))
    }
    for path in sorted(CONTENT.glob("[!d]*/*.md")):  # those in drafts/ are there for the checks to find fault with
        kind = {"articles": "blog.article", "topics": "blog.topic"}.get(path.parent.name, "home.standingpage")
        yield path.name, document(path.read_text("utf-8"), kind, references)
    for path in sorted(CONTENT.glob("clinics/*.yaml")):
        fields = yaml.safe_load(path.read_text("utf-8"))
        yield path.name, document(fields["body"], "blog.clinicspotlight", references, fields)
    for path in sorted(CONTENT.glob("safety/*.yaml")):
        fields = yaml.safe_load(path.read_text("utf-8"))
        text = "\n\n".join([fields["introduction"], *(item["text"] for item in fields["items"])])
        yield path.name, document(text, "blog.safetyinformation", references, fields)


def document(text, kind, references, fields=None):
    """Return a Document of a Markdown text."""
    front, title, tokens = dict(fields or {}), "", parser().parse(text)
    if tokens and tokens[0].type == "front_matter":
        front = yaml.safe_load(tokens.pop(0).content)
    if len(tokens) > 2 and tokens[0].tag == "h1":
        title, tokens = tokens[1].content, tokens[3:]
    writer = BodyWriter(Resolver())
    writer.inline = CitingWriter(Resolver())
    blocks = [Block(f"b{number}", each["type"], each["value"]) for number, each in enumerate(writer.write(tokens))]
    passages = [passage for block in blocks for passage in _passages(block)]
    images = [Image("", front["picture_alt"])] if front.get("picture_alt") else []
    return Document(
        kind,
        title or front.get("title") or front.get("name", ""),
        {"summary": front["summary"]} if "summary" in front else {},
        passages,
        blocks,
        images,
        {
            "references": references,
            "kind": front.get("kind", ""),
            "treatments": [{"slug": slug, "title": slug} for slug in front.get("topics", ()) if "ketamine" in slug],
        },
    )


def _passages(block):
    for html, kind in _texts(block.type, block.value):
        level = int(kind[-1]) if kind.startswith("h") and kind[1:].isdigit() else 0
        for passage in [Passage(html, "heading", level=level)] if level else read_rich_text(html, kind):
            passage.name, passage.block_id = block.type, block.id
            yield passage


def _texts(name, value):
    """Return (rich text, kind) for the words of a block."""
    match name:
        case "paragraph":
            return [(value, "paragraph")]
        case "heading":
            return [(value["text"], value["level"])]
        case "key_points":
            return [(point, "point") for point in value["points"]]
        case "quote":
            return [(escape(value["text"]), "quote")]
        case "urgent_help":
            return [(escape(value["note"]), "paragraph")]
        case "questions_for_clinician":
            return [(escape(question), "question") for question in value["questions"]]
        case "faq":
            return [
                pair
                for item in value["items"]
                for pair in ((escape(item["question"]), "question"), (item["answer"], "answer"))
            ]
        case "table":
            cells = [(cell, "cell") for row in value["table"]["rows"] for cell in row["values"]]
            return [*cells, (escape(value["table"]["caption"]), "caption")]
    return []
