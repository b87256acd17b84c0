"""The search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """How readers find pages. Its label leaves `search` to nobody else: Wagtail's own app is `wagtailsearch`."""

    name = "search"
    verbose_name = _("Search")

    def ready(self):
        """Listen to changes, and say who may change the vocabulary."""
        from wagtail.permissions import register_permission_policy  # noqa: PLC0415 - models load before

        from search import signals  # noqa: F401, PLC0415
        from search.models import VocabularyWord  # noqa: PLC0415
        from search.synonym_admin.policy import WordsComeFromPages  # noqa: PLC0415

        register_permission_policy(VocabularyWord, WordsComeFromPages(VocabularyWord))
