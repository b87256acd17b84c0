"""The blog room: what is published."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    """Articles, clinic spotlights, author profiles, topics and references."""

    name = "blog"
    verbose_name = _("Blog")

    def ready(self):
        """Register what cards show of authors and topics, what profiles say of reviewers, and the checks of drafts."""
        from wagtail.signals import page_published, unpublished  # noqa: PLC0415

        from blog import bylines, checks, clinic_steps, expiring, flags, qualifications  # noqa: F401, PLC0415 - models are loaded
        from blog.proposals import purge  # noqa: PLC0415
        from editorial.review_dates import offer_steps  # noqa: PLC0415

        offer_steps(expiring.due)
        offer_steps(clinic_steps.due)
        offer_steps(purge.due)

        page_published.connect(flags.close_published, dispatch_uid="blog.close_published")
        unpublished.connect(flags.close_withdrawn, dispatch_uid="blog.close_withdrawn")
