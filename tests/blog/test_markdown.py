"""Articles as Markdown files: each construct becomes the block that it stands for."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.markdown import MarkdownError, read
from blog.markdown.dialect import CONTAINERS


class Names:
    """A resolver that knows a few names."""

    pages = {
        ("article", "sleep"): 11,
        ("topic", "ketamine"): 12,
        ("clinic", "willow"): 13,
        ("topic", "depression"): 14,
    }
    references = {"zarate2006": 21, "murrough2013": 22}

    def page(self, kind, slug):
        return self.pages.get((kind, slug))

    def reference(self, key):
        return self.references.get(key)

    def safety(self, slug):
        return 31 if slug == "ketamine" else None

    def harm_reduction(self, slug):
        return 41 if slug == "ketamine" else None

    def fact(self, slug):
        return 51 if slug == "prescribing-rule" else None


def mark(key):
    """What is stored for a citation."""
    return f'<a linktype="reference" id="{Names.references[key]}">[{key}]</a>'


def blocks(text):
    return [(block["type"], block["value"]) for block in read(text, Names()).body]


def container(name, content="", words=""):
    return blocks(f"::: {name} {words}\n{content}\n:::\n")


def test_front_matter_title_and_body_are_told_apart():
    document = read("---\nslug: sleep\ntopics: [ketamine]\n---\n\n# Sleep *well*\n\nWords.\n", Names())
    assert document.fields == {"slug": "sleep", "topics": ["ketamine"]}
    assert document.title == "Sleep *well*"
    assert document.body == [{"type": "paragraph", "value": "<p>Words.</p>"}]


def test_a_title_in_the_front_matter_counts_where_the_text_has_none():
    assert read("---\ntitle: Sleep\n---\nWords.", Names()).title == "Sleep"


@pytest.mark.parametrize("text", ["", "\n\n", "---\n---\n", "---\n# a comment\n---\n"])
def test_an_empty_file_is_an_empty_document(text):
    document = read(text, Names())
    assert (document.fields, document.title, document.body, document.cited) == ({}, "", [], [])


def test_windows_line_ends_make_no_difference():
    text = "---\na: 1\n---\n# T\n\nOne\ntwo.\n"
    assert read(text.replace("\n", "\r\n"), Names()) == read(text, Names())


def test_running_text_between_two_headings_is_one_paragraph_block():
    assert blocks("## A\n\nOne.\n\n- two\n- three\n\nFour.\n\n### B\n") == [
        ("heading", {"text": "A", "level": "h2"}),
        ("paragraph", "<p>One.</p><ul><li>two</li><li>three</li></ul><p>Four.</p>"),
        ("heading", {"text": "B", "level": "h3"}),
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold** and *italic*", "<p><b>bold</b> and <i>italic</i></p>"),
        ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("`<code>`", "<p>&lt;code&gt;</p>"),
        ("one\ntwo", "<p>one two</p>"),
        ("one  \ntwo", "<p>one<br/>two</p>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("[a](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">a</a></p>'),
        ("[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'),
        ("<https://example.org/>", '<p><a href="https://example.org/">https://example.org/</a></p>'),
        ('[a](https://example.org/"onclick=x)', '<p><a href="https://example.org/%22onclick=x">a</a></p>'),
        ("[a](article:sleep)", '<p><a linktype="page" id="11">a</a></p>'),
        ("[**a**](topic:ketamine)", '<p><a linktype="page" id="12"><b>a</b></a></p>'),
        ("[it ends](fact:prescribing-rule).", '<p><a linktype="fact" id="51">it ends</a>.</p>'),
    ],
)
def test_inline_marks_become_rich_text(text, html):
    assert blocks(text) == [("paragraph", html)]


def test_citations_stand_where_they_are_written_and_are_counted_once_in_order():
    document = read("It works [@murrough2013; @zarate2006]. Again [@murrough2013].\n\n::: references\n:::\n", Names())
    assert document.cited == ["murrough2013", "zarate2006"]
    assert document.body == [
        {
            "type": "paragraph",
            "value": f"<p>It works{mark('murrough2013')}{mark('zarate2006')}. Again{mark('murrough2013')}.</p>",
        },
        {"type": "references", "value": {"references": [22, 21]}},
    ]


def test_a_list_of_references_without_citations_is_left_out():
    assert blocks("Words.\n\n::: references\n:::\n") == [("paragraph", "<p>Words.</p>")]


def test_key_points():
    assert container("key_points", "- One **two**\n- Three [@zarate2006]") == [
        ("key_points", {"points": ["<p>One <b>two</b></p>", f"<p>Three{mark('zarate2006')}</p>"]})
    ]


def test_questions_for_the_clinician_with_and_without_a_title():
    questions = ["Is it <safe> & sound?", "Who watches?"]
    content = "- Is it <safe> & sound?\n- Who *watches*?"
    assert container("questions_for_clinician", content, "Ask this") == [
        ("questions_for_clinician", {"questions": questions, "title": "Ask this"})
    ]
    assert container("questions_for_clinician", content)[0][1]["title"] == "Questions for your clinician"


def test_a_quote_with_its_source():
    assert container("quote", "First.\n\nSecond.", "A label") == [
        ("quote", {"text": "First. Second.", "attribution": "A label", "source_url": ""})
    ]


def test_urgent_help():
    assert container("urgent_help", "Call now.") == [("urgent_help", {"note": "Call now."})]


def test_safety_information_and_clinic_promotion_are_looked_up():
    assert container("safety_information", words="ketamine") == [("safety_information", {"safety": 31})]
    assert container("clinic_promotion", words="willow") == [("clinic_promotion", {"clinic": 13})]


def test_harm_reduction_is_looked_up():
    assert container("harm_reduction", words="ketamine") == [("harm_reduction", {"information": 41})]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("ketamine", {"treatment": 12, "condition": None, "countries": []}),
        ("ketamine depression", {"treatment": 12, "condition": 14, "countries": []}),
        ("ketamine depression US GB", {"treatment": 12, "condition": 14, "countries": ["US", "GB"]}),
        ("ketamine US", {"treatment": 12, "condition": None, "countries": ["US"]}),
    ],
)
def test_regulatory_status_names_a_treatment_and_perhaps_a_condition_and_countries(words, value):
    assert container("regulatory_status", words=words) == [("regulatory_status", value)]


def test_questions_and_answers():
    assert container("faq", "### Can I drive?\n\nNo.\n\n- Not today\n\n### When?\n\nTomorrow.") == [
        (
            "faq",
            {
                "items": [
                    {"question": "Can I drive?", "answer": "<p>No.</p><ul><li>Not today</li></ul>"},
                    {"question": "When?", "answer": "<p>Tomorrow.</p>"},
                ]
            },
        )
    ]


def test_a_table_with_a_caption():
    (name, value), *rest = blocks(
        "| Drug | Days |\n|---|---|\n| A & B | **2** |\n| C | [@zarate2006] |\n| : How long |\n"
    )
    assert (name, rest) == ("table", [])
    assert value["first_column_is_header"] is True
    assert value["table"] == {
        "columns": [{"type": "rich_text", "heading": "Drug"}, {"type": "rich_text", "heading": "Days"}],
        "rows": [
            {"values": ["<p>A &amp; B</p>", "<p><b>2</b></p>"]},
            {"values": ["<p>C</p>", f"<p>{mark('zarate2006')}</p>"]},
        ],
        "caption": "How long",
    }


def test_a_table_without_a_caption_keeps_all_its_rows():
    table = blocks("| A |\n|---|\n| b |\n")[0][1]["table"]
    assert (table["caption"], len(table["rows"])) == ("", 1)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("One.\n\nTwo [@nobody].", 3, "There is no reference “nobody”."),
        ("[a](article:nothing)", 1, "The link “article:nothing” leads to no page."),
        ("[a](/relative/)", 1, "leads to no page"),
        ("Words.\n\n::: safety_information nothing\n:::", 3, "There is no safety information for “nothing”."),
        ("::: safety_information\n:::", 1, "There is no safety information"),
        ("::: clinic_promotion nothing\n:::", 1, "There is no clinic “nothing”."),
        ("::: harm_reduction nothing\n:::", 1, "There is no harm-reduction information for “nothing”."),
        ("::: harm_reduction ketamine\nLost words.\n:::", 2, "the text would be lost"),
        ("Words.\n\n::: regulatory_status nothing\n:::", 3, "There is no topic “nothing”."),
        ("::: regulatory_status US\n:::", 1, "Regulatory status needs a treatment"),
        ("::: regulatory_status ketamine depression ketamine\n:::", 1, "Regulatory status needs a treatment"),
        ("::: regulatory_status ketamine\nLost words.\n:::", 2, "the text would be lost"),
        ("Words.\n\n[a](fact:nothing)", 3, "There is no fact “nothing”."),
        ("::: faq\nWords first.\n:::", 1, "start with a question as a heading"),
        ("Words.\n\n```\ncode\n```", 3, "is not part of this dialect"),
        ("Words.\n\n> quoted", 3, "is not part of this dialect"),
        ("Words.\n\n* * *\n", 3, "is not part of this dialect"),
        ("![picture](https://example.org/a.png)", 1, "is not part of this dialect"),
        ("- one\n\n  ```\n  lost\n  ```", 3, "is not part of this dialect"),
        ("::: key_points\n- one\n\n```\nlost\n```\n:::", 4, "is not part of this dialect"),
        ("::: faq\n### Q\n\n| a |\n|---|\n| b |\n:::", 4, "is not part of this dialect"),
        ("::: references\n\nLost words.\n:::", 3, "the text would be lost"),
        ("::: safety_information ketamine\nLost words.\n:::", 2, "the text would be lost"),
        ("::: clinic_promotion willow\nLost words.\n:::", 2, "the text would be lost"),
        ("| A |\n|---|\n| [@nobody] |\n", 3, "There is no reference"),
        ("| : A |\n|---|\n", 1, "needs a row of headings"),
        ("---\na: [\n---\n", 1, "The front matter is not readable"),
        ("---\n- a\n---\n", 1, "The front matter must be a list of names and values."),
        ("---\nday: 2026-99-99\n---\n", 1, "The front matter is not readable"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(text, line, message):
    with pytest.raises(MarkdownError) as caught:
        read(text, Names())
    assert message in str(caught.value)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"Line {line}: ")


def test_a_container_in_a_place_where_none_can_stand_is_refused():
    with pytest.raises(MarkdownError, match="A container"):
        read(">:::key_points\n>", Names())


PIECES = (
    "word", " ", "\n", "\n\n", "# ", "## ", "- ", "1. ", "> ", "---\n", "| a | b |\n", "|---|---|\n", "| : c |\n", "**",
    "*", "`", "```\n", "[a](article:sleep)", "[a](x:y)", "[@zarate2006]", "[@no]", "![a](b)", "    ", "<b>", "&amp;",
    "\\",    "\x00", ":::\n", "a: 1\n", "\t", "é", "]: x\n",
    *(f"::: {name}\n" for name in CONTAINERS), "::: safety_information ketamine\n",
    "::: harm_reduction ketamine\n", "::: regulatory_status ketamine\n", "[a](fact:prescribing-rule)",
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=25).map("".join)))
def test_any_text_is_read_or_refused_with_a_reason(text):
    with suppress(MarkdownError):
        document = read(text, Names())
        assert {block["type"] for block in document.body} <= {*CONTAINERS, "heading", "paragraph", "table"}


def test_a_source_can_be_cited_by_its_doi():
    class Dois(Names):
        references = {"doi:10.1016/S2215-0366(17)30272-9": 23}

    document = read("It works [@doi:10.1016/S2215-0366(17)30272-9].", Dois())
    label = "[doi:10.1016/S2215-0366(17)30272-9]"
    assert document.body[0]["value"] == f'<p>It works<a linktype="reference" id="23">{label}</a>.</p>'


def test_a_citation_in_a_heading_is_counted_but_not_written():
    document = read("## It works [@zarate2006]\n", Names())
    assert document.body[0]["value"]["text"] == "It works"
    assert document.cited == ["zarate2006"]
