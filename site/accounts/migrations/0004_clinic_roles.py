"""Those who keep clinics' data, and those who keep contracts. The second touch no text."""

from importlib import import_module

from django.db import migrations

roles = import_module("accounts.migrations.0002_roles")
CLINIC_DATA, COMMERCIAL = "Clinic data", "Commercial"
ON_CLINICS = ("add_page", "change_page")


def make_roles(apps, schema_editor):
    """Make both groups with access to the admin; clinic data also with the directory and pictures for it."""
    Group = apps.get_model("auth", "Group")
    for name in (CLINIC_DATA, COMMERCIAL):
        group = Group.objects.get_or_create(name=name)[0]
        group.permissions.set([roles.permission(apps, *roles.ADMIN_ACCESS)])
    group = Group.objects.get(name=CLINIC_DATA)
    index = apps.get_model("blog", "ClinicIndex").objects.get()
    for codename in ON_CLINICS:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page_id=index.pk, permission=roles.permission(apps, "wagtailcore", "page", codename)
        )
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for codename in ("add_image", "choose_image"):
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=group, collection=root, permission=roles.permission(apps, "wagtailimages", "image", codename)
        )


def remove_roles(apps, schema_editor):
    """Remove both groups."""
    apps.get_model("auth", "Group").objects.filter(name__in=[CLINIC_DATA, COMMERCIAL]).delete()


class Migration(migrations.Migration):
    """Clinic data, commercial."""

    dependencies = [("accounts", "0003_disclosure_reviewers"), ("blog", "0001_initial"), ("home", "0003_first_pages")]

    operations = [migrations.RunPython(make_roles, remove_roles)]
