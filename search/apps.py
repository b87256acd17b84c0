"""The search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """How readers find pages. Its label leaves `search` to nobody else: Wagtail's own app is `wagtailsearch`."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        """Keep the readers' index in step with what is published, and with the calendar."""
        from editorial.review_dates import offer_steps  # noqa: PLC0415
        from search.index import signals, stale  # noqa: PLC0415 - models are loaded only now

        signals.connect()
        offer_steps(stale.due)
