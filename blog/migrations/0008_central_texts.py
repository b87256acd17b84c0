"""Who may write centrally kept texts, and the workflow they go through: checks, editor, medical review."""

from importlib import import_module

from django.db import migrations

roles = import_module("accounts.migrations.0002_roles")
workflows = import_module("editorial.migrations.0002_workflows")
MODELS = ("regulatorystatus", "harmreduction", "urgenthelp", "volatilefact")
MAY = {
    "Writers": ("view",),
    "Editors": ("add", "change", "view"),
    "Medical reviewers": ("add", "change", "view"),
    "Managing editors": ("view",),
}


def wanted(apps, name):
    """Return the permissions of a role on these texts."""
    return [
        roles.permission(apps, *each) for model in MODELS for each in roles.model_permissions("blog", model, *MAY[name])
    ]


def give(apps, schema_editor):
    """Give permissions and the workflow."""
    for name in MAY:
        apps.get_model("auth", "Group").objects.get(name=name).permissions.add(*wanted(apps, name))
    full = apps.get_model("wagtailcore", "Workflow").objects.get(name=workflows.FULL)
    for model in MODELS:
        apps.get_model("wagtailcore", "WorkflowContentType").objects.update_or_create(
            content_type=workflows.content_type(apps, "blog", model), defaults={"workflow": full}
        )


def take(apps, schema_editor):
    """Take both away."""
    for group in apps.get_model("auth", "Group").objects.filter(name__in=MAY):
        group.permissions.remove(*wanted(apps, group.name))
    apps.get_model("wagtailcore", "WorkflowContentType").objects.filter(
        content_type__app_label="blog", content_type__model__in=MODELS
    ).delete()


class Migration(migrations.Migration):
    """Central texts."""

    dependencies = [
        ("blog", "0007_facts"),
        ("editorial", "0004_our_tasks"),
        ("accounts", "0003_disclosure_reviewers"),
    ]

    operations = [migrations.RunPython(give, take)]
