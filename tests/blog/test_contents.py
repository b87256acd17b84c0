"""What is read off a body: its list of contents, its length, its references."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.blocks.text import HeadingBlock
from blog.contents import RESERVED, contents_list, reading_time, references_of, word_count
from blog.models import Article
from tests.factories import ReferenceFactory, body

HEADING = HeadingBlock()


def headings(*texts):
    """Return a body of headings, as far as the list of contents looks at it."""
    return [
        SimpleNamespace(block_type="heading", value=HEADING.to_python({"text": text, "level": "h2"})) for text in texts
    ]


def anchors(blocks):
    return [entry["anchor"] for entry in contents_list(blocks)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["What it is"], ["what-it-is"]),
        (["Risks", "Risks", "Risks"], ["risks", "risks-2", "risks-3"]),
        (["Risks", "Risks", "Risks 2"], ["risks", "risks-2", "risks-2-2"]),
        (["Risks 2", "Risks", "Risks"], ["risks-2", "risks", "risks-3"]),
        (["深い", "¿?"], ["section", "section-2"]),
        (["x" * 120], ["x" * 60]),
    ],
)
def test_anchors_are_the_words_made_unique(texts, expected):
    assert anchors(headings(*texts)) == expected


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_heading_never_takes_the_name_of_a_part_of_the_page(name):
    assert anchors(headings(name.replace("-", " "))) == [f"{name}-2"]


@given(st.lists(st.text(alphabet="ab 2-é", max_size=6), max_size=12))
def test_no_two_headings_share_an_anchor(texts):
    found = anchors(headings(*texts))
    assert len(found) == len(texts)
    assert len(set(found)) == len(found)


@given(st.lists(st.text(alphabet="ab 2", max_size=4), max_size=8))
def test_asking_twice_gives_the_same_anchors(texts):
    blocks = headings(*texts)
    assert anchors(blocks) == anchors(blocks)


def test_the_heading_itself_carries_the_anchor_of_the_list():
    blocks = headings("Risks", "Risks")
    listed = anchors(blocks)
    assert [block.value.anchor for block in blocks] == listed


@pytest.mark.django_db
def test_levels_are_told_apart_and_other_blocks_left_out():
    article = Article(
        body=body(("heading", {"text": "A", "level": "h2"}), "Words.", ("heading", {"text": "B", "level": "h3"}))
    )
    assert [(entry["text"], entry["level"]) for entry in contents_list(article.body)] == [("A", 2), ("B", 3)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "words"), [("One two three.", 3), ("It's a well-known drug.", 4), ("", 0), ("<b>bold</b>er words", 2)]
)
def test_words_are_counted_as_readers_count_them(text, words):
    assert word_count(Article(body=body(text)).body) == words


@pytest.mark.django_db
def test_words_of_all_blocks_count():
    blocks = [
        ("heading", {"text": "One two", "level": "h2"}),
        ("key_points", {"points": ["<p>three four</p>"]}),
        ("quote", {"text": "five", "attribution": "", "source_url": ""}),
        "six",
    ]
    assert word_count(Article(body=body(*blocks)).body) == 6


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (230, 1), (231, 2), (2300, 10)])
def test_reading_takes_whole_minutes(words, minutes):
    assert reading_time(words) == minutes


@pytest.mark.django_db
def test_references_are_listed_once_in_order():
    first, second = ReferenceFactory(), ReferenceFactory()
    article = Article(
        body=body(
            ("references", {"references": [second.pk, first.pk]}), ("references", {"references": [first.pk, second.pk]})
        )
    )
    assert references_of(article.body) == [second, first]


@pytest.mark.django_db
def test_a_deleted_reference_is_left_out():
    kept, gone = ReferenceFactory(), ReferenceFactory()
    article = Article(body=body(("references", {"references": [gone.pk, kept.pk]})))
    gone.delete()
    assert references_of(article.body) == [kept]
