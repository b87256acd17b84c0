"""Connects the editorial room to what Wagtail and Django announce."""

from django.db.models.signals import post_migrate, pre_migrate

from wagtail.signals import page_published, pre_page_move, unpublished, workflow_submitted

from editorial import installation, routes


def connect(app_config):
    """Connect the receivers; called once, when the room is ready. `app_config`: the room's own."""
    pre_migrate.connect(installation.before_migrate, sender=app_config, dispatch_uid="editorial.before_migrate")
    post_migrate.connect(installation.after_migrate, sender=app_config, dispatch_uid="editorial.after_migrate")
    page_published.connect(routes.note_page_published, dispatch_uid="editorial.note_page_published")
    unpublished.connect(routes.note_unpublished, dispatch_uid="editorial.note_unpublished")
    pre_page_move.connect(routes.refuse_uncovered_move, dispatch_uid="editorial.refuse_uncovered_move")
    workflow_submitted.connect(routes.note_submitted, dispatch_uid="editorial.note_submitted")
