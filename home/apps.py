"""The home room: the front page, standing pages, settings and menus."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The publication as a whole."""

    name = "home"
    verbose_name = _("Publication")

    def ready(self):
        """Tell the rooms below who publishes."""
        from home import publisher  # noqa: F401, PLC0415 - models are loaded only now
