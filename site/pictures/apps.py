"""The pictures room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PicturesConfig(AppConfig):
    """The image model."""

    name = "pictures"
    verbose_name = _("Pictures")
