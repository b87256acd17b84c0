"""The readers' search in archives of growing size, and how well it finds what is asked for.

BENCH_PAGES names the sizes ("1000 10000" unless it is set; to 100000).
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

import pytest

from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from home.demonstration import library, loader
from search import suggestions
from search.index import vocabulary
from search.index.writing import index_pages
from search.models import Document
from search.results import Asked, results_of
from search.understanding import spelling
from tests.bench.any_word import AnyWord
from tests.bench.bench_search import SIZES
from tests.bench.search_corpus import COMMON, EVERYWHERE, MEDIUM, PHRASE, RARE
from tests.bench.search_shelf import grow, settle
from tests.factories import ClinicFactory
from tests.search import judging

TIMES, SAVED, ALLOWANCE = 20, 20, 3
TABLES = ("search_document", "search_documentfacet", "search_facet", "search_suggestion", "search_vocabularyword")


@dataclass(frozen=True)
class Way:
    """A search as an address says it; `ask` takes the place of the page of results where it is something else."""

    name: str
    query: str
    facets: tuple = ()
    ask: Callable | None = None

    def __call__(self):
        """Search, as far as the template."""
        if self.ask:
            return self.ask(self.query)
        return results_of(Asked(self.query, facets=dict(self.facets)), RequestFactory().get("/search/"))


WAYS = (
    Way("rare word (0.01 %)", RARE),
    Way("medium word (1 %)", MEDIUM),
    Way("common word (16 %)", COMMON),
    Way("word everywhere (98 %)", EVERYWHERE),
    Way("two words", f"{MEDIUM} {COMMON}"),
    Way("two common words", f"{COMMON} {EVERYWHERE}"),
    Way("whole question", f"what are the effects of {MEDIUM} for someone with {COMMON}"),
    Way("phrase", f'"{PHRASE}"'),
    Way("misspelt", f"{MEDIUM[:3]}{MEDIUM[4:]}"),
    Way("faceted", COMMON, (("article", "news"),)),
    Way("faceted twice", EVERYWHERE, (("article", "news"), ("reviewed", "24"))),
    Way("place", f"{MEDIUM} clinic near Wichita, KS"),
    Way("nothing found", "zzyzzyva"),
    Way("suggestions: two letters", "or", ask=suggestions.suggest),
    Way("suggestions: a word", MEDIUM, ask=suggestions.suggest),
)


@pytest.mark.django_db
def test_readers_search(table):
    rows = table(
        f"Readers' search on {connection.vendor}: all of a page of results but its template, ms",
        ["search", "pages", "found", "p50", "p95", "queries"],
    )
    costs = table(
        f"Readers' index on {connection.vendor}",
        ["pages", "indexed, ms a page", "vocabulary, s", "one page again, ms", "MB"],
    )
    for number in range(8):
        ClinicFactory(title=f"Bench Clinic {number}", city="Wichita", region="KS")
    slowest, again = {}, {}
    for size in SIZES:
        there = Document.objects.count()
        took = []
        grow(size, live=True, indexed=False, also=lambda pairs, took=took: took.append(timed(_index, pairs)))
        vocabulary_took = timed(lambda _rows: spelling.rebuild(vocabulary.counts()), ())
        settle()
        again[size] = one_page_again()
        made = max(Document.objects.count() - there, 1)
        costs.row(size, sum(took) * 1000 / made, vocabulary_took, again[size], index_size())
        measures = [measured(way) for way in WAYS]
        slowest[size] = max(p95 for _found, _p50, p95, _queries in measures)
        for way, each in zip(WAYS, measures, strict=True):
            rows.row(way.name, size, *each)
    # No search grows faster than the archive, and a page is written at the same cost in each.
    assert slowest[SIZES[-1]] < ALLOWANCE * SIZES[-1] / SIZES[0] * slowest[SIZES[0]]
    assert again[SIZES[-1]] < ALLOWANCE * again[SIZES[0]]


def _index(pairs):
    index_pages([key for key, _text in pairs])


def timed(do, rows):
    """Return how many seconds something takes."""
    started = perf_counter()
    do(rows)
    return perf_counter() - started


def measured(way):
    """Return how many pages are found, p50 and p95 in ms, and the number of queries."""
    way()
    gc.collect()
    times = [timed(lambda _rows: way(), ()) * 1000 for _time in range(TIMES)]
    with CaptureQueriesContext(connection) as asked:
        found = way()
    number = len(found) if way.ask else found[1].total
    return number, median(times), quantiles(times, n=20, method="inclusive")[-1], len(asked)


def one_page_again():
    """Return the median of what it takes to write the row of a page again, in ms."""
    keys = list(Document.objects.order_by("-pk").values_list("pk", flat=True)[:SAVED])
    return median(timed(lambda key: index_pages([key]), key) * 1000 for key in keys)


def index_size():
    """Return the size of the tables in MB, with their indexes; that of the whole file on SQLite."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT {' + '.join('pg_total_relation_size(%s)' for _table in TABLES)}", TABLES)
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return cursor.fetchone()[0] / 1e6


@pytest.mark.django_db
def test_readers_find_what_they_ask_for(table, monkeypatch):
    monkeypatch.setattr(library, "prepare_picture", lambda name: None)
    loader.load(lambda *progress: None)
    call_command("update_index", readers=True, restart=True, verbosity=0)
    spelling.rebuild(vocabulary.counts())
    rows = table(
        f"Judged queries over the demonstration, {connection.vendor}: shares",
        [
            "queries of the kind",
            "number",
            "first",
            "among three",
            "nDCG@10",
            "any word: first",
            "among three",
            "nDCG@10",
        ],
    )
    judgements = judging.judged()
    plain = AnyWord()
    ours = [judging.outcome(each.query) for each in judgements]
    theirs = [judging.Outcome(tuple(plain.ask(each.query)), is_crisis=True, is_asked_back=True) for each in judgements]
    mistyped = [judging.outcome(judging.mistyped(each.query, seed=1)) for each in judgements]
    for name, chosen in [
        ("all", lambda each: True),
        ("held back while tuning", lambda each: each.is_held),
        *((kind, lambda each, kind=kind: each.kind == kind) for kind in sorted({each.kind for each in judgements})),
    ]:
        rows.row(name, *_shares(judgements, ours, chosen), *_shares(judgements, theirs, chosen)[1:])
    rows.row("all, one typing error", *_shares(judgements, mistyped, lambda each: True), "", "", "")
    questions = [each.kind == "question" for each in judgements]
    assert _gain(judgements, ours, questions) >= _gain(judgements, theirs, questions)


def _shares(judgements, outcomes, chosen):
    pairs = [pair for pair in zip(judgements, outcomes, strict=True) if chosen(pair[0])]
    found = judging.table(*zip(*pairs, strict=True))
    return found["queries"], found["first"], found["third"], found["gain"]


def _gain(judgements, outcomes, chosen):
    pairs = [pair for pair, is_chosen in zip(zip(judgements, outcomes, strict=True), chosen, strict=True) if is_chosen]
    return judging.table(*zip(*pairs, strict=True))["gain"]
