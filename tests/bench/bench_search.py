"""Wagtail's own search in archives of growing size: what it takes, and what stock Wagtail takes in the same run.

BENCH_PAGES names the sizes ("1000 10000" unless it is set; to 100000). SEARCH_CORPUS may name a folder of open texts.
Stock Wagtail searches the same entries, in tables as its own migrations leave them; what takes it more than
`STOCK_LIMIT` seconds is not waited for.
"""

import gc
import os
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from statistics import median, quantiles
from time import perf_counter

import pytest

from django.db import DatabaseError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import Phrase

from blog.models import Article
from tests.bench.search_corpus import COMMON, EVERYWHERE, MEDIUM, PHRASE, RARE
from tests.bench.search_shelf import grow, settle

SIZES = [int(size) for size in os.environ.get("BENCH_PAGES", "1000 10000").split()]
STOCK = "wagtail.search.backends.database"
STOCK_LIMIT = 5  # seconds
TIMES = 20
PER_PAGE = 10
SAVED = 50
ALLOWANCE = 3  # for a busy machine


@dataclass(frozen=True)
class Way:
    """A way to search: its name, and a function of a backend that searches so."""

    name: str
    ask: Callable


def first_page(found):
    """Read what a page of results needs: ten of them, and how many there are."""
    return list(found[:PER_PAGE]), found.count()


def searching(query, **options):
    """Return a function that reads the first page of a search over all pages."""
    return lambda backend: first_page(backend.search(query, Page, operator="and", **options))


WAYS = (
    Way(f"rare word (0.01 %): {RARE}", searching(RARE)),
    Way(f"medium word (1 %): {MEDIUM}", searching(MEDIUM)),
    Way(f"common word (16 %): {COMMON}", searching(COMMON)),
    Way(f"word everywhere (98 %): {EVERYWHERE}", searching(EVERYWHERE)),
    Way("two words", searching(f"{MEDIUM} {COMMON}")),
    Way("two common words", searching(f"{COMMON} {EVERYWHERE}")),
    Way("whole question", searching(f"what are the effects of {MEDIUM} for people with {COMMON}")),
    Way("phrase", searching(Phrase(PHRASE))),
    Way("misspelt: nothing found", searching("orbintle")),
    Way("prefix of three letters", lambda backend: first_page(backend.autocomplete("orb", Page))),
    Way("prefix of one letter", lambda backend: first_page(backend.autocomplete("t", Page))),
    Way("by title, not relevance", searching(COMMON, order_by_relevance=False)),
    Way(
        "filtered",
        lambda backend: first_page(backend.search(COMMON, Article.objects.filter(kind="news"), operator="and")),
    ),
    Way("facet", lambda backend: backend.search(COMMON, Article, operator="and").facet("kind")),
    Way("page 20", lambda backend: list(backend.search(COMMON, Page, operator="and")[190:200])),
)


@pytest.mark.django_db
def test_wagtails_search(table):
    rows = table(
        f"Wagtail's search on {connection.vendor}: first page and count, ms",
        ["search", "pages", "p50", "p95", "queries", "stock p50", "times faster"],
    )
    costs = table(
        f"Wagtail's index on {connection.vendor}",
        ["index", "pages", "written, s", "MB", "one page saved, ms", "update_index, ms a page"],
    )
    slowest, saving = {}, {}
    for size in SIZES:
        started = perf_counter()
        made = grow(size)
        took = perf_counter() - started
        ours = [measured(way, get_search_backend()) for way in WAYS]
        slowest[size] = max(p95 for _p50, p95, _queries in ours)
        saving[size], rebuilding = indexing(get_search_backend())
        costs.row("ours", size, took if made else 0.0, index_size(), saving[size], rebuilding)
        with stock_tables() as backend:
            stock = [limited(way, backend) for way in WAYS]
            stock_saving, stock_rebuilding = indexing(backend)
            costs.row("stock", size, "", index_size(), stock_saving, stock_rebuilding)
        for way, (p50, p95, queries), theirs in zip(WAYS, ours, stock, strict=True):
            shown = f"{theirs:,.1f}" if theirs else f"over {STOCK_LIMIT:,} s"
            rows.row(way.name, size, p50, p95, queries, shown, (theirs or STOCK_LIMIT * 1000) / p50)
    # No search grows faster than the archive, and a page is saved at the same cost in each.
    assert slowest[SIZES[-1]] < ALLOWANCE * SIZES[-1] / SIZES[0] * slowest[SIZES[0]]
    assert saving[SIZES[-1]] < ALLOWANCE * saving[SIZES[0]]


def measured(way, backend):
    """Return p50 and p95 in ms, and the number of queries."""
    way.ask(backend)
    gc.collect()
    times = [milliseconds(lambda: way.ask(backend)) for _time in range(TIMES)]
    with CaptureQueriesContext(connection) as asked:
        way.ask(backend)
    return median(times), quantiles(times, n=20, method="inclusive")[-1], len(asked)


def limited(way, backend):
    """Return the median of three in ms, or None when one takes longer than the limit, or raises."""
    try:
        with transaction.atomic(), time_limit():
            return median(milliseconds(lambda: way.ask(backend)) for _time in range(3))
    except DatabaseError:
        return None


def milliseconds(function):
    """Return how long a function takes."""
    started = perf_counter()
    function()
    return (perf_counter() - started) * 1000


@contextmanager
def time_limit():
    """Let the database give up a statement after STOCK_LIMIT seconds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [STOCK_LIMIT * 1000])
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
        return
    deadline = perf_counter() + STOCK_LIMIT
    connection.connection.set_progress_handler(lambda: perf_counter() > deadline, 100_000)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


def indexing(backend):
    """Return the ms of indexing one saved page, and of one page of a hundred that are indexed together."""
    index = backend.get_index_for_model(Article)
    some = list(Article.objects.order_by("-pk")[:100])
    alone = median(milliseconds(lambda each=each: index.add_item(each)) for each in some[:SAVED])
    return alone, milliseconds(lambda: index.add_items(Article, some)) / len(some)


@contextmanager
def stock_tables():
    """Give stock Wagtail its own tables for a while."""
    migration = import_module("search.migrations.0201_wagtails_index")
    connection.check_constraints()
    with transaction.atomic():
        migration.restore(None, Statements())
        settle()
        yield get_search_backend(STOCK)
        transaction.set_rollback(True)


class Statements:
    """Runs a migration's statements within a transaction, which SQLite's schema editor refuses."""

    connection = connection

    def execute(self, sql):
        """Run one statement."""
        with connection.cursor() as cursor:
            cursor.execute(sql)


def index_size():
    """Return the size in MB of Wagtail's index, its entries and all that hangs on them; nan where nobody can say."""
    if connection.vendor == "postgresql":
        query = "SELECT pg_total_relation_size('wagtailsearch_indexentry') / 1e6"
    else:
        query = "SELECT sum(pgsize) / 1e6 FROM dbstat WHERE name LIKE '%%wagtailsearch_indexentry%%'"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query)
            return float(cursor.fetchone()[0])
    except OperationalError:  # a SQLite that was built without dbstat
        return float("nan")
