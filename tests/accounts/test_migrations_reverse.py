"""The data migrations of roles, workflows and first pages go back and forward again, and leave what they found.

A migration on the way may be newer than this test; whatever it is, it must go back too.
"""

import pytest

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Site, Workflow, WorkflowPage

from editorial import installation, triggers

BEFORE = [("editorial", "0001_initial"), ("accounts", "0001_initial"), ("home", "0002_initial")]


def picture():
    """Return what the migrations made, as far as people can tell, without keys."""
    return {
        "permissions": {
            group.name: sorted(
                "{}.{}".format(*names) for names in group.permissions.values_list("content_type__app_label", "codename")
            )
            for group in Group.objects.all()
        },
        "page permissions": sorted(
            GroupPagePermission.objects.values_list("group__name", "page__url_path", "permission__codename")
        ),
        "collection permissions": sorted(
            GroupCollectionPermission.objects.values_list("group__name", "permission__codename")
        ),
        "workflows": {
            workflow.name: [str(task.name) for task in workflow.tasks] for workflow in Workflow.objects.all()
        },
        "attached": sorted(WorkflowPage.objects.values_list("page__url_path", "workflow__name")),
        "pages": sorted(Page.objects.values_list("path", "url_path", "content_type__model", "numchild", "live")),
        "sites": sorted(Site.objects.values_list("hostname", "root_page__url_path", "is_default_site")),
    }


def migrate(targets):
    """Migrate as the command does: the triggers step aside, and come back on a database that is up to date."""
    installation.before_migrate(None, using="default")
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    installation.after_migrate(None, using="default")
    return MigrationExecutor(connection)


@pytest.mark.django_db(transaction=True)
def test_roles_workflows_and_first_pages_go_back_and_come_again():
    made = picture()
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    try:
        executor = migrate(BEFORE)
        applied = set(executor.loader.applied_migrations)
        assert not {("accounts", "0002_roles"), ("editorial", "0002_workflows"), ("home", "0003_first_pages")} & applied
        assert set(Group.objects.values_list("name", flat=True)) <= {"Editors", "Moderators"}
        assert list(Page.objects.values_list("url_path", flat=True)) == ["/", "/home/"]
        assert Site.objects.get().root_page.url_path == "/home/"
    finally:
        migrate(latest)
    assert picture() == made
    assert triggers.missing() == []
    call_command("fixtree", interactive=False, verbosity=0)
    assert picture() == made
