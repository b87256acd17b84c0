"""Block tokens of Markdown as the blocks of a body."""

from blog.markdown.dialect import MarkdownError
from blog.markdown.inline import InlineWriter

RUNNING = {"inline", "paragraph", "bullet_list", "ordered_list", "list_item"}


class BodyWriter:
    """Writes the tokens of one file into StreamField data; running text between two other blocks is one paragraph."""

    def __init__(self, resolver):
        """Take the resolver of names; see `blog.markdown.read`."""
        self.resolver = resolver
        self.inline = InlineWriter(resolver)
        self.blocks = []
        self.running = []

    @property
    def cited(self):
        """The keys of the cited references, in order of first use."""
        return self.inline.cited

    def write(self, tokens):
        """Return the blocks of a list of tokens. References are listed where the file asks for them."""
        for group in groups(tokens):
            self._write_group(group)
        self._end_paragraph()
        for block in self.blocks:
            if block["type"] == "references":
                block["value"]["references"] = [self.resolver.reference(key) for key in self.cited]
        return [block for block in self.blocks if block["type"] != "references" or block["value"]["references"]]

    def _write_group(self, group):
        first = group[0]
        if first.type in {"paragraph_open", "bullet_list_open", "ordered_list_open"}:
            self.running.append(self._html(group))
        elif first.type == "heading_open":
            self._add("heading", {"text": self.inline.plain(group[1]), "level": "h2" if first.tag == "h2" else "h3"})
        elif first.type == "table_open":
            self._add("table", self._table(group))
        elif first.type.startswith("container_"):
            name = first.type.removeprefix("container_").removesuffix("_open")
            self._add(name, getattr(self, f"_{name}")(first.info.split()[1:], group[1:-1], first.map[0] + 1))
        else:
            raise _refusal(first)

    def _add(self, name, value):
        self._end_paragraph()
        self.blocks.append({"type": name, "value": value})

    def _end_paragraph(self):
        if self.running:
            self.blocks.append({"type": "paragraph", "value": "".join(self.running)})
            self.running = []

    def _html(self, tokens):
        """Return paragraphs and lists as rich text."""
        parts = []
        for token in _running(tokens):
            if token.type == "inline":
                parts.append(self.inline.write(token))
            elif not token.hidden:
                closing = "/" if token.nesting < 0 else ""
                parts.append(f"<{closing}{token.tag}>")
        return "".join(parts)

    def _list_items(self, tokens, write):
        return [write(token) for token in _running(tokens) if token.type == "inline"]

    def _key_points(self, _words, tokens, _line):
        points = self._list_items(tokens, lambda token: f"<p>{self.inline.write(token)}</p>")
        return {"points": points}

    def _questions_for_clinician(self, words, tokens, _line):
        questions = self._list_items(tokens, self.inline.plain)
        value = {"questions": questions}
        return {**value, "title": " ".join(words) or "Questions for your clinician"}

    def _quote(self, words, tokens, _line):
        return {
            "text": " ".join(self._list_items(tokens, self.inline.plain)),
            "attribution": " ".join(words),
            "source_url": "",
        }

    def _urgent_help(self, _words, tokens, _line):
        return {"note": " ".join(self._list_items(tokens, self.inline.plain))}

    def _safety_information(self, words, tokens, line):
        _nothing_within(tokens)
        safety = self.resolver.safety(words[0]) if words else None
        if safety is None:
            raise MarkdownError(f"There is no safety information for “{' '.join(words)}”.", line)
        return {"safety": safety}

    def _regulatory_status(self, words, tokens, line):
        """Read “treatment [condition] [US GB …]”: slugs of topics, and countries in capitals."""
        _nothing_within(tokens)
        countries = [word for word in words if word.isupper()]
        found = [(word, self.resolver.page("topic", word)) for word in words if word not in countries]
        for word, topic in found:
            if topic is None:
                raise MarkdownError(f"There is no topic “{word}”.", line)
        if not 1 <= len(found) <= 2:
            raise MarkdownError("Regulatory status needs a treatment, and perhaps a condition.", line)
        treatment, condition = [*(topic for _word, topic in found), None][:2]
        return {"treatment": treatment, "condition": condition, "countries": countries}

    def _harm_reduction(self, words, tokens, line):
        _nothing_within(tokens)
        information = self.resolver.harm_reduction(words[0]) if words else None
        if information is None:
            raise MarkdownError(f"There is no harm-reduction information for “{' '.join(words)}”.", line)
        return {"information": information}

    def _clinic_promotion(self, words, tokens, line):
        _nothing_within(tokens)
        clinic = (
            (self.resolver.page("clinic", words[0]) or self.resolver.page("spotlight", words[0])) if words else None
        )
        if clinic is None:
            raise MarkdownError(f"There is no clinic “{' '.join(words)}”.", line)
        return {"clinic": clinic}

    def _faq(self, _words, tokens, line):
        items = []
        for group in groups(tokens):
            if group[0].type == "heading_open":
                items.append({"question": self.inline.plain(group[1]), "answer": ""})
            elif items:
                items[-1]["answer"] += self._html(group)
            else:
                raise MarkdownError("Questions and answers start with a question as a heading.", line)
        return {"items": items}

    def _references(self, _words, tokens, _line):
        _nothing_within(tokens)
        return {"references": []}

    def _table(self, tokens):
        rows, caption = [], ""
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        if rows[-1][0].content.startswith(": "):
            caption = rows.pop()[0].content.removeprefix(": ").strip()
        if not rows:
            raise MarkdownError("A table needs a row of headings.", tokens[0].map[0] + 1)
        header, *data = rows
        return {
            "table": {
                "columns": [{"type": "rich_text", "heading": self.inline.plain(cell)} for cell in header],
                "rows": [{"values": [f"<p>{self.inline.write(cell)}</p>" for cell in row]} for row in data],
                "caption": caption,
            },
            "first_column_is_header": True,
        }


def _running(tokens):
    """Yield the tokens of running text. Raises MarkdownError for any other, whose words would be lost."""
    for token in tokens:
        if token.type.removesuffix("_open").removesuffix("_close") not in RUNNING:
            raise _refusal(token)
        yield token


def _nothing_within(tokens):
    if tokens:
        raise MarkdownError(
            "What stands here is written by the platform; the text would be lost.", tokens[0].map[0] + 1
        )


def _refusal(token):
    line = token.map[0] + 1 if token.map else None
    return MarkdownError(f"“{token.type.removesuffix('_open')}” is not part of this dialect.", line)


def groups(tokens):
    """Split a flat list of tokens into the top-level blocks they belong to."""
    group, depth = [], 0
    for token in tokens:
        group.append(token)
        depth += token.nesting
        if depth == 0:
            yield group
            group = []
