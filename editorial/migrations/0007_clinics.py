"""Verification of facts, and the workflows of clinics and of their stories."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

ours = import_module("editorial.migrations.0004_our_tasks")
VERIFICATION = "Clinic data"
CLINIC = "Clinic: verification, editor"
SPOTLIGHT = "Clinic spotlight: verification, disclosure, editor, medical review"
EDITOR = "Editor"


def task(apps, name):
    """Return the task of a name."""
    return apps.get_model("wagtailcore", "Task").objects.get(name=name, active=True)


def use_new_workflows(apps, schema_editor):
    """Give clinics and stories their own workflows. What there was becomes the stories', with its history."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    verification = ours.make_task(apps, "VerificationTask", VERIFICATION, ["Clinic data"], due_days=3)
    checks, editor = task(apps, ours.CHECKS), task(apps, EDITOR)
    stories = Workflow.objects.get(name=ours.CLINIC)
    stories.name = SPOTLIGHT
    stories.save()
    clinics = Workflow.objects.create(name=CLINIC, active=True)
    cancel(apps, stories)
    ours.set_tasks(
        apps, stories, checks, verification, task(apps, ours.DISCLOSURE), editor, task(apps, ours.stock.MEDICAL_TASK)
    )
    ours.set_tasks(apps, clinics, checks, verification, editor)
    for model, workflow in (("ClinicIndex", clinics), ("SpotlightIndex", stories)):
        for index in apps.get_model("blog", model).objects.all():
            WorkflowPage.objects.update_or_create(page_id=index.pk, defaults={"workflow": workflow})


def use_old_workflow(apps, schema_editor):
    """Put the one workflow back."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    stories = Workflow.objects.get(name=SPOTLIGHT)
    cancel(apps, stories)
    stories.name = ours.CLINIC
    stories.save()
    names = (ours.CHECKS, EDITOR, ours.stock.MEDICAL_TASK, ours.DISCLOSURE)
    ours.set_tasks(apps, stories, *(task(apps, name) for name in names))
    WorkflowPage.objects.filter(workflow=stories).delete()
    for index in apps.get_model("blog", "ClinicIndex").objects.all():
        WorkflowPage.objects.update_or_create(page_id=index.pk, defaults={"workflow": stories})
    Workflow.objects.filter(name=CLINIC).delete()
    ours.remove_tasks(apps, "editorial", "VerificationTask", [VERIFICATION])
    if schema_editor.connection.vendor == "postgresql":  # which drops no table whose references it has yet to check
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def cancel(apps, workflow):
    """Cancel what runs in a workflow whose tasks change. Drafts stay, to be submitted again."""
    running = apps.get_model("wagtailcore", "WorkflowState").objects.filter(workflow=workflow)
    running.filter(status__in=["in_progress", "needs_changes"]).update(status="cancelled")


class Migration(migrations.Migration):
    """Clinics."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("editorial", "0006_checks"),
        ("accounts", "0004_clinic_roles"),
        ("blog", "0010_move_clinics"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="VerificationTask",
            fields=[
                (
                    "task_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.task",
                    ),
                ),
                (
                    "due_days",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="After so many days the task counts as overdue and people are reminded.",
                        verbose_name="days to decide",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        help_text="Pages/snippets at this step in a workflow will be moderated or approved by these groups of users",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
            ],
            options={
                "verbose_name": "verification of facts",
                "verbose_name_plural": "verifications of facts",
            },
            bases=("wagtailcore.task",),
        ),
        migrations.RunPython(use_new_workflows, use_old_workflow),
    ]
