from editorial.checks.reading import read_rich_text


def texts(html):
    return [(passage.kind, passage.text) for passage in read_rich_text(html)]


def test_paragraphs_items_and_headings_are_passages():
    html = "<p>One <b>bold</b> word.</p><ul><li>First</li><li>Second</li></ul><h3>Title</h3>Loose"
    assert texts(html) == [
        ("paragraph", "One bold word."), ("item", "First"), ("item", "Second"), ("heading", "Title"),
        ("paragraph", "Loose"),
    ]  # fmt: skip


def test_citations_keep_their_place_and_leave_no_space():
    mark = '<a linktype="reference" id="a2020">[1]</a>'
    (passage,) = read_rich_text(f"<p>It fell {mark}. It rose{mark}, too.</p>")
    assert passage.text == "It fell. It rose, too."
    assert [passage.text[: each.offset] for each in passage.citations] == ["It fell", "It fell. It rose"]
    assert [len(sentence.citations) for sentence in passage.sentences] == [1, 1]


def test_citation_behind_the_full_stop_belongs_to_its_sentence():
    (passage,) = read_rich_text('<p>It fell. <a linktype="reference" id="a2020">1</a> It rose.</p>')
    assert passage.text == "It fell. It rose."
    assert [len(sentence.citations) for sentence in passage.sentences] == [1, 0]


def test_links_know_their_words_and_where_they_lead():
    (passage,) = read_rich_text(
        '<p>See <a href="https://example.org">the rule</a> and <a linktype="page" id="7">us</a>.</p>'
    )
    assert [(link.text, link.href, link.page) for link in passage.links] == [
        ("the rule", "https://example.org", None),
        ("us", "", 7),
    ]
    assert passage.text == "See the rule and us."
