"""The top floor: settings, addresses, and the rules of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HouseRulesConfig(AppConfig):
    """Registers the house rules as system checks."""

    name = "config"
    verbose_name = _("House rules")

    def ready(self):
        """Load the checks, which register themselves, and have what workers remember forgotten when it changes."""
        from config import checks  # noqa: F401, PLC0415 - models are loaded only now
        from delivery.kept.watching import changed  # noqa: PLC0415
        from editorial.checks import current  # noqa: PLC0415

        changed.connect(
            lambda tags, **_signal: current.forget() if any(tag.startswith("editorial.rule") for tag in tags) else None,
            dispatch_uid="config.rules_changed",
            weak=False,
        )
