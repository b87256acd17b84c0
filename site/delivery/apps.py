"""The delivery room: health, errors and headers of what goes out."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    """Everything between a finished page and the reader."""

    name = "delivery"
    verbose_name = _("Delivery")

    def ready(self):
        """Note what pages show and what changes, tell search engines where that is wanted, and keep old addresses."""
        from wagtail.signals import page_published, page_slug_changed, post_page_move, unpublished  # noqa: PLC0415

        from delivery import indexnow, redirects  # noqa: PLC0415 - models are loaded only now
        from delivery.kept import changes, recording  # noqa: PLC0415

        recording.watch_rows()
        changes.connect()

        page_published.connect(indexnow.after_publication, dispatch_uid="delivery.indexnow_published")
        unpublished.connect(indexnow.after_withdrawal, dispatch_uid="delivery.indexnow_withdrawn")
        page_slug_changed.connect(indexnow.after_new_slug, dispatch_uid="delivery.indexnow_slug")
        post_page_move.connect(indexnow.after_move, dispatch_uid="delivery.indexnow_move")
        page_slug_changed.connect(redirects.after_new_slug, dispatch_uid="delivery.redirects_slug")
        post_page_move.connect(redirects.after_move, dispatch_uid="delivery.redirects_move")
