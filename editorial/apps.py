"""The editorial room: how a draft becomes a publication."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """Records, workflow and the desk."""

    name = "editorial"
    verbose_name = _("Editorial")

    def ready(self):
        """Connect the signals of publication and register the checks of drafts."""
        from editorial import notifier, signals  # noqa: PLC0415 - models are loaded only now
        from editorial.checks import families  # noqa: F401, PLC0415 - so are translations

        signals.connect(self)
        notifier.connect()
