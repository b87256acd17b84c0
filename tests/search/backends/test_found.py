"""Wagtail's search finds, orders and counts the same on both databases."""

# ruff: noqa: S608 - the names are constants

from importlib import import_module
from unittest import mock

import pytest

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import FilterFieldError, SearchFieldError
from wagtail.search.index import insert_or_update_object
from wagtail.search.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText

from home.models import StandingPage
from search.backends import results
from tests.factories import StandingPageFactory, body

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    """Drafts; the newest has the words in its body only."""
    made = {
        "vaccines": ("Vaccinated against what?", "Words about needles."),
        "mueller": ("Doctor Müller", "A portrait of a physician."),
        "ketamine": ("Ketamine", "A drug that is given in a clinic."),
        "long": ("Where the word ketamine is one of very many in a title", "Nothing else."),
        "phrase": ("Of phrases", "High blood pressure and ketamine."),
        "who": ("One on one with the Who", "Nothing."),
        "order": ("Of order", "Blood that is high in pressure; ketamine ketamine ketamine."),
    }
    return {
        name: StandingPageFactory(title=title, body=body(text), summary="", live=False)
        for name, (title, text) in made.items()
    }


def found(pages, query, **options):
    names = {page.pk: name for name, page in pages.items()}
    some = StandingPage.objects.filter(pk__in=names)
    return [names[page.pk] for page in some.search(query, **options)]


def completed(pages, query):
    names = {page.pk: name for name, page in pages.items()}
    return {names[page.pk] for page in StandingPage.objects.filter(pk__in=names).autocomplete(query)}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("vaccine", {"vaccines"}),
        ("muller", {"mueller"}),
        ("MÜLLER", {"mueller"}),
        ("ketamine clinics", {"ketamine"}),
        ('high "blood', {"phrase", "order"}),
        (Phrase("high blood pressure"), {"phrase"}),
        (Phrase("blood"), {"phrase", "order"}),
        (PlainText("vaccine muller", operator="or"), {"vaccines", "mueller"}),
        (Fuzzy("muller"), {"mueller"}),
        (Boost(PlainText("muller"), 3), {"mueller"}),
        (PlainText("ketamine") & ~PlainText("blood"), {"ketamine", "long"}),
        ("the who", {"who"}),
        (Phrase("one on one"), {"who"}),
        (Phrase("one on the"), set()),
        (~Phrase("high blood pressure"), {"vaccines", "mueller", "ketamine", "long", "who", "order"}),
        (~PlainText("ketamine blood"), {"vaccines", "mueller", "ketamine", "long", "who"}),
        (Or([Not(PlainText("ketamine")), Phrase("high blood pressure")]), {"vaccines", "mueller", "phrase", "who"}),
        (And([MatchAll(), PlainText("muller")]), {"mueller"}),
        (MatchAll(), {"vaccines", "mueller", "ketamine", "long", "phrase", "who", "order"}),
        (Not(MatchAll()), set()),
        ("\x00", set()),
        ("'", set()),
        ("... 🧠 &", set()),
    ],
)
def test_what_is_found(pages, query, names):
    assert set(found(pages, query)) == names


def test_titles_come_first_and_short_ones_before_long_ones(pages):
    assert found(pages, "ketamine") == ["ketamine", "long", "order", "phrase"]


def test_the_score_is_higher_for_what_comes_first(pages):
    scores = [page.score for page in StandingPage.objects.search("ketamine").annotate_score("score")]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0


def test_a_slice_is_counted_and_ordered_as_the_whole(pages):
    whole = StandingPage.objects.search("ketamine")
    assert [page.pk for page in whole[1:3]] == [page.pk for page in whole][1:3]
    assert (whole.count(), whole[1:3].count(), whole[3:9].count(), whole[9:12].count()) == (4, 2, 1, 0)


def test_another_order_is_kept(pages):
    titles = [page.title for page in StandingPage.objects.search("ketamine", order_by="title")]
    assert titles == sorted(titles)
    scored = StandingPage.objects.order_by("title").search("ketamine", order_by_relevance=False)
    assert [page.title for page in scored.annotate_score("score")] == titles


def test_words_are_completed_as_they_are_typed(pages):
    assert completed(pages, "vaccinat") == {"vaccines"}
    assert completed(pages, "doctor mül") == {"mueller"}
    assert completed(pages, "ket") == {"ketamine", "long"}
    assert completed(pages, "ket doctor") == set()
    assert completed(pages, "vaccine") == set()


def test_fields_narrow_to_titles_or_to_all_else(pages):
    assert set(found(pages, "ketamine", fields=["title"])) == {"ketamine", "long"}
    assert "phrase" in found(pages, "ketamine", fields=["body"])
    assert found(pages, "muller", fields=["body"]) == []
    assert len(found(pages, "ketamine", fields=["title", "body"])) == 4
    assert found(pages, "ketamine", fields=[]) == []
    with pytest.raises(SearchFieldError):
        found(pages, "ketamine", fields=["nonsense"])


def test_facets_count_what_is_found(pages):
    counted = Page.objects.search("ketamine").facet("content_type_id")
    assert list(counted.values()) == [4]
    assert Page.objects.search("...").facet("live") == {}
    with pytest.raises(FilterFieldError):
        Page.objects.search("ketamine").facet("nonsense")


def test_what_is_beyond_the_window_follows_and_titles_are_ranked_wherever_they_are(pages):
    with mock.patch.object(results, "WINDOW", 1), backend_window(1):
        everything = found(pages, "ketamine")
        assert everything[:2] == ["ketamine", "long"]
        assert set(everything[2:]) == {"phrase", "order"}
        assert len(everything) == 4
        assert StandingPage.objects.search("ketamine").count() == 4
        assert [page.pk for page in StandingPage.objects.search("ketamine")[2:4]] == [
            pages[name].pk for name in everything[2:]
        ]
        assert set(found(pages, PlainText("blood"))) == {"phrase", "order"}


def backend_window(size):
    name = "postgres" if connection.vendor == "postgresql" else "sqlite"
    return mock.patch.object(import_module(f"search.backends.{name}"), "WINDOW", size)


def test_a_search_asks_a_few_questions_however_much_it_finds(pages):
    asked = []
    for query in ("muller", "ketamine"):
        with CaptureQueriesContext(connection) as queries:
            assert list(StandingPage.objects.search(query)[:10])
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 3


def test_saving_a_page_reads_and_writes_no_other_page_of_the_index(pages):
    with CaptureQueriesContext(connection) as queries:
        insert_or_update_object(pages["ketamine"])
    touching = [query["sql"] for query in queries if "wagtailsearch_indexentry" in query["sql"]]
    assert len(touching) == 1
    assert touching[0].startswith("INSERT")
    assert "ON CONFLICT" in touching[0]


def test_a_changed_page_is_found_by_its_new_words_only(pages):
    page = pages["mueller"]
    page.title = "Somebody else"
    page.save()
    assert found(pages, "muller") == []
    assert found(pages, "somebody") == ["mueller"]
    assert completed(pages, "someb") == {"mueller"}
    assert completed(pages, "mull") == set()


def test_a_deleted_page_leaves_the_index(pages):
    pages["mueller"].delete()
    entries = get_search_backend().get_index_for_model(Page).entries
    assert not entries.filter(object_id=str(pages["mueller"].pk)).exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in ("fts", "autocomplete"):
                cursor.execute(
                    f"SELECT count(*) FROM wagtailsearch_indexentry_{table} i"
                    " WHERE NOT EXISTS (SELECT 1 FROM wagtailsearch_indexentry e WHERE e.id = i.rowid)"
                )
                assert cursor.fetchone() == (0,)


def test_rebuilding_the_index_changes_no_row(pages):
    backend = get_search_backend()
    index = backend.get_index_for_model(Page)
    before = list(index.entries.order_by("pk").values_list("pk", "object_id"))
    rebuilder = backend.rebuilder_class(index)
    rebuilder.start()
    index.add_items(StandingPage, StandingPage.objects.all())
    with CaptureQueriesContext(connection) as queries:
        rebuilder.finish()
    assert len(queries) == 0
    assert list(index.entries.order_by("pk").values_list("pk", "object_id")) == before
    assert found(pages, "muller") == ["mueller"]


def test_the_command_that_rebuilds_the_index_finds_what_was_there(pages):
    index = get_search_backend().get_index_for_model(Page)
    index.reset()
    assert found(pages, "muller") == []
    call_command("update_index", verbosity=0)
    assert found(pages, "muller") == ["mueller"]
    assert completed(pages, "vaccinat") == {"vaccines"}


def test_a_title_with_many_words_or_none_is_indexed(pages):
    page = pages["mueller"]
    page.title = "🧠"
    page.body = body("long" * 50_000, "xylophonic " * 90_000)
    page.save()
    assert found(pages, "xylophonic") == ["mueller"]


def test_the_index_can_go_back_to_wagtails_own_and_return(pages):
    migration = import_module("search.migrations.0201_wagtails_index")
    connection.check_constraints()  # PostgreSQL makes no index while a constraint waits for the end of the transaction
    with connection.schema_editor(atomic=False) if connection.vendor == "postgresql" else editor() as schema_editor:
        migration.restore(None, schema_editor)
        stock = get_search_backend("wagtail.search.backends.database")
        assert stock.search("muller" if connection.vendor == "sqlite" else "doctor", Page).count() == 1
        stock.add(pages["vaccines"])
        connection.check_constraints()
        migration.prepare(None, schema_editor)
    assert found(pages, "vaccine") == ["vaccines"]
    assert completed(pages, "vaccinat") == {"vaccines"}


class editor:  # noqa: N801 - used as a function
    """SQLite's own schema editor refuses to work within the transaction of a test."""

    def __enter__(self):
        self.connection = connection
        return self

    def __exit__(self, *_):
        return False

    def execute(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)


def test_the_migration_is_part_of_the_plan():
    assert ("search", "0201_wagtails_index") in MigrationExecutor(connection).loader.applied_migrations
