"""What is shown of a page: escaped, cut at whole words, and marked where what was asked for stands."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engine.plan import plan_of
from search.engine.snippets import LONGEST, Marker, marked, snippet_of, title_of
from search.models import Document
from search.understood import Understood
from tests.search.asking import asked, term

pytestmark = pytest.mark.without_database


def marker(understood):
    plan = plan_of(understood)
    return Marker(plan, dict.fromkeys(plan.wanted, 1.0))


def document(**fields):
    return Document(**{"title": "A title", "summary": "A summary.", "sections": [], **fields})


def section(text, heading="A heading"):
    return {"anchor": "a-heading", "heading": heading, "text": text}


@pytest.mark.parametrize(
    ("text", "understood", "shown"),
    [
        ("Ketamine helps.", asked("ketamine"), "<mark>Ketamine</mark> helps."),
        ("Infusions and infused.", asked("infusion"), "<mark>Infusions</mark> and <mark>infused</mark>."),
        ("Dr Müller’s view.", asked("muller view"), "Dr <mark>Müller’s</mark> <mark>view</mark>."),
        (
            "Post-traumatic stress disorder.",
            Understood("", "", (term("ptsd", "post traumatic stress disorder"),)),
            "<mark>Post-traumatic stress disorder</mark>.",
        ),
        ("What is it?", asked("what is ketamine"), "What is it?"),
        ("A <b> & ketamine", asked("ketamine"), "A &lt;b&gt; &amp; <mark>ketamine</mark>"),
        ("<mark>a</mark>", asked("mark"), "&lt;<mark>mark</mark>&gt;a&lt;/<mark>mark</mark>&gt;"),
        ("Ketamines", Understood("", "", (term("ket"),)), "Ketamines"),
    ],
)
def test_words_are_marked_as_they_stand(text, understood, shown):
    assert marked(marker(understood).passage(text)) == shown


def test_the_sentence_that_says_most_is_shown_with_the_one_after_it():
    text = "Nothing here. Ketamine and sleep are discussed. It is short.\nAnother line on sleep."
    shown = snippet_of(document(sections=[section(text)]), 0, marker(asked("ketamine sleep")))
    assert shown == ("<mark>Ketamine</mark> and <mark>sleep</mark> are discussed. It is short.", 0)


def test_the_summary_is_shown_where_no_section_says_more():
    row = document(summary="Ketamine and sleep.", sections=[section("Sleep.")])
    assert snippet_of(row, 0, marker(asked("ketamine sleep")))[0].startswith("<mark>Ketamine</mark>")
    assert snippet_of(row, None, marker(asked("zebra"))) == ("Ketamine and sleep.", None)


def test_a_long_sentence_is_cut_around_its_first_mark():
    text = f"{'word ' * 100}ketamine {'more ' * 100}end."
    shown, _section = snippet_of(document(sections=[section(text)]), 0, marker(asked("ketamine")))
    plain = re.sub("<[^>]*>", "", shown)
    assert "<mark>ketamine</mark>" in shown
    assert plain.startswith("…word ")
    assert plain.endswith(" more…")
    assert len(plain) <= LONGEST + 2


@given(st.text(max_size=600), st.text(min_size=1, max_size=20))
def test_nothing_but_marks_is_markup(text, words):
    row = document(title=text, summary=text, sections=[section(text)])
    shown = marker(asked(words))
    for html in (title_of(row, shown), snippet_of(row, 0, shown)[0], snippet_of(row, None, shown)[0]):
        plain = html.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in plain
        assert ">" not in plain
        assert html.count("<mark>") == html.count("</mark>")
    assert unescape(re.sub("</?mark>", "", title_of(row, shown))) == text
