"""The sitemap: what search engines are asked to visit."""

from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from wagtail.contrib.sitemaps import Sitemap

from pages.publication import PublicationPage
from pages.querysets import without_hidden


class PublicationSitemap(Sitemap):
    """Wagtail's sitemap without pages whose review is overdue for long; one condition, not a query for each page."""

    def items(self):
        """Return the pages in the order of the tree."""
        return without_hidden(super().items()).exclude(_long_overdue())


def _long_overdue():
    """Return the condition that says in SQL what `PublicationPage.is_long_overdue` says of one page."""
    condition = Q(pk__in=[])
    for model in apps.get_models():
        if issubclass(model, PublicationPage) and model.review_months:
            due_before = timezone.localdate() - timedelta(days=model.overdue_noindex_days)
            condition |= Q(
                content_type=ContentType.objects.get_for_model(model),
                publication_record__review_due__lt=due_before,
                publication_record__emergency_until=None,
            )
    return condition
