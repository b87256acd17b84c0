"""Reads a Markdown file into its front matter, its title and the blocks of a body."""

from dataclasses import dataclass, field

import yaml

from blog.markdown.blocks import BodyWriter
from blog.markdown.dialect import MarkdownError, parser


@dataclass
class Document:
    """A read file. `body`: list of {type, value} as StreamField takes it; `cited`: reference keys, first use first."""

    fields: dict
    title: str
    body: list
    cited: list = field(default_factory=list)


def read(text, resolver):
    """Return the Document of a Markdown text.

    `resolver` turns names into keys of the database: `page(kind, slug)`, `reference(key)`, `safety(slug)` and
    `harm_reduction(slug)` of a treatment, `fact(slug)`; each returns a primary key or None. Raises MarkdownError, with
    the line, for what cannot be read.
    """
    try:
        tokens = parser().parse(text.replace("\r\n", "\n"))
    except IndexError as error:  # from the plug-in for containers, at one that never ends inside a quotation
        raise MarkdownError("A container (:::) stands where none can stand, such as inside a quotation.") from error
    fields, title, rest = {}, "", []
    for token in tokens:
        if token.type == "front_matter":
            fields = _front_matter(token)
        else:
            rest.append(token)
    if len(rest) > 2 and rest[0].type == "heading_open" and rest[0].tag == "h1":
        title, rest = rest[1].content.strip(), rest[3:]
    writer = BodyWriter(resolver)
    body = writer.write(rest)
    return Document(fields=fields, title=title or str(fields.get("title", "")), body=body, cited=writer.cited)


def _front_matter(token):
    try:
        fields = yaml.safe_load(token.content) or {}
    except (yaml.YAMLError, ValueError) as error:  # YAML itself raises ValueError for a day that does not exist
        raise MarkdownError(f"The front matter is not readable: {error}", 1) from error
    if not isinstance(fields, dict):
        raise MarkdownError("The front matter must be a list of names and values.", 1)
    return fields
