"""The databases' full-text indexes: expressions over stems, and SQL that yields the keys of the pages they match.

Every statement has a bound on what it returns, the newest first, and none ranks: that is `search.engine.scoring`'s, so
that both databases put pages in the same order.
"""

# ruff: noqa: S608 - put together are names of tables and placeholders; what readers send is a parameter

from django.db import connection

HEAD = "{title_stems keyword_stems heading_stems}"
TITLE = "title_stems"


class SQLite:
    """FTS5."""

    @staticmethod
    def row(stems):
        """Stems in a row; a last one that ends with an asterisk is the beginning of a word."""
        text = stems.replace('"', " ")
        return f'"{text[:-1]}" *' if text.endswith("*") else f'"{text}"'

    @staticmethod
    def any_of(expressions):
        """One of several."""
        return f"({' OR '.join(expressions)})"

    @staticmethod
    def all_of(expressions):
        """Each of several."""
        return f"({' AND '.join(expressions)})"

    @staticmethod
    def without(expression, excluded):
        """The first and none of the others."""
        return f"({expression} NOT ({' OR '.join(excluded)}))" if excluded else expression

    @staticmethod
    def match(asked, most):
        """Pages that match."""
        sql = "SELECT rowid AS id FROM search_document_fts WHERE search_document_fts MATCH %s"
        return f"{sql} ORDER BY rowid DESC LIMIT %s", [asked, most]

    @classmethod
    def match_head(cls, asked, head, most):
        """Pages that match, with another expression in title, keywords or headings."""
        return cls.match(f"{asked} AND {HEAD} : {head}", most)

    @classmethod
    def match_title(cls, asked, title, most):
        """Pages that match, with another expression in the title or another name."""
        return cls.match(f"{asked} AND {TITLE} : {title}", most)

    @staticmethod
    def count(asked):
        """How many pages match."""
        return "SELECT count(*) FROM search_document_fts WHERE search_document_fts MATCH %s", [asked]

    @staticmethod
    def keys(keys):
        """The given keys as a table with a column `id`."""
        return "SELECT value AS id FROM json_each(%s)", [f"[{','.join(map(str, keys))}]"]


class PostgreSQL:
    """tsvector columns with GIN; see the migration `0102_full_text` for the functions."""

    @staticmethod
    def row(stems):
        """Stems in a row; a last one that ends with an asterisk is the beginning of a word."""
        words = stems.replace("'", " ").replace("\\", " ")
        rest = " <-> ".join(f"'{word}'" for word in words.removesuffix("*").split())
        return f"({rest}:*)" if words.endswith("*") else f"({rest})"

    @staticmethod
    def any_of(expressions):
        """One of several."""
        return f"({' | '.join(expressions)})"

    @staticmethod
    def all_of(expressions):
        """Each of several."""
        return f"({' & '.join(expressions)})"

    @staticmethod
    def without(expression, excluded):
        """The first and none of the others."""
        return f"({expression} & !({' | '.join(excluded)}))" if excluded else expression

    @staticmethod
    def match(asked, most):
        """Pages that match."""
        return "SELECT found.id FROM search_match(to_tsquery('simple', %s), %s) AS found (id)", [asked, most]

    @staticmethod
    def match_head(asked, head, most):
        """Pages that match, with another expression in title, keywords or headings."""
        query = "to_tsquery('simple', %s)"
        return f"SELECT found.id FROM search_match_head({query}, {query}, %s) AS found (id)", [asked, head, most]

    @staticmethod
    def match_title(asked, title, most):
        """Pages that match, with another expression in the title or another name."""
        query = "to_tsquery('simple', %s)"
        return f"SELECT found.id FROM search_match_title({query}, {query}, %s) AS found (id)", [asked, title, most]

    @staticmethod
    def count(asked):
        """How many pages match."""
        return "SELECT search_count(to_tsquery('simple', %s))", [asked]

    @staticmethod
    def keys(keys):
        """The given keys as a table with a column `id`."""
        return "SELECT unnest(%s::integer[]) AS id", [list(keys)]


def dialect():
    """Return the dialect of the default database."""
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[connection.vendor]


def has(term):
    """Return the expression for a `plan.Wanted`: one of its ways."""
    sql = dialect()
    return sql.any_of([sql.row(row) for row, _weight in term.ways])
