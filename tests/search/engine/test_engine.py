"""The engine finds pages by their words, the right one first, on every database alike."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from django.utils import timezone

from search.engine import search
from search.index.writing import index_pages
from search.understood import Term, Understood, Way
from tests.factories import ArticleFactory, ClinicFactory, SpotlightFactory, TopicFactory, body
from tests.search.asking import asked, term

pytestmark = pytest.mark.django_db


def pages(understood, **options):
    return [hit.page_id for hit in search(understood, **options).hits]


def ask(*terms, **more):
    return Understood("", "", tuple(terms), **more)


def test_pages_with_all_words_come_first_and_those_that_lack_one_follow():
    both = ArticleFactory(title="Something", body=body("Ketamine and, elsewhere, pain."))
    one = ArticleFactory(title="Ketamine", body=body("Ketamine and sleep."))
    ArticleFactory()
    found = search(asked("ketamine pain"))
    assert [(hit.page_id, hit.is_partial) for hit in found.hits] == [(both.pk, False), (one.pk, True)]
    assert (found.total, found.full, found.partial, found.is_more) == (2, 1, 1, False)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Infusions for veterans", "infusion veteran"),
        ("Dr Müller", "muller"),
        ("Dr Muller", "Müller"),
        ("Anaesthetics", "anesthetic"),
        ("Crohn’s disease", "crohns"),
        ("Off-label use", "off-label"),
        ("5-MeO-DMT", "5-meo-dmt"),
        ("½ of κεταμίνη", "κεταμινη"),
    ],
)
def test_endings_accents_and_spelling_do_not_matter(written, typed):
    page = ArticleFactory(title=written)
    assert pages(asked(typed)) == [page.pk]


def test_the_page_of_that_name_comes_first_however_many_mention_it():
    hub = TopicFactory(title="Ketamine", synonyms="Special K")
    for number in range(3):
        ArticleFactory(title=f"Ketamine, part {number}", body=body("Ketamine. " * 30), topics=[hub])
    assert pages(asked("ketamine"))[0] == hub.pk
    assert pages(asked("special k"))[0] == hub.pk


def test_any_way_to_say_it_will_do():
    page = ArticleFactory(title="Post-traumatic stress disorder")
    ArticleFactory(title="Stress, and a disorder that is post-traumatic")
    assert pages(ask(term("PTSD", "post traumatic stress disorder"))) == [page.pk]


def test_words_in_quotation_marks_are_found_as_typed_and_nowhere_else():
    exact = ArticleFactory(title="One", body=body("The side effects are known."))
    ArticleFactory(title="Two", body=body("A side effect is known."))
    ArticleFactory(title="Three", body=body("Effects on the side are known."))
    assert pages(ask(term("side effects", quoted=True))) == [exact.pk]
    assert pages(ask(term("side effects", quoted=True), term("zebra"))) == [exact.pk]


def test_excluded_words_are_in_no_page_found():
    kept = ArticleFactory(title="Ketamine and pain")
    ArticleFactory(title="Ketamine and sleep")
    assert pages(ask(term("ketamine"), excluded=(("sleep",),))) == [kept.pk]
    assert pages(ask(term("ketamine"), term("zebra"), excluded=(("sleep",),))) == [kept.pk]


def test_words_that_carry_nothing_are_not_needed():
    page = ArticleFactory(title="Addiction", body=body("Ketamine can be addictive."))
    found = search(asked("is ketamine addictive"))
    assert [(hit.page_id, hit.is_partial) for hit in found.hits] == [(page.pk, False)]


def test_of_kinds_alone_all_are_found():
    ArticleFactory()
    clinic = ClinicFactory()
    assert pages(ask(kinds=("clinic",))) == [clinic.pk]


def test_nothing_asked_nothing_found():
    assert search(Understood("", "")).total == 0


def test_results_are_paged_and_each_is_shown_once():
    made = {ArticleFactory(title=f"Ketamine {number}").pk for number in range(23)}
    shown = [pages(asked("ketamine"), page=number) for number in (1, 2, 3, 4)]
    assert [len(keys) for keys in shown] == [10, 10, 3, 0]
    assert {key for keys in shown for key in keys} == made


def test_facets_are_counted_and_narrow_together():
    pain, sleep = TopicFactory(title="Pain"), TopicFactory(title="Sleep")
    both = ArticleFactory(title="Zebras", topics=[pain, sleep], kind="guide")
    from_pain = ArticleFactory(title="Zebra", topics=[pain])
    for page in (both, from_pain):
        reindex(page)
    found = search(asked("zebra"))
    assert counts(found, "topic") == {"pain": 2, "sleep": 1}
    assert counts(found, "kind") == {"article": 2}
    narrowed = search(asked("zebra"), facets={"topic": "pain", "article": "guide"})
    assert [hit.page_id for hit in narrowed.hits] == [both.pk]
    assert counts(narrowed, "article") == {"guide": 1, "explainer": 1}
    assert counts(narrowed, "topic") == {"pain": 1, "sleep": 1}
    nothing = search(asked("zebra"), facets={"kind": "clinic"})
    assert nothing.total == 0
    assert counts(nothing, "kind") == {"clinic": 0, "article": 2}


def counts(found, name):
    return {option.value: option.count for facet in found.facets if facet.name == name for option in facet.options}


def reindex(page):
    index_pages([page.pk])


def test_a_paid_page_stands_below_hubs_and_not_among_the_first_three():
    story = SpotlightFactory(title="Zebra zebra", commercial_status="sponsored", body=body("Zebra " * 9))
    hub = TopicFactory(title="Animals", introduction=body("A zebra."))
    others = {ArticleFactory(title=f"On {number}", body=body("A zebra.")).pk for number in range(3)}
    order = pages(asked("zebra"))
    assert order.index(story.pk) >= 3
    assert order.index(story.pk) > order.index(hub.pk)
    assert set(order) >= others
    assert pages(asked("zebra zebra"))[0] == story.pk


HOSTILE = (
    '"',
    "'",
    "''",
    "\\",
    "a'b",
    "*",
    "AND OR NOT",
    "NEAR(",
    "a:b",
    "½",
    "²",
    "ﷺ",
    "\u0301",
    "🧠",
    "k" * 5000,
    "x&y|!z",
    "5e10",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_word_breaks_the_database(typed):
    page = ArticleFactory(title="Zebra", body=body(typed))
    writing = Way((typed,))
    for term_of_it in (
        Term(typed, (writing,)),
        Term(typed, (writing,), is_quoted=True),
        Term(typed, (Way((f"{typed}*",)),)),
    ):
        search(ask(term_of_it, term("zebra")))
        search(ask(term_of_it), facets={"topic": typed, "reviewed": typed, typed: typed}, sort="date")
    assert pages(ask(term("zebra"), excluded=((typed, "nowhere"),))) in ([page.pk], [])


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(max_size=12), min_size=1, max_size=6), quoted=st.booleans())
def test_any_words_get_an_answer(words, quoted):
    terms = tuple(Term(word, (Way((word,)),), is_quoted=quoted) for word in words)
    assert search(Understood("", "", terms, excluded=((words[0],),))).total >= 0


def test_a_page_of_results_takes_the_same_queries_however_much_is_found(django_assert_max_num_queries):
    for number in range(3):
        ArticleFactory(title=f"Zebra {number}", topics=[TopicFactory()])
    with django_assert_max_num_queries(11) as few:
        search(asked("zebra in the wild"))
    for number in range(12):
        ArticleFactory(title=f"Zebra, again {number}", topics=[TopicFactory()])
    with django_assert_max_num_queries(len(few)):
        search(asked("zebra in the wild"))


def test_the_beginning_of_a_word_will_do_where_it_is_marked_as_one():
    page = ArticleFactory(title="Esketamine")
    assert pages(ask(Term("esk", (Way(("esk*",)),)))) == [page.pk]
    assert pages(asked("esk")) == []


def test_by_date_the_latest_comes_first():
    made = [
        ArticleFactory(title="Zebra " * (number + 1), first_published_at=timezone.now() - timedelta(number))
        for number in range(3)
    ]
    assert pages(asked("zebra"), sort="date") == [page.pk for page in made]
