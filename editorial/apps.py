"""The editorial room: how a draft becomes a publication."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """Records, workflow and the desk."""

    name = "editorial"
    verbose_name = _("Editorial")

    def ready(self):
        """Connect the signals of publication and register the checks of drafts."""
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415

        from editorial import notifier, signals  # noqa: PLC0415 - models are loaded only now
        from editorial.checks import families  # noqa: F401, PLC0415 - so are translations
        from editorial.checks.owners import RulePolicy  # noqa: PLC0415
        from editorial.feedback import purge  # noqa: PLC0415
        from editorial.models import RuleNumber, RuleTerm  # noqa: PLC0415
        from editorial.review_dates import offer_steps  # noqa: PLC0415

        signals.connect(self)
        register_permission_policy(RuleTerm, RulePolicy(RuleTerm))
        register_permission_policy(RuleNumber, RulePolicy(RuleNumber))
        notifier.connect()
        offer_steps(purge.due)
