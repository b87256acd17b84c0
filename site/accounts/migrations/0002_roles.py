"""The roles: six groups with the least they need. `docs/roles.md` shows the same as a table for people.

Nobody but managing editors may publish directly; articles and clinic spotlights reach readers through their workflow.
"""

from django.db import migrations

ADMIN_ACCESS = ("wagtailadmin", "admin", "access_admin")
ALL_ROLES = ("Writers", "Editors", "Medical reviewers", "Managing editors", "Administrators", "Moderators")

# On the front page and everything below it.
PAGE_PERMISSIONS = {
    "Writers": ("add_page",),
    "Editors": ("add_page", "change_page", "lock_page", "unlock_page"),
    "Managing editors": ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
}


def model_permissions(app_label, model, *actions):
    """Name the permissions for actions on a model: ("blog", "reference", "add_reference")."""
    return [(app_label, model, f"{action}_{model}") for action in actions]


EDIT = ("add", "change", "delete", "view")
PERMISSIONS = {
    "Writers": model_permissions("blog", "reference", "add", "change", "view")
    + model_permissions("blog", "safetyinformation", "view"),
    "Editors": model_permissions("blog", "reference", *EDIT)
    + model_permissions("blog", "safetyinformation", "add", "change", "view"),
    "Medical reviewers": model_permissions("blog", "reference", "add", "change", "view")
    + model_permissions("blog", "safetyinformation", "add", "change", "view"),
    "Managing editors": model_permissions("blog", "reference", *EDIT)
    + model_permissions("blog", "safetyinformation", "view")
    + model_permissions("home", "menusettings", "change")
    + model_permissions("wagtailredirects", "redirect", *EDIT),
    "Administrators": model_permissions("accounts", "user", *EDIT)
    + model_permissions("auth", "group", *EDIT)
    + model_permissions("home", "publicationsettings", "change")
    + model_permissions("home", "menusettings", "change")
    + model_permissions("wagtailredirects", "redirect", *EDIT)
    + model_permissions("wagtailcore", "site", *EDIT)
    + model_permissions("wagtailcore", "workflow", "add", "change", "delete")
    + model_permissions("wagtailcore", "task", "add", "change", "delete"),  # of every type of task
    "Moderators": [],
}

# On the collections of pictures and documents, which hang on one root. Wagtail asks for the permissions of its own image model, whatever model
# the pictures are.
COLLECTION_PERMISSIONS = {
    "Writers": (("wagtailimages", "image", ("add", "choose")), ("wagtaildocs", "document", ("add", "choose"))),
    "Editors": (
        ("wagtailimages", "image", ("add", "change", "choose")),
        ("wagtaildocs", "document", ("add", "change", "choose")),
    ),
    "Medical reviewers": (("wagtailimages", "image", ("choose",)), ("wagtaildocs", "document", ("choose",))),
    "Managing editors": (
        ("wagtailimages", "image", ("add", "change", "choose")),
        ("wagtaildocs", "document", ("add", "change", "choose")),
    ),
    "Administrators": (
        ("wagtailcore", "collection", ("add", "change", "delete")),
        ("wagtailimages", "image", ("add", "change", "choose")),
        ("wagtaildocs", "document", ("add", "change", "choose")),
    ),
}


def permission(apps, app_label, model, codename):
    """Return a permission, made if it does not exist yet: Django makes them only after all migrations."""
    content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )[0]
    action = codename.split("_")[0]
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {action} {model}"}
    )[0]


def make_roles(apps, schema_editor):
    """Make the groups, emptying those of the same name that Wagtail brings."""
    Group = apps.get_model("auth", "Group")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupCollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    home = apps.get_model("home", "HomePage").objects.get()
    root_collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name in ALL_ROLES:
        group = Group.objects.get_or_create(name=name)[0]
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.filter(group=group).delete()
        group.permissions.set([permission(apps, *each) for each in (ADMIN_ACCESS, *PERMISSIONS[name])])
        for codename in PAGE_PERMISSIONS.get(name, ()):
            GroupPagePermission.objects.create(
                group=group, page_id=home.pk, permission=permission(apps, "wagtailcore", "page", codename)
            )
        for app_label, model, actions in COLLECTION_PERMISSIONS.get(name, ()):
            for action in actions:
                GroupCollectionPermission.objects.create(
                    group=group,
                    collection=root_collection,
                    permission=permission(apps, app_label, model, f"{action}_{model}"),
                )


def remove_roles(apps, schema_editor):
    """Remove the groups that this migration brought; Wagtail's own two stay, with access to the admin only."""
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=set(ALL_ROLES) - {"Editors", "Moderators"}).delete()
    for group in Group.objects.filter(name__in=["Editors", "Moderators"]):
        group.permissions.set([permission(apps, *ADMIN_ACCESS)])
        apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group=group).delete()
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(group=group).delete()


class Migration(migrations.Migration):
    """Roles."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("home", "0003_first_pages"),
        ("pictures", "0001_initial"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailadmin", "0006_formstate"),
    ]

    operations = [migrations.RunPython(make_roles, remove_roles)]
