"""The search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """How readers find pages. Its label leaves `search` to nobody else: Wagtail's own app is `wagtailsearch`."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        """Listen to changes."""
        from search import signals  # noqa: F401, PLC0415 - models load before
