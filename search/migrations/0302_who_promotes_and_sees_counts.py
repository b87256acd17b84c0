"""Who puts pages first, and who sees what readers search: editors and medical reviewers; writers see."""

from importlib import import_module

from django.db import migrations

roles = import_module("accounts.migrations.0002_roles")
ALL = {"promotion": roles.EDIT, "searchcount": ("view",)}
MAY = {
    "Writers": {"promotion": ("view",), "searchcount": ("view",)},
    "Editors": ALL,
    "Medical reviewers": ALL,
    "Managing editors": ALL,
}


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
    """Permissions for promotions and for the counts."""

    dependencies = [("search", "0301_counts_promotions_and_suggestions"), ("accounts", "0004_clinic_roles")]

    operations = [migrations.RunPython(allow, forbid)]
