"""The pages room: what every page type stands on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """The abstract page, its listings and its errors. No models of its own."""

    name = "pages"
    verbose_name = _("Pages")
