"""The role of those who see to it that readers are told who paid."""

from importlib import import_module

from django.db import migrations

roles = import_module("accounts.migrations.0002_roles")
NAME = "Disclosure reviewers"


def make_role(apps, schema_editor):
    """Make the group with access to the admin; their task gives them the texts that wait for them."""
    group = apps.get_model("auth", "Group").objects.get_or_create(name=NAME)[0]
    group.permissions.set([roles.permission(apps, *roles.ADMIN_ACCESS)])


def remove_role(apps, schema_editor):
    """Remove the group."""
    apps.get_model("auth", "Group").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    """Disclosure reviewers."""

    dependencies = [("accounts", "0002_roles")]

    operations = [migrations.RunPython(make_role, remove_role)]
