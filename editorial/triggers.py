"""The database's own guard: triggers that refuse what did not come through the gate.

They stand behind the Python, for raw SQL, `QuerySet.update()`, `bulk_create` and `loaddata`. Refused is a statement
that

* puts a content live, or adds it live, without a gate pass in the same transaction;
* changes content columns of a live content, or its child rows, without such a pass, or exchanges its row for another;
* changes or deletes a picture or reference that something public shows;
* updates, replaces or deletes entries of the ledger, or rewrites who wrote something.

What exactly is guarded stands in `editorial.guards`. The triggers are put in place after every `migrate`, and taken
away before it, because SQLite cannot rebuild a table that triggers elsewhere name.
"""

from django.db import connections

from editorial.guards import LEDGER_REFUSAL, guards
from editorial.models.ledger import LedgerEntry

PREFIX = "imprimatur_"


def create(using="default"):
    """Put all triggers in place on SQLite or PostgreSQL; anything else has none."""
    connection = connections[using]
    if connection.vendor not in DIALECTS:
        return
    drop(using)
    statements = DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        for statement in statements(guards(connection.ops.quote_name), connection.ops.quote_name):
            cursor.execute(statement)


def drop(using="default"):
    """Take all triggers away."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for name, table in _existing(cursor, connection.vendor):
            quoted, on = connection.ops.quote_name(name), connection.ops.quote_name(table)
            cursor.execute(f"DROP TRIGGER {quoted}" + (f" ON {on}" if connection.vendor == "postgresql" else ""))


def missing(using="default"):
    """Return the names of triggers that should be there and are not."""
    connection = connections[using]
    if connection.vendor not in DIALECTS:
        return []
    with connection.cursor() as cursor:
        there = {name for name, _table in _existing(cursor, connection.vendor)}
    return sorted({_trigger_name(guard) for guard in guards(connection.ops.quote_name)} - there)


def _existing(cursor, vendor):
    if vendor == "sqlite":
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [PREFIX + "%"]
        )
    elif vendor == "postgresql":
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgname LIKE %s AND t.tgenabled <> 'D'",
            [PREFIX + "%"],
        )
    else:
        return []
    return cursor.fetchall()


def _trigger_name(guard):
    return (PREFIX + guard.name)[:63]


def _sqlite(found, quote):
    for guard in found:
        when = guard.when.replace("{distinct}", "IS NOT").replace("{text}", "TEXT")
        yield (
            f"CREATE TRIGGER {quote(_trigger_name(guard))} BEFORE {guard.event.upper()} ON {quote(guard.table)}"
            f" FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
        )


def _postgresql(found, quote):
    yield (
        "CREATE OR REPLACE FUNCTION imprimatur_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for guard in found:
        name, table = quote(_trigger_name(guard)), quote(guard.table)
        if guard.message == LEDGER_REFUSAL:
            yield (
                f"CREATE TRIGGER {name} BEFORE {guard.event.upper()} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION imprimatur_refuse('{guard.message}')"
            )
            continue
        when = guard.when.replace("{distinct}", "IS DISTINCT FROM").replace("{text}", "TEXT")
        yield _postgresql_function(guard, when)
        yield (
            f"CREATE TRIGGER {name} BEFORE {guard.event.upper()} ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {quote(_trigger_name(guard))}()"
        )
    table = quote(LedgerEntry._meta.db_table)
    yield (
        f"CREATE TRIGGER {quote(PREFIX + 'ledger_truncate')} BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION imprimatur_refuse('{LEDGER_REFUSAL}')"
    )


def _postgresql_function(guard, when):
    """Return a trigger function: PostgreSQL allows no subquery in a trigger's own WHEN."""
    row = "OLD" if guard.event == "delete" else "NEW"
    return (
        f'CREATE OR REPLACE FUNCTION "{_trigger_name(guard)}"() RETURNS trigger LANGUAGE plpgsql AS $$'
        f" BEGIN IF {when} THEN RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'integrity_constraint_violation';"
        f" END IF; RETURN {row}; END $$"
    )


DIALECTS = {"sqlite": _sqlite, "postgresql": _postgresql}
