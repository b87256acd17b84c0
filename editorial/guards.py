"""What the database guards: which statements its triggers refuse, as conditions in SQL.

The conditions are made from the models of today. Which columns are content is decided in one place,
`editorial.content_fields`; how a database says it, in `editorial.triggers`.
"""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from wagtail.models import Page

from editorial.content_fields import PAGE_CONTENT, child_fields, content_fields, content_relations
from editorial.models.contribution import Contribution
from editorial.models.ledger import LedgerEntry, content_label
from editorial.shared_records import shown_fields

REFUSAL = "imprimatur: refused by the gate"
LEDGER_REFUSAL = "imprimatur: the ledger is append-only"


@dataclass(frozen=True)
class Guard:
    """One trigger. `event`: insert, update or delete; `when`: SQL over OLD and NEW that tells what to refuse.

    Two words of it differ between databases and stand as {distinct} and {text}.
    """

    name: str
    table: str
    event: str
    when: str
    message: str = REFUSAL


def gated_models():
    """Return the concrete models behind the gate, pages first, in a stable order."""
    from editorial.gated import GatedContent  # noqa: PLC0415 - the mixin stands above this module

    models = [model for model in apps.get_models() if issubclass(model, GatedContent) and not model._meta.proxy]
    return sorted(models, key=lambda model: (not issubclass(model, Page), model._meta.label_lower))


def guards(quote):
    """Return every Guard for the models of today. `quote`: quotes a column's or table's name."""
    found = [
        Guard("ledger_update", LedgerEntry._meta.db_table, "update", "TRUE", LEDGER_REFUSAL),
        Guard("ledger_delete", LedgerEntry._meta.db_table, "delete", "TRUE", LEDGER_REFUSAL),
        _ledger_insert(quote),
        *_contributions(quote),
        *_page_table(quote),
    ]
    for model in gated_models():
        found += _content_table(model, quote)
        found += _child_tables(model, quote)
    for model in apps.get_models():
        if shown_fields(model):
            found += _shared_table(model, quote)
    return found


def _ledger_insert(quote):
    """Guard against INSERT OR REPLACE, by which SQLite deletes without asking the triggers on deletion."""
    table = LedgerEntry._meta.db_table
    same = " OR ".join(f"e.{quote(name)} = NEW.{quote(name)}" for name in ("id", "sequence", "hash", "previous_hash"))
    there = f"EXISTS (SELECT 1 FROM {quote(table)} e WHERE {same})"  # noqa: S608 - names of ours
    return Guard("ledger_insert", table, "insert", there)


def _contributions(quote):
    """Guard who wrote what. Only an account that is deleted may be taken out."""
    meta = Contribution._meta
    columns = [quote(field.column) for field in meta.concrete_fields if field.name != "user"]
    user = quote(meta.get_field("user").column)
    changed = f"{_changed(columns)} OR (NEW.{user} IS NOT NULL AND OLD.{user} {{distinct}} NEW.{user})"
    there = f"EXISTS (SELECT 1 FROM {quote(meta.db_table)} c WHERE c.id = NEW.id)"  # noqa: S608
    return [
        Guard("contribution_insert", meta.db_table, "insert", there),
        Guard("contribution_update", meta.db_table, "update", changed),
        Guard("contribution_delete", meta.db_table, "delete", "TRUE"),
    ]


def _page_table(quote):
    """Guard Wagtail's own page table, where `live` and the title stand for pages of every type."""
    columns = [quote(Page._meta.get_field(name).column) for name in ("id", "content_type", *sorted(PAGE_CONTENT))]
    live, table, label = quote("live"), Page._meta.db_table, "wagtailcore.page"
    return [
        Guard("page_insert", table, "insert", f"NEW.{live}"),
        Guard("page_live", table, "update", f"NEW.{live} AND NOT OLD.{live} AND {_no_pass(label, 'NEW.id')}"),
        Guard(
            "page_words",
            table,
            "update",
            f"OLD.{live} AND NEW.{live} AND ({_changed(columns)}) AND {_no_pass(label, 'NEW.id')}",
        ),
    ]


def _content_table(model, quote):
    """Guard the model's own table: a page type's, or a snippet's with `live` on the row itself."""
    columns = [quote(field.column) for field in content_fields(model) if field.model is model]
    table, name = model._meta.db_table, model._meta.label_lower.replace(".", "_")
    key = quote(model._meta.pk.column)
    label = content_label(model)
    if issubclass(model, Page):
        # Also without columns of its own: the row says of which type the page is, and it may be exchanged for another.
        unguarded = {
            row: f"{_page_is_live(f'{row}.{key}')} AND {_no_pass(label, f'{row}.{key}')}" for row in ("OLD", "NEW")
        }
        either = " OR ".join(f"({when})" for when in unguarded.values())
        return [
            Guard(f"{name}_words", table, "update", f"({_changed([key, *columns])}) AND ({either})"),
            Guard(f"{name}_insert", table, "insert", unguarded["NEW"]),
            Guard(f"{name}_delete", table, "delete", unguarded["OLD"]),
        ]
    live = quote("live")
    columns = [key, *columns]
    return [
        Guard(f"{name}_insert", table, "insert", f"NEW.{live}"),
        Guard(f"{name}_live", table, "update", f"NEW.{live} AND NOT OLD.{live} AND {_no_pass(label, f'NEW.{key}')}"),
        Guard(
            f"{name}_words",
            table,
            "update",
            f"OLD.{live} AND NEW.{live} AND ({_changed(columns)}) AND {_no_pass(label, f'NEW.{key}')}",
        ),
    ]


def _child_tables(model, quote):
    """Guard the tables of child rows: adding, changing and removing rows of a live content."""
    for relation in content_relations(model):
        child, parent_field = relation.related_model, relation.field
        if relation.model is not model and model is not _first_owner(relation):
            continue  # a relation of Wagtail's page, guarded once for all types
        table, parent = child._meta.db_table, quote(parent_field.column)
        name = f"{table}_{parent_field.column}"
        label = content_label(model)
        columns = [quote(field.column) for field in child_fields(child, parent_field.name)] + [parent]
        columns += [quote(field.column) for field in child._meta.concrete_fields if field.name == "sort_order"]
        live = _page_is_live if issubclass(model, Page) else _row_is_live(model, quote)
        unguarded = {
            row: f"{live(f'{row}.{parent}')} AND {_no_pass(label, f'{row}.{parent}')}" for row in ("OLD", "NEW")
        }
        either = " OR ".join(f"({when})" for when in unguarded.values())
        yield Guard(f"{name}_insert", table, "insert", unguarded["NEW"])
        yield Guard(f"{name}_delete", table, "delete", unguarded["OLD"])
        yield Guard(f"{name}_update", table, "update", f"({_changed(columns)}) AND ({either})")


def _shared_table(model, quote):
    """Guard the records that public pages show: their words, and their presence."""
    name, table = model._meta.label_lower.replace(".", "_"), model._meta.db_table
    columns = [quote(model._meta.get_field(field).column) for field in shown_fields(model)]
    used = _shown_in_public(model, f"OLD.{quote(model._meta.pk.column)}")
    return [
        Guard(f"{name}_words", table, "update", f"({_changed(columns)}) AND ({used})"),
        Guard(f"{name}_delete", table, "delete", used),
    ]


def _shown_in_public(model, key):
    """Return SQL that tells whether something public shows a record, by Wagtail's reference index."""
    of = ContentType.objects.get_for_model
    owners = {"wagtailcore_page": of(Page).pk}
    owners |= {each._meta.db_table: of(each).pk for each in gated_models() if not issubclass(each, Page)}
    return " OR ".join(
        "EXISTS (SELECT 1 FROM wagtailcore_referenceindex r"  # noqa: S608 - names and keys of ours
        f" JOIN {table} o ON r.object_id = CAST(o.id AS {{text}})"
        f" WHERE r.to_content_type_id = {of(model).pk} AND r.to_object_id = CAST({key} AS {{text}})"
        f" AND r.base_content_type_id = {content_type} AND o.live)"
        for table, content_type in owners.items()
    )


def _first_owner(relation):
    """Return the one gated model that guards a relation which several inherit."""
    return next(model for model in gated_models() if relation in content_relations(model))


def _changed(columns):
    return " OR ".join(f"OLD.{column} {{distinct}} NEW.{column}" for column in columns)


def _page_is_live(key):
    return f"EXISTS (SELECT 1 FROM wagtailcore_page p WHERE p.id = {key} AND p.live)"  # noqa: S608 - names of ours


def _row_is_live(model, quote):
    table, column = quote(model._meta.db_table), quote(model._meta.pk.column)
    return lambda key: f"EXISTS (SELECT 1 FROM {table} o WHERE o.{column} = {key} AND o.live)"  # noqa: S608


def _no_pass(label, key):
    return (
        "NOT EXISTS (SELECT 1 FROM editorial_gatepass g"  # noqa: S608
        f" WHERE g.content = '{label}' AND g.object_id = CAST({key} AS {{text}}))"
    )
