"""Wagtail's search on PostgreSQL: its own full-text search with English stems, weights and a bounded ranking.

Wagtail's own (modelsearch 1.3) asks for an index that no migration makes, reads the words of every hit to order them,
and the whole index whenever a page is saved. The tables are those of Wagtail; migration 0201 adds the index
and the configuration of the stems.
"""

# ruff: noqa: S608 - what was typed is in parameters

from django.db import connections
from django.db.models import F, Lookup

from wagtail.search.backends.database.postgres import postgres as stock

from search.backends.queries import All, Any, Without
from search.backends.results import TITLES, WINDOW, RankedResults, RankingCompiler
from search.backends.rows import RowIndex

ENTRIES = stock.IndexEntry._meta.db_table
STEMMED, AS_TYPED = "search_english", "simple"  # text search configurations; accents are folded before
TITLE_WEIGHT = 8
BATCH = 100


class KeyAmong(Lookup):
    """Like `pk__in` of a subquery, but the subquery is answered first.

    As a join it takes more than twice as long, since the planner expects few hits (see `Compiler._from`).
    """

    lookup_name = "among"

    def as_sql(self, compiler, connection):
        """Return SQL and parameters."""
        key, of_key = self.process_lhs(compiler, connection)
        keys, of_keys = compiler.compile(self.rhs)
        return f"{key} = ANY(ARRAY{keys})", [*of_key, *of_keys]


class Compiler(RankingCompiler, stock.PostgresSearchQueryCompiler):
    """Searches for words and their stems in titles and bodies; `fields` narrows to titles, or to all else."""

    configuration = STEMMED
    # 1 divides by the logarithm of the length: short titles stand before long ones.
    scores = {"title": f"{TITLE_WEIGHT} * ts_rank(e.title, q, 1)", "body": "ts_rank(e.body, q, 1)"}

    @property
    def columns(self):
        """The columns of the index that are searched, in the order of the database's index over both."""
        if self.fields is None:
            return ("title", "body")
        narrowed = {"title" if name == "title" else "body" for name in self.fields}
        return tuple(column for column in ("title", "body") if column in narrowed)

    def hits_sql(self):
        """Return SQL and parameters for the keys of everything that the words find."""
        key = self.key_type(connections[self.queryset.db])
        return f"SELECT CAST(e.object_id AS {key}) {self._from(self.columns)}", (self._tsquery(),)

    def among(self, keys):
        """Return the condition that an object's key is one of those that an expression lists."""
        return KeyAmong(F("pk"), keys)

    def ranked_rows(self):
        """Return rows of (object_id, score) and whether they are everything found."""
        newest = self._rows(self.columns, WINDOW)
        if len(newest) < WINDOW:
            return newest, True
        return newest + (self._rows(("title",), TITLES) if len(self.columns) > 1 else []), False

    def _from(self, columns):
        # As a subquery the words are not known when the query is planned. If they were, and frequent, PostgreSQL would
        # read every row and not the index: it does not know that vectors are long and kept apart.
        vector = " || ".join(f"e.{column}" for column in columns)
        return (
            f"FROM {ENTRIES} e WHERE ({vector}) @@ (SELECT to_tsquery('{self.configuration}', %s))"
            f" AND e.content_type_id IN ({self.content_types})"
        )

    def _rows(self, columns, limit):
        score = " + ".join(self.scores[column] for column in self.columns)
        with connections[self.queryset.db].cursor() as cursor:
            # `+ 0`: sorts the hits; in the order of the primary key PostgreSQL would try every row for the words.
            cursor.execute(
                f"WITH newest AS MATERIALIZED (SELECT e.id {self._from(columns)} ORDER BY e.id + 0 DESC LIMIT {limit})"
                f" SELECT e.object_id, {score} FROM newest JOIN {ENTRIES} e USING (id),"
                f" to_tsquery('{self.configuration}', %s) q",
                [self._tsquery()] * 2,
            )
            return cursor.fetchall()

    def _tsquery(self):
        return _tsquery(self.found.expression, is_prefix=self.LAST_TERM_IS_PREFIX)


class AutocompleteCompiler(Compiler, stock.PostgresAutocompleteQueryCompiler):
    """Searches for words as they are typed, without stems: the last may be a beginning."""

    configuration = AS_TYPED
    scores = {"autocomplete": "ts_rank(e.autocomplete, q, 1)"}
    columns = ("autocomplete",)


def _tsquery(expression, *, is_prefix):
    """Return an expression in the language of to_tsquery. Words hold letters and digits only: quoting is enough."""
    if isinstance(expression, All | Any):
        between = " & " if isinstance(expression, All) else " | "
        return between.join(f"({_tsquery(part, is_prefix=is_prefix)})" for part in expression.parts)
    if isinstance(expression, Without):
        kept, dropped = (_tsquery(part, is_prefix=is_prefix) for part in (expression.kept, expression.dropped))
        return f"({kept}) & !({dropped})"
    quoted = [f"'{word}'" for word in expression.words]
    if is_prefix and not expression.is_phrase:
        quoted[-1] += ":*"
    between = " <-> " if expression.is_phrase else " | " if expression.is_any else " & "
    return between.join(quoted)


class Index(RowIndex, stock.PostgresIndex):
    """The database makes vectors of the words; those of boosted fields weigh more."""

    def write(self, content_type, rows):
        """Index pairs of (key as text, Texts)."""
        values = (
            f"(%s, %s, 1.0, {_vector(STEMMED, 'A')}, {_vector(STEMMED, 'B')} || {_vector(STEMMED, 'D')},"
            f" {_vector(AS_TYPED, 'D')}, %s, %s)"
        )
        for first in range(0, len(rows), BATCH):
            some = rows[first : first + BATCH]
            with self.write_connection.cursor() as cursor:
                cursor.execute(
                    f"INSERT INTO {ENTRIES} (content_type_id, object_id, title_norm, title, body, autocomplete,"
                    f" title_text, body_text) VALUES {', '.join([values] * len(some))}"
                    " ON CONFLICT (content_type_id, object_id) DO UPDATE SET title = EXCLUDED.title,"
                    " body = EXCLUDED.body, autocomplete = EXCLUDED.autocomplete, title_text = EXCLUDED.title_text,"
                    " body_text = EXCLUDED.body_text",
                    [value for key, texts in some for value in (content_type, key, *_values(texts))],
                )


def _values(texts):
    boosted = " ".join(text for text, boost in texts.body if boost and boost > 1)
    plain = " ".join(text for text, boost in texts.body if not boost or boost <= 1)
    title = texts.title_text
    return title, boosted, plain, " ".join(texts.autocomplete), title, texts.body_text


def _vector(configuration, weight):
    return f"setweight(to_tsvector('{configuration}', %s), '{weight}')"


class SearchBackend(stock.PostgresSearchBackend):
    """The backend for WAGTAILSEARCH_BACKENDS, by way of search.backends.database."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
    results_class = RankedResults
