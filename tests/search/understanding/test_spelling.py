"""Spelling: what the publication knows is never touched, what it does not know becomes what was meant."""

import pytest

from search.models import Synonym, VocabularyWord
from search.understanding import meant, spelling, understand
from search.understanding.vocabulary import Vocabulary, vocabulary
from search.understanding.words import pieces
from tests.factories import TopicFactory


def corrected(text):
    return " ".join(piece.key for piece in spelling.corrected(pieces(text)))


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("ketamin", "ketamine"),
        ("kettamine", "ketamine"),
        ("ekatmine", "ketamine"),  # two slips
        ("depresion", "depression"),
        ("fybromyalgia", "fibromyalgia"),  # of the synonyms' table, on no page
        ("psylocibin", "psilocybin"),
        ("phycosis", "psychosis"),
        ("bladdr", "bladder"),
        ("sideeffects", "side effects"),
        ("keta mine", "ketamine"),
        ("keta mine bladdr", "ketamine bladder"),
    ],
)
@pytest.mark.usefixtures("publication")
def test_what_was_meant(typed, taken):
    assert corrected(typed) == taken


@pytest.mark.parametrize(
    "typed",
    [
        "ketamine",
        "trials",
        "infusions",  # known in the singular
        "treated",  # known with another ending
        "sde",  # too short
        "ocd",
        "k3tamine",
        "67202",
        "winter",
        "qwzxjk",
        "x" * 50,
        "кетамин",
    ],
)
@pytest.mark.usefixtures("publication")
def test_what_is_left_alone(typed):
    assert corrected(typed) == typed


@pytest.mark.usefixtures("publication")
def test_words_in_quotation_marks_and_words_left_out_are_never_corrected():
    found = understand('"depresion" -ketamin')
    assert not found.corrections
    assert found.excluded == (("ketamin",),)


@pytest.mark.usefixtures("publication")
def test_the_reader_may_search_for_what_was_typed():
    found = understand("ketamin presure")
    assert [(each.typed, each.meant) for each in found.corrections] == [
        ("ketamin", "ketamine"),
        ("presure", "pressure"),
    ]
    assert meant(found) == "ketamine pressure"
    assert [way.source for way in found.terms[0].ways] == ["typed", "correction"]
    instead = understand("ketamin presure", correct=False)
    assert not instead.corrections
    assert [way.words for term in instead.terms for way in term.ways] == [("ketamin",), ("presure",)]


@pytest.mark.usefixtures("publication")
@pytest.mark.parametrize(
    ("typed", "taken"),
    [("ketamin ketamin", "ketamine ketamine"), ("sideeffects sideeffects", "side effects side effects")],
)
def test_the_same_slip_twice_is_two_corrections(typed, taken):
    found = understand(typed)
    assert len(found.corrections) == 2
    assert meant(found) == taken


def test_terms_come_first_then_what_is_on_most_pages():
    words = Vocabulary({"cure": 2, "sure": 9, "pure": 1, "sand": 50, "send": 2}, frozenset({"pure"}), {})
    assert spelling.nearest("vure", words) == ("pure", 1)
    assert spelling.nearest("sxnd", words) == ("sand", 1)


def test_what_editors_blocked_is_never_offered():
    words = Vocabulary({"ketamine": 5, "ketamins": 1}, frozenset(), {}, frozenset({"ketamine"}))
    assert spelling.nearest("ketamime", words) != ("ketamine", 1)


def test_without_a_vocabulary_nothing_is_corrected(monkeypatch):
    monkeypatch.setattr(spelling, "vocabulary", lambda: Vocabulary({}, frozenset({"ketamine"}), {}))
    assert corrected("ketamin") == "ketamin"


# The table


@pytest.mark.django_db
def test_the_vocabulary_is_built_from_counts():
    TopicFactory(title="Esketamine", synonyms="Spravato\nnasal ketamine")
    told = []
    counts = [("Ketamine", 7), ("ketamine", 9), ("Müller", 2), ("two words", 3), ("", 1), ("nothing", 0)]
    spelling.rebuild(counts, told.append)
    assert told == [6]
    rows = {row.folded: row for row in VocabularyWord.objects.all()}
    assert rows["ketamine"].documents == 16
    assert rows["ketamine"].word == "ketamine"
    assert rows["muller"].word == "Müller"
    assert rows["spravato"].is_term
    assert rows["spravato"].documents == 0
    assert not {"nothing", "two words", ""} & rows.keys()
    assert understand("muler").corrections[0].meant == "Müller"
    assert understand("esketamin").corrections[0].meant == "Esketamine"


@pytest.mark.django_db
def test_building_anew_replaces_the_words_and_keeps_what_is_blocked():
    spelling.rebuild([("ketamine", 3), ("ketamien", 1)])
    word = VocabularyWord.objects.get(folded="ketamien")
    word.is_blocked = True
    word.save()
    spelling.rebuild([("bladder", 3), ("ketamine", 1)])
    assert set(VocabularyWord.objects.values_list("folded", flat=True)) == {"bladder", "ketamine", "ketamien"}
    assert VocabularyWord.objects.get(folded="ketamien").is_blocked


@pytest.mark.django_db
def test_many_words_are_written_in_few_queries(django_assert_max_num_queries):
    counts = [(f"word{number}", 1) for number in range(5000)]
    with django_assert_max_num_queries(40):
        assert spelling.rebuild(counts) == 5000


@pytest.mark.django_db
def test_a_new_word_is_never_corrected_once_its_page_is_out(django_assert_num_queries):
    spelling.rebuild([("zuranolone", 3)])
    assert understand("zuranolono").corrections
    spelling.learn(["zuranolono", "zuranolone"])
    assert not understand("zuranolono").corrections
    with django_assert_num_queries(0):
        spelling.learn(["zuranolono"])


@pytest.mark.django_db
def test_terms_of_the_synonyms_are_known_as_soon_as_they_are_saved():
    spelling.rebuild([("something", 3)])
    assert not understand("zuranolome").corrections
    Synonym.objects.create(term="zuranolone", target="Zurzuvae", kind="equal")
    assert understand("zuranolome").corrections[0].meant == "zuranolone"


@pytest.mark.django_db
def test_the_vocabulary_is_read_once(django_assert_num_queries):
    spelling.rebuild([("ketamine", 3)])
    vocabulary()
    with django_assert_num_queries(0):
        understand("ketamin")
