"""The search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """How readers find pages. Its label leaves `search` to nobody else: Wagtail's own app is `wagtailsearch`."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        """Keep the readers' index in step with what is published and with the calendar; let nobody make up words."""
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - models are loaded only now

        from editorial.review_dates import offer_steps  # noqa: PLC0415
        from search import forgetting, signals  # noqa: F401, PLC0415
        from search.index import signals as index_signals  # noqa: PLC0415
        from search.index import stale  # noqa: PLC0415
        from search.models import VocabularyWord  # noqa: PLC0415
        from search.synonym_admin.policy import WordsComeFromPages  # noqa: PLC0415

        index_signals.connect()
        offer_steps(stale.due)
        offer_steps(forgetting.due)
        register_permission_policy(VocabularyWord, WordsComeFromPages(VocabularyWord))
