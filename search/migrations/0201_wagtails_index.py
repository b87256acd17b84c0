"""Wagtail's index tables, for search.backends: stems and beginnings on SQLite, the missing index on PostgreSQL.

SQLite: words are stemmed, and a table of its own holds unstemmed words for completing them while they are typed (of
"depression" only "depress" would be left). The triggers write only where a text has changed; Wagtail's rewrite a page's
words on any update. PostgreSQL: the index over title and body together that Wagtail's search asks for (wagtail#6546).
"""

from django.db import migrations

ENTRIES, WORDS, BEGINNINGS = (
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
    "wagtailsearch_indexentry_autocomplete",
)
KINDS = ("insert", "update", "delete")

TABLES = f"""
DROP TABLE IF EXISTS {WORDS};
CREATE VIRTUAL TABLE {WORDS} USING fts5(autocomplete, body, title, tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE {BEGINNINGS} USING fts5(autocomplete, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
INSERT INTO {WORDS} (rowid, autocomplete, body, title) SELECT id, autocomplete, body, title FROM {ENTRIES};
INSERT INTO {BEGINNINGS} (rowid, autocomplete) SELECT id, autocomplete FROM {ENTRIES};
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
COMBINED = f"CREATE INDEX search_title_body_gin ON {ENTRIES} USING gin ((title || body))"


def prepare(apps, schema_editor):
    """Leave the tables as search.backends wants them."""
    if schema_editor.connection.vendor == "sqlite":
        _rebuild(schema_editor, TABLES, TRIGGERS)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COMBINED)


def restore(apps, schema_editor):
    """Leave the tables as Wagtail made them."""
    if schema_editor.connection.vendor == "sqlite":
        _rebuild(schema_editor, STOCK_TABLES, STOCK_TRIGGERS)
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_title_body_gin")


def _rebuild(schema_editor, tables, triggers):
    for kind in KINDS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {kind}_{WORDS}")
    for statement in filter(str.strip, tables.split(";\n")):
        schema_editor.execute(statement)
    for kind in KINDS:
        schema_editor.execute(f"CREATE TRIGGER {kind}_{WORDS} {triggers[kind]}")


class Migration(migrations.Migration):
    dependencies = [("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(prepare, restore)]
