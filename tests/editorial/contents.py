"""Random content for property tests: articles with every kind of block, in the raw form that a StreamField stores."""

import json

from hypothesis import strategies as st

# Any text that a database can hold: all of Unicode without NUL and lone surrogates, combining and right-to-left too.
words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=40)
or_empty = st.one_of(st.just(""), words)
tricky = st.sampled_from(
    ["e\u0301te\u0301", "é", "שלום עולם", "\u202eevil\u202c", "a\u200db", "ﬁ", "İ", "👩\u200d⚕\ufe0f", " x ", "\n"]
)
text = st.one_of(words, tricky)
rich = text.map(lambda value: f"<p>{value}</p>")
number = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False))


def struct(**fields):
    """Return a strategy for a struct's raw value."""
    return st.fixed_dictionaries(fields)


def table(draw):
    """Return the raw value of a table with columns of every type."""
    kinds = draw(st.lists(st.sampled_from(["text", "number", "rich_text"]), min_size=1, max_size=3))
    cell = {"text": or_empty, "number": number, "rich_text": rich}
    rows = [{"values": [draw(cell[kind]) for kind in kinds]} for _row in range(draw(st.integers(0, 2)))]
    columns = [{"type": kind, "heading": draw(or_empty)} for kind in kinds]
    return {"columns": columns, "rows": rows, "caption": draw(or_empty)}


def blocks(library):
    """Return a strategy for one block, (name, raw value). `library`: keys of records that blocks may name."""
    picture = struct(image=st.sampled_from(library["pictures"]), alt_text=or_empty, decorative=st.booleans())
    kinds = {
        "heading": struct(text=text, level=st.sampled_from(["h2", "h3"])),
        "paragraph": rich,
        "key_points": struct(points=st.lists(rich, min_size=1, max_size=3)),
        "quote": struct(text=text, attribution=or_empty, source_url=st.sampled_from(["", "https://example.org/a"])),
        "image": struct(image=picture, caption=st.one_of(st.just(""), rich)),
        "table": struct(table=st.composite(table)(), first_column_is_header=st.booleans()),
        "safety_information": struct(safety=st.sampled_from(library["safety"])),
        "urgent_help": struct(note=or_empty),
        "questions_for_clinician": struct(title=text, questions=st.lists(text, min_size=1, max_size=3)),
        "faq": struct(items=st.lists(struct(question=text, answer=rich), min_size=1, max_size=2)),
        "references": struct(references=st.lists(st.sampled_from(library["references"]), min_size=1, max_size=3)),
        "clinic_promotion": struct(clinic=st.sampled_from(library["clinics"])),
    }
    return st.one_of([st.tuples(st.just(name), value) for name, value in kinds.items()])


def articles(library):
    """Return a strategy for an article: {field: value}, the body as a list of blocks, authors and topics as keys."""
    return struct(
        title=text,
        slug=st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
        seo_title=or_empty,
        search_description=or_empty,
        summary=text,
        social_title=or_empty,
        kind=st.sampled_from(["explainer", "news", "guide", "opinion"]),
        is_demo=st.booleans(),
        picture_id=st.sampled_from([None, *library["pictures"]]),
        body=st.lists(blocks(library), min_size=1, max_size=5),
        authors=st.lists(st.sampled_from(library["authors"]), unique=True, max_size=3),
        topics=st.lists(st.sampled_from(library["topics"]), unique=True, max_size=2),
    )


def raw_body(pairs):
    """Return a body's blocks as the JSON text that a form or an importer hands over."""
    return json.dumps([{"type": name, "value": value} for name, value in pairs])
