"""The blog room: what is published."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles, clinic spotlights, author profiles, topics and references."""

    name = "blog"
    verbose_name = _("Blog")

    def ready(self):
        """Register what cards show of authors and topics, and what profiles say of reviewers."""
        from blog import bylines, qualifications  # noqa: F401, PLC0415 - models are loaded only now
