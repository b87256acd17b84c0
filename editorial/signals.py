"""Connects the editorial room to what Wagtail and Django announce."""

from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete, pre_migrate, pre_save

from wagtail.signals import page_published, pre_page_move, unpublished

from editorial import installation, routes, shared_guard
from editorial.checks import current
from editorial.models import RuleNumber, RuleTerm


def connect(app_config):
    """Connect the receivers; called once, when the room is ready. `app_config`: the room's own."""
    pre_migrate.connect(installation.before_migrate, sender=app_config, dispatch_uid="editorial.before_migrate")
    post_migrate.connect(installation.after_migrate, sender=app_config, dispatch_uid="editorial.after_migrate")
    pre_save.connect(shared_guard.refuse_change, dispatch_uid="editorial.refuse_change")
    pre_delete.connect(shared_guard.refuse_deletion, dispatch_uid="editorial.refuse_deletion")
    for model in (RuleTerm, RuleNumber):
        post_save.connect(current.forget, sender=model, dispatch_uid="editorial.forget_rules")
        post_delete.connect(current.forget, sender=model, dispatch_uid="editorial.forget_rules")
    page_published.connect(routes.note_page_published, dispatch_uid="editorial.note_page_published")
    unpublished.connect(routes.note_unpublished, dispatch_uid="editorial.note_unpublished")
    pre_page_move.connect(routes.refuse_uncovered_move, dispatch_uid="editorial.refuse_uncovered_move")
