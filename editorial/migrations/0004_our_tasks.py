"""Workflows of our own tasks: checks, editor, medical review, and disclosure review for clinics."""

from importlib import import_module

from django.db import migrations

stock = import_module("editorial.migrations.0002_workflows")
CLINIC = "Clinic: editor, medical review, disclosure"
CHECKS, DISCLOSURE = "Automatic checks", "Disclosure review"


def make_task(apps, model, name, groups=(), **fields):
    """Make a task of one of our types."""
    task = apps.get_model("editorial", model).objects.create(
        name=name, active=True, content_type=stock.content_type(apps, "editorial", model.lower()), **fields
    )
    if groups:
        task.groups.set(apps.get_model("auth", "Group").objects.filter(name__in=groups))
    return task


def set_tasks(apps, workflow, *tasks):
    """Give a workflow these tasks, in this order."""
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    WorkflowTask.objects.filter(workflow=workflow).delete()
    for number, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=number)


def use_our_tasks(apps, schema_editor):
    """Put our tasks where Wagtail's built-in ones were."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    checks = make_task(apps, "ChecksTask", CHECKS)
    editor = make_task(apps, "ApprovalTask", "Editor", ["Editors", "Managing editors"], due_days=2)
    medical = make_task(apps, "MedicalReviewTask", stock.MEDICAL_TASK, ["Medical reviewers"], due_days=5)
    disclosure = make_task(apps, "DisclosureTask", DISCLOSURE, ["Disclosure reviewers"], due_days=3)
    full, short = Workflow.objects.get(name=stock.FULL), Workflow.objects.get(name=stock.SHORT)
    clinic = Workflow.objects.create(name=CLINIC, active=True)
    set_tasks(apps, full, checks, editor, medical)
    set_tasks(apps, short, checks, editor)
    set_tasks(apps, clinic, checks, editor, medical, disclosure)
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    for index in apps.get_model("blog", "ClinicIndex").objects.all():
        WorkflowPage.objects.update_or_create(page_id=index.pk, defaults={"workflow": clinic})
    cancel_running(apps)
    remove_tasks(apps, "wagtailcore", "GroupApprovalTask", [stock.EDITOR_TASK, stock.MEDICAL_TASK])


def use_stock_tasks(apps, schema_editor):
    """Put Wagtail's built-in tasks back."""
    cancel_running(apps)
    Workflow = apps.get_model("wagtailcore", "Workflow")
    editor = stock.make_task(apps, stock.EDITOR_TASK, ["Editors", "Managing editors"])
    medical = stock.make_task(apps, stock.MEDICAL_TASK, ["Medical reviewers"])
    full, short = Workflow.objects.get(name=stock.FULL), Workflow.objects.get(name=stock.SHORT)
    set_tasks(apps, full, editor, medical)
    set_tasks(apps, short, editor)
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__name=CLINIC).update(workflow=full)
    Workflow.objects.filter(name=CLINIC).delete()
    for model in ("ChecksTask", "ApprovalTask", "MedicalReviewTask", "DisclosureTask"):
        keys = list(apps.get_model("editorial", model).objects.values_list("pk", flat=True))
        apps.get_model("editorial", model).objects.all().delete()
        apps.get_model("wagtailcore", "Task").objects.filter(pk__in=keys).delete()
    # Records that only say "came with the installation" would outlive the pages that go with earlier migrations.
    apps.get_model("editorial", "PublicationRecord").objects.filter(
        writer=None, editor=None, reviewer=None, review_due=None, last_reviewed=None
    ).delete()


def cancel_running(apps):
    """Cancel what runs: decisions of the other kind of task say nothing about these. Drafts stay, to be submitted."""
    apps.get_model("wagtailcore", "WorkflowState").objects.filter(status__in=["in_progress", "needs_changes"]).update(
        status="cancelled"
    )


def remove_tasks(apps, app_label, model, names):
    """Remove tasks of a type by name, with their rows in Wagtail's own table."""
    apps.get_model(app_label, model).objects.filter(name__in=names).delete()
    apps.get_model("wagtailcore", "Task").objects.filter(
        name__in=names, content_type__app_label=app_label, content_type__model=model.lower()
    ).delete()


class Migration(migrations.Migration):
    """Our tasks."""

    dependencies = [("editorial", "0003_gate"), ("accounts", "0003_disclosure_reviewers")]

    operations = [migrations.RunPython(use_our_tasks, use_stock_tasks)]
