"""The workflows: "Editor, then medical review" on articles and clinics, "Editor" on everything else."""

from django.db import migrations

EDITOR_TASK = "Editor approval"
MEDICAL_TASK = "Medical review"
FULL = "Editor, then medical review"
SHORT = "Editor"


def content_type(apps, app_label, model):
    """Return the content type, which does not exist yet when all migrations run at once."""
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)[0]


def make_task(apps, name, group_names):
    """Make a group approval task for the groups of these names."""
    task = apps.get_model("wagtailcore", "GroupApprovalTask").objects.create(
        name=name, active=True, content_type=content_type(apps, "wagtailcore", "groupapprovaltask")
    )
    task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=group_names))
    return task


def make_workflows(apps, schema_editor):
    """Make tasks and workflows, attach them, and take away the workflow that Wagtail brings."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    WorkflowContentType = apps.get_model("wagtailcore", "WorkflowContentType")
    WorkflowPage.objects.all().delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()

    editor = make_task(apps, EDITOR_TASK, ["Editors", "Managing editors"])
    medical = make_task(apps, MEDICAL_TASK, ["Medical reviewers"])
    full = Workflow.objects.create(name=FULL, active=True)
    short = Workflow.objects.create(name=SHORT, active=True)
    WorkflowTask.objects.create(workflow=full, task_id=editor.pk, sort_order=0)
    WorkflowTask.objects.create(workflow=full, task_id=medical.pk, sort_order=1)
    WorkflowTask.objects.create(workflow=short, task_id=editor.pk, sort_order=0)

    WorkflowPage.objects.create(workflow=short, page_id=apps.get_model("home", "HomePage").objects.get().pk)
    for model in ("ArticleIndex", "ClinicIndex"):
        WorkflowPage.objects.create(workflow=full, page_id=apps.get_model("blog", model).objects.get().pk)
    WorkflowContentType.objects.create(workflow=full, content_type=content_type(apps, "blog", "safetyinformation"))


def remove_workflows(apps, schema_editor):
    """Remove what this migration made. Wagtail's own workflow is not made again: nothing refers to it."""
    apps.get_model("wagtailcore", "Workflow").objects.filter(name__in=[FULL, SHORT]).delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name__in=[EDITOR_TASK, MEDICAL_TASK]).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name__in=[EDITOR_TASK, MEDICAL_TASK]).delete()


class Migration(migrations.Migration):
    """Workflows."""

    dependencies = [("editorial", "0001_initial"), ("accounts", "0002_roles"), ("home", "0003_first_pages")]

    operations = [migrations.RunPython(make_workflows, remove_workflows)]
