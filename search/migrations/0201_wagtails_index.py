"""Wagtail's index tables, for search.backends: stems and beginnings on SQLite, the missing index on PostgreSQL.

SQLite: words are stemmed, and a table of its own holds unstemmed words for completing them while they are typed (of
"depression" only "depress" would be left). An index holds the keys of the entries, since their rows are as long as their
texts, and every hit is looked up there. The triggers write only where a text has changed; Wagtail's rewrite a page's
words on any update. PostgreSQL: the index over title and body together that Wagtail's search asks for (wagtail#6546),
and English stems without stop words, as SQLite has them.
"""

# ruff: noqa: S608 - all names in the statements are constants of this file

from django.db import migrations

ENTRIES, WORDS, BEGINNINGS = (
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
    "wagtailsearch_indexentry_autocomplete",
)
KEYS = "search_entry_keys"
KINDS = ("insert", "update", "delete")

TABLES = f"""
DROP TABLE IF EXISTS {WORDS};
CREATE VIRTUAL TABLE {WORDS} USING fts5(autocomplete, body, title, tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE {BEGINNINGS} USING fts5(autocomplete, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3');
INSERT INTO {WORDS} (rowid, autocomplete, body, title) SELECT id, autocomplete, body, title FROM {ENTRIES};
INSERT INTO {BEGINNINGS} (rowid, autocomplete) SELECT id, autocomplete FROM {ENTRIES};
CREATE INDEX {KEYS} ON {ENTRIES} (id, content_type_id, object_id);
"""
TRIGGERS = {
    "insert": f"""AFTER INSERT ON {ENTRIES} BEGIN
        INSERT INTO {WORDS} (rowid, autocomplete, body, title) VALUES (NEW.id, NEW.autocomplete, NEW.body, NEW.title);
        INSERT INTO {BEGINNINGS} (rowid, autocomplete) VALUES (NEW.id, NEW.autocomplete);
        END""",
    "update": f"""AFTER UPDATE OF autocomplete, body, title ON {ENTRIES}
        WHEN (NEW.autocomplete, NEW.body, NEW.title) IS NOT (OLD.autocomplete, OLD.body, OLD.title) BEGIN
        UPDATE {WORDS} SET autocomplete = NEW.autocomplete, body = NEW.body, title = NEW.title WHERE rowid = NEW.id;
        UPDATE {BEGINNINGS} SET autocomplete = NEW.autocomplete WHERE rowid = NEW.id;
        END""",
    "delete": f"""AFTER DELETE ON {ENTRIES} BEGIN
        DELETE FROM {WORDS} WHERE rowid = OLD.id;
        DELETE FROM {BEGINNINGS} WHERE rowid = OLD.id;
        END""",
}
# As Wagtail's own migration 0006 makes them.
STOCK_TABLES = f"""
DROP INDEX {KEYS};
DROP TABLE {BEGINNINGS};
DROP TABLE {WORDS};
CREATE VIRTUAL TABLE {WORDS} USING fts5(autocomplete, body, title);
INSERT INTO {WORDS} (rowid, autocomplete, body, title) SELECT id, autocomplete, body, title FROM {ENTRIES};
"""
STOCK_TRIGGERS = {
    "insert": f"""AFTER INSERT ON {ENTRIES} BEGIN
        INSERT INTO {WORDS} (title, body, autocomplete, rowid) VALUES (NEW.title, NEW.body, NEW.autocomplete, NEW.id);
        END""",
    "update": f"""AFTER UPDATE ON {ENTRIES} BEGIN
        UPDATE {WORDS} SET title = NEW.title, body = NEW.body, autocomplete = NEW.autocomplete WHERE rowid = NEW.id;
        END""",
    "delete": f"AFTER DELETE ON {ENTRIES} BEGIN DELETE FROM {WORDS} WHERE rowid = OLD.id; END",
}
# PostgreSQL. The configuration is "english" but for its stop words: it drops "the who" and "vitamin a" for holding nothing.
ENGLISH = "search_english"
POSTGRES = (
    f"CREATE TEXT SEARCH DICTIONARY {ENGLISH}_stem (TEMPLATE = pg_catalog.snowball, Language = english)",
    f"CREATE TEXT SEARCH CONFIGURATION {ENGLISH} (COPY = pg_catalog.english)",
    f"ALTER TEXT SEARCH CONFIGURATION {ENGLISH} ALTER MAPPING REPLACE pg_catalog.english_stem WITH {ENGLISH}_stem",
    f"CREATE INDEX search_title_body_gin ON {ENTRIES} USING gin ((title || body))",
)
STOCK_POSTGRES = (
    "DROP INDEX search_title_body_gin",
    f"DROP TEXT SEARCH CONFIGURATION {ENGLISH}",
    f"DROP TEXT SEARCH DICTIONARY {ENGLISH}_stem",
)


def prepare(apps, schema_editor):
    """Leave the tables as search.backends wants them."""
    if schema_editor.connection.vendor == "sqlite":
        _rebuild(schema_editor, TABLES, TRIGGERS)
    elif schema_editor.connection.vendor == "postgresql":
        _execute(schema_editor, POSTGRES)


def restore(apps, schema_editor):
    """Leave the tables as Wagtail made them."""
    if schema_editor.connection.vendor == "sqlite":
        _rebuild(schema_editor, STOCK_TABLES, STOCK_TRIGGERS)
    elif schema_editor.connection.vendor == "postgresql":
        _execute(schema_editor, STOCK_POSTGRES)


def _rebuild(schema_editor, tables, triggers):
    _execute(schema_editor, (f"DROP TRIGGER IF EXISTS {kind}_{WORDS}" for kind in KINDS))
    _execute(schema_editor, filter(str.strip, tables.split(";\n")))
    _execute(schema_editor, (f"CREATE TRIGGER {kind}_{WORDS} {triggers[kind]}" for kind in KINDS))


def _execute(schema_editor, statements):
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0102_full_text"), ("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(prepare, restore)]
