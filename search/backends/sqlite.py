"""Wagtail's search on SQLite: FTS5 with stems and weights, ranked in one pass.

Wagtail's own (modelsearch 1.3) asks the index once more for every hit to order them, so that a word in every page of
10,000 takes half a minute; does not know stems; fails on an unbalanced quotation mark (wagtail#13227); and reads the
whole index whenever a page is saved. The tables are those of Wagtail, as migration 0201 leaves them.
"""

from django.db import connections

from wagtail.search.backends.database.sqlite import sqlite as stock

from search.backends.queries import All, Any, Without
from search.backends.results import TITLES, WINDOW, RankedResults, RankingCompiler
from search.backends.rows import RowIndex

ENTRIES = stock.IndexEntry._meta.db_table
WORDS = "wagtailsearch_indexentry_fts"
BEGINNINGS = "wagtailsearch_indexentry_autocomplete"
KEYS = "search_entry_keys"
TITLE_WEIGHT = 8
BATCH = 100


class Compiler(RankingCompiler, stock.SQLiteSearchQueryCompiler):
    """Searches for words and their stems in titles and bodies; `fields` narrows to titles, or to all else."""

    table = WORDS
    score = f"-bm25({WORDS}, 0, 1, {TITLE_WEIGHT})"  # the columns are autocomplete, body, title

    @property
    def columns(self):
        """The columns of the table that are searched."""
        if self.fields is None:
            return {"title", "body"}
        return {"title" if name == "title" else "body" for name in self.fields}

    def hits_sql(self):
        """Return SQL and parameters for the keys of everything that the words find."""
        key = self.key_type(connections[self.queryset.db])
        return f"SELECT CAST(e.object_id AS {key}) {self._from()}", (self._match(self.columns),)

    def ranked_rows(self):
        """Return rows of (object_id, score) and whether they are everything found."""
        newest = self._rows(self.columns, WINDOW)
        if len(newest) < WINDOW:
            return newest, True
        return newest + (self._rows({"title"}, TITLES) if "title" in self.columns else []), False

    def _from(self):
        # CROSS JOIN keeps SQLite from starting at the entries; `+` keeps it from looking for each type on its own.
        return (
            f"FROM {self.table} f CROSS JOIN {ENTRIES} e INDEXED BY {KEYS} ON e.id = f.rowid"
            f" WHERE {self.table} MATCH %s AND +e.content_type_id IN ({self.content_types})"
        )

    def _rows(self, columns, limit):
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(
                f"SELECT e.object_id, {self.score} {self._from()} ORDER BY f.rowid DESC LIMIT {limit}",
                [self._match(columns)],
            )
            return cursor.fetchall()

    def _match(self, columns):
        return f"{{{' '.join(sorted(columns))}}} : ({_fts5(self.found.expression, is_prefix=self.LAST_TERM_IS_PREFIX)})"


class AutocompleteCompiler(Compiler, stock.SQLiteAutocompleteQueryCompiler):
    """Searches for words as they are typed, without stems: the last may be a beginning."""

    table = BEGINNINGS
    score = f"-bm25({BEGINNINGS})"

    columns = frozenset({"autocomplete"})


def _fts5(expression, *, is_prefix):
    """Return an expression in the language of FTS5. Words hold letters and digits only, so quoting them is enough."""
    if isinstance(expression, All | Any):
        between = " AND " if isinstance(expression, All) else " OR "
        return between.join(f"({_fts5(part, is_prefix=is_prefix)})" for part in expression.parts)
    if isinstance(expression, Without):
        kept, dropped = (_fts5(part, is_prefix=is_prefix) for part in (expression.kept, expression.dropped))
        return f"({kept}) NOT ({dropped})"
    if expression.is_phrase:
        return f'"{" ".join(expression.words)}"'
    quoted = [f'"{word}"' for word in expression.words]
    if is_prefix:
        quoted[-1] += " *"
    return (" OR " if expression.is_any else " AND ").join(quoted)


class Index(RowIndex, stock.SQLiteIndex):
    """The triggers of migration 0201 bring the words from the entries into the tables that are searched."""

    def write(self, content_type, rows):
        """Index pairs of (key as text, Texts)."""
        self.entries.bulk_create(
            [
                stock.IndexEntry(
                    content_type_id=content_type,
                    object_id=key,
                    title=texts.title_text,
                    body=texts.body_text,
                    autocomplete=" ".join(texts.autocomplete),
                )
                for key, texts in rows
            ],
            update_conflicts=True,
            unique_fields=["content_type", "object_id"],
            update_fields=["title", "body", "autocomplete"],
            batch_size=BATCH,
        )


class SearchBackend(stock.SQLiteSearchBackend):
    """The backend for WAGTAILSEARCH_BACKENDS, by way of search.backends.database."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
    results_class = RankedResults
