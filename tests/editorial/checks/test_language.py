"""Wrong words, slips, abbreviations, and words that age."""

from tests.editorial.checks.drafts import found


def test_right_word_is_proposed():
    (finding,) = found("L1", "The NDMA receptor.")
    assert "NMDA" in finding.message
    assert finding.quote == "NDMA"


def test_quotations_keep_the_words_that_were_said():
    assert not found("L1", "> I was an addict for years.")


def test_contaminant_of_that_name_is_right():
    assert not found("L1", "The recall followed the discovery of NDMA.")


def test_title_and_summary_are_read_too():
    assert found("L1", "Text.", title="Ketamin at home")[0].place == "title"


def test_names_may_be_doubled():
    assert not found("L2", "A bus to Walla Walla.")
    assert found("L2", "The the bus.")
    assert found("L2", "It works on on the mind.")


def test_lines_of_a_list_of_names_are_no_doubled_words():
    assert not found("L2", "Text.", summary="oral ketamine\nketamine by post")
    assert found("L2", "Text.", summary="oral ketamine ketamine by post")


def test_effects_of_something_are_a_noun():
    assert not found("L2", "These are the effects the mind notices. Side effects the body shows pass.")
    assert found("L2", "Sleep effects the mind.")


def test_abbreviation_is_explained_once():
    assert not found("L3", "Electroconvulsive therapy (ECT) is old.\n\nToday ECT is given under anaesthesia.")
    (finding,) = found("L3", "ECT is old.\n\nECT is given under anaesthesia.")
    assert (finding.quote, finding.block_id) == ("ECT", "b1")


def test_known_abbreviations_headings_and_capitals_for_emphasis_are_left_alone():
    assert not found("L3", "The US and the UK.")
    assert not found("L3", "## What ECT is\n\nWords.")
    assert not found("L3", "DO NOT DRIVE.")


def test_ambiguous_abbreviation_says_what_it_may_mean():
    assert "eating disorder" in found("L3", "A history of ED.")[0].hint


def test_year_makes_words_of_time_right():
    assert found("L5", "The rule was recently changed.")
    assert not found("L5", "The rule was recently changed, in May 2026.")
    assert not found("L5", "Call as soon as you can.")
