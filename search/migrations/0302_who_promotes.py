"""Editors and medical reviewers put pages first; everybody else who writes sees what was put first."""

from importlib import import_module

from django.db import migrations

roles = import_module("accounts.migrations.0002_roles")
MAY = {
    "Writers": ("view",),
    "Editors": ("add", "change", "delete", "view"),
    "Medical reviewers": ("add", "change", "delete", "view"),
    "Managing editors": ("add", "change", "delete", "view"),
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
    return [roles.permission(apps, *each) for each in roles.model_permissions("search", "promotion", *MAY[group])]


class Migration(migrations.Migration):
    """Permissions for promotions."""

    dependencies = [("search", "0301_counts_promotions_and_suggestions"), ("accounts", "0004_clinic_roles")]

    operations = [migrations.RunPython(allow, forbid)]
