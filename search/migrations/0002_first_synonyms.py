"""The house's list of synonyms, and who may change it: editors and medical reviewers; writers read."""

import csv
from importlib import import_module
from pathlib import Path

from django.db import migrations

roles = import_module("accounts.migrations.0002_roles")
FILE = Path(__file__).parents[1] / "data" / "synonyms.csv"
MAY = {
    "Writers": {"synonym": ("view",), "vocabularyword": ("view",)},
    "Editors": {"synonym": roles.EDIT, "vocabularyword": ("change", "view")},
    "Medical reviewers": {"synonym": roles.EDIT, "vocabularyword": ("view",)},
    "Managing editors": {"synonym": roles.EDIT, "vocabularyword": ("change", "view")},
}


def rows():
    """Return the rows of the file as values of the model."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            row | {"only_capitals": row["only_capitals"] == "yes", "checked_on": row["checked_on"] or None}
            for row in csv.DictReader(file)
        ]


def fill(apps, schema_editor):
    """Add the rows that are not there."""
    Synonym = apps.get_model("search", "Synonym")
    for row in rows():
        Synonym.objects.get_or_create(term=row.pop("term"), target=row.pop("target"), defaults=row)
    apps.get_model("search", "DataVersion").objects.update_or_create(name="synonyms", defaults={"token": "first"})


def empty(apps, schema_editor):
    """Remove the rows of the file."""
    for row in rows():
        apps.get_model("search", "Synonym").objects.filter(term=row["term"], target=row["target"]).delete()


def allow(apps, schema_editor):
    """Give the roles their permissions."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=MAY):
        group.permissions.add(*_permissions(apps, group.name))


def forbid(apps, schema_editor):
    """Take them back."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=MAY):
        group.permissions.remove(*_permissions(apps, group.name))


def _permissions(apps, group):
    """Return keys: while migrations run there may be two models of one name, strange to each other's objects."""
    return [
        roles.permission(apps, *wanted).pk
        for model, actions in MAY[group].items()
        for wanted in roles.model_permissions("search", model, *actions)
    ]


class Migration(migrations.Migration):
    """The house's synonyms."""

    dependencies = [("search", "0001_synonyms_and_vocabulary"), ("accounts", "0004_clinic_roles")]

    operations = [migrations.RunPython(fill, empty), migrations.RunPython(allow, forbid)]
