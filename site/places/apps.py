"""The places room: a gazetteer without models."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Towns, states and postal codes, read from files when first asked for."""

    name = "places"
    verbose_name = _("Places")
