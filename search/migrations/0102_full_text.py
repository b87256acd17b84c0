"""The full-text index over `search_document`, which each database keeps itself from the columns with stems.

SQLite: an FTS5 table over the document table's own columns, kept by triggers. PostgreSQL: generated columns with a GIN
index each; long values are kept out of line so that a common word, which stands in most rows, reads few pages.

The words are stems already (`search.index.stems`), so both tokenizers only split at spaces.

PostgreSQL takes a scan of the whole table for the cheapest way to a common word, which reads every vector from its
place out of line (1 s for 50,000 pages). The functions forbid that for themselves alone.
"""

# ruff: noqa: S608, ISC004 - statements are put together of names of columns, on several lines

from django.db import migrations

STEMS = ("title_stems", "keyword_stems", "heading_stems", "summary_stems", "body_stems")


def _columns(prefix):
    return ", ".join(f"{prefix}.{name}" for name in STEMS)


ENTER = f"INSERT INTO search_document_fts (rowid, {', '.join(STEMS)}) VALUES (NEW.page_id, {_columns('NEW')});"
REMOVE = (
    f"INSERT INTO search_document_fts (search_document_fts, rowid, {', '.join(STEMS)})"
    f" VALUES ('delete', OLD.page_id, {_columns('OLD')});"
)
SQLITE = [
    f"CREATE VIRTUAL TABLE search_document_fts USING fts5({', '.join(STEMS)}, content='search_document',"
    " content_rowid='page_id', tokenize='unicode61 remove_diacritics 0')",
    f"CREATE TRIGGER search_document_entered AFTER INSERT ON search_document BEGIN {ENTER} END",
    f"CREATE TRIGGER search_document_removed AFTER DELETE ON search_document BEGIN {REMOVE} END",
    f"CREATE TRIGGER search_document_changed AFTER UPDATE OF {', '.join(STEMS)} ON search_document"
    f" BEGIN {REMOVE} {ENTER} END",
]
SQLITE_BACK = [
    "DROP TRIGGER search_document_changed",
    "DROP TRIGGER search_document_removed",
    "DROP TRIGGER search_document_entered",
    "DROP TABLE search_document_fts",
]


def _vector(*names):
    text = " || ' ' || ".join(names)
    return f"tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, {text})) STORED"


ONLY_BITMAPS = "LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off ROWS 2000"
POSTGRESQL = [
    "ALTER TABLE search_document SET (toast_tuple_target = 128)",
    f"ALTER TABLE search_document ADD COLUMN fts_all {_vector(*STEMS)}",
    f"ALTER TABLE search_document ADD COLUMN fts_head {_vector(*STEMS[:3])}",
    f"ALTER TABLE search_document ADD COLUMN fts_title {_vector(*STEMS[:1])}",
    "CREATE INDEX search_document_all ON search_document USING gin (fts_all) WITH (fastupdate = off)",
    "CREATE INDEX search_document_head ON search_document USING gin (fts_head) WITH (fastupdate = off)",
    "CREATE INDEX search_document_title ON search_document USING gin (fts_title) WITH (fastupdate = off)",
    "CREATE FUNCTION search_match(asked tsquery, most integer) RETURNS SETOF integer AS"
    " 'SELECT page_id FROM search_document WHERE fts_all @@ asked ORDER BY page_id DESC LIMIT most'"
    f" {ONLY_BITMAPS}",
    "CREATE FUNCTION search_match_head(asked tsquery, in_head tsquery, most integer) RETURNS SETOF integer AS"
    " 'SELECT page_id FROM search_document WHERE fts_head @@ in_head AND fts_all @@ asked"
    f" ORDER BY page_id DESC LIMIT most' {ONLY_BITMAPS}",
    "CREATE FUNCTION search_match_title(asked tsquery, in_title tsquery, most integer) RETURNS SETOF integer AS"
    " 'SELECT page_id FROM search_document WHERE fts_title @@ in_title AND fts_all @@ asked"
    f" ORDER BY page_id DESC LIMIT most' {ONLY_BITMAPS}",
    "CREATE FUNCTION search_count(asked tsquery) RETURNS bigint AS"
    " 'SELECT count(*) FROM search_document WHERE fts_all @@ asked'"
    f" {ONLY_BITMAPS.replace(' ROWS 2000', '')}",
]
POSTGRESQL_BACK = [
    "DROP FUNCTION search_count(tsquery)",
    "DROP FUNCTION search_match_title(tsquery, tsquery, integer)",
    "DROP FUNCTION search_match_head(tsquery, tsquery, integer)",
    "DROP FUNCTION search_match(tsquery, integer)",
    "ALTER TABLE search_document DROP COLUMN fts_title, DROP COLUMN fts_head, DROP COLUMN fts_all",
    "ALTER TABLE search_document RESET (toast_tuple_target)",
]


def create(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in {"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0101_document")]

    operations = [migrations.RunPython(create, remove)]
