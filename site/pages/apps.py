"""The pages room: what every page type stands on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The abstract page, its listings and its errors. No models of its own."""

    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        """Have the picture for social networks made whenever a page is published."""
        from wagtail.signals import page_published  # noqa: PLC0415

        from pages.tasks import after_publication  # noqa: PLC0415 - models are loaded only now

        page_published.connect(after_publication, dispatch_uid="pages.social_picture")
