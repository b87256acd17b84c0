"""The delivery room: health, errors and headers of what goes out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    """Everything between a finished page and the reader."""

    name = "delivery"
    verbose_name = _("Delivery")
