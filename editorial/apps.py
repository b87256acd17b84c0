"""The editorial room: how a draft becomes a publication."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    """Records, workflow and the desk."""

    name = "editorial"
    verbose_name = _("Editorial")

    def ready(self):
        """Connect the signals of publication."""
        from editorial import notifier, signals  # noqa: PLC0415 - models are loaded only now

        signals.connect(self)
        notifier.connect()
