"""Titles, headings, sections, summaries, lists and pictures."""

from editorial.checks.document import Block, Document, Image, Passage
from editorial.checks.registry import Severity, run
from tests.editorial.checks.drafts import SUMMARY, codes, draft, found

WORD_40 = "The trial had forty people and it was run in two towns. " * 4


def test_repeated_title_points_to_the_line():
    (finding,) = found("S1", "First words.\n\nKetamine & sleep!", title="Ketamine & sleep")
    assert (finding.severity, finding.block_id, finding.quote) == (Severity.HARD, "b2", "Ketamine & sleep!")


def test_an_empty_title_is_repeated_nowhere():
    assert not found("S1", "!!!", title="")


def test_jump_of_levels_says_the_right_level():
    (finding,) = found("S2", "## One\n\nText.\n\n#### Two\n\nText.")
    assert "level 2 to level 4" in finding.message
    assert "Make it a level 3." in finding.message
    assert finding.quote == "Two"


def test_headings_may_go_up_by_more_than_one_level():
    assert not found("S2", "## One\n\nText.\n\n### Two\n\nText.\n\n## Three\n\nText.")


def test_picture_between_two_headings_is_content():
    headings = [Passage("One", "heading", "heading", "a", 2), Passage("Two", "heading", "heading", "c", 2)]
    text = Passage("Text.", "paragraph", "paragraph", "d")
    blocks = [Block("a", "heading"), Block("b", "image"), Block("c", "heading"), Block("d", "paragraph")]
    assert "S2" not in codes(Document("blog.article", "Notes", {}, [*headings, text], blocks))
    assert "S2" in codes(Document("blog.article", "Notes", {}, [*headings, text], [blocks[0], *blocks[2:]]))


def test_title_may_keep_its_promise_with_another_word():
    text = "## Harm to the bladder\n\nThe wall can be hurt.\n\n## First signs\n\nPain.\n\n## Help\n\nAsk."
    assert not found("S4", text, title="Bladder damage and first signs")
    (finding,) = found("S4", text, title="Bladder damage and sleepless nights")
    assert (finding.quote, finding.place) == ("sleepless nights", "title")


def test_two_paragraphs_keep_a_promise_and_those_of_the_last_section_do_not():
    early = (
        "## One\n\nSleepless nights are long.\n\nNobody likes sleepless nights.\n\n## Two\n\nWords.\n\n## End\n\nWords."
    )
    late = "## One\n\nWords.\n\n## Two\n\nWords.\n\n## End\n\nSleepless nights are long.\n\nSleepless nights."
    assert not found("S4", early, title="Sleepless nights")
    assert found("S4", late, title="Sleepless nights")


def test_long_section_needs_a_subheading_or_a_list():
    long = "Words that go on and on without end. " * 40
    assert "298" not in long
    (finding,) = found("S5", f"## Long\n\n{long}")
    assert "320 words" in finding.message
    assert not found("S5", f"## Long\n\n{long}\n\n### Part\n\n{WORD_40}")
    assert not found("S5", f"## Long\n\n{long}\n\n- an item")


def test_short_section_is_joined_unless_it_holds_a_block():
    assert found("S5", "## Short\n\nA few words.")
    assert not found("S5", f"## Enough\n\n{WORD_40}")
    assert not found("S5", "## Short\n\nA few words.", blocks=["table"])


def test_summary_is_measured():
    assert not found("S6", "Text.", summary=SUMMARY)
    assert "10 characters" in found("S6", "Text.", summary="Too short.")[0].message
    assert found("S6", "Text.", summary="word " * 60)
    assert found("S6", SUMMARY, summary=SUMMARY)
    assert "S6" not in codes(Document("blog.safetyinformation", "Notes"))


def test_lists_with_a_word_in_them_are_not_empty():
    assert not found("T1", "Text.", lists={"key_points": {"points": ["", "One."]}})
    (finding,) = found("T1", "Text.", lists={"key_points": {"points": []}})
    assert finding.block_id == "l0"


def test_decorative_pictures_need_no_words():
    document = Document("blog.article", "Notes", {}, [], [], [Image("i", "", decorative=True)])
    assert "T2" not in {finding.code for finding in run(document)}


def test_description_says_what_is_wrong_with_it():
    assert "no description" in found("T2", images=[""])[0].message
    assert "does not describe" in found("T2", images=["Silver Birch logo."])[0].message
    assert "151 characters" in found("T2", images=["a" * 151])[0].message
    assert not found("T2", images=["A logo of a birch over a door"])


def test_checks_of_articles_leave_other_types_alone():
    assert "S4" not in codes(draft("Words.", title="Sleepless nights", kind="home.standingpage"))
