"""The top floor: settings, addresses, and the rules of the house."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HouseRulesConfig(AppConfig):
    """Registers the house rules as system checks."""

    name = "config"
    verbose_name = _("House rules")

    def ready(self):
        """Load the checks, which register themselves."""
        from config import checks  # noqa: F401, PLC0415 - models are loaded only now
