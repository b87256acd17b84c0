"""Who wrote a page: ordered authors, attachable to any page type."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class PageAuthor(Orderable):
    """One author of one page."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_authors")
    author = models.ForeignKey(
        "blog.AuthorProfile", on_delete=models.PROTECT, related_name="bylines", verbose_name=_("author")
    )

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "author"], name="author_once_a_page")]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self):
        return f"{self.author_id} on {self.page_id}"
