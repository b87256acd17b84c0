"""What a page is about: ordered topics, attachable to any page type."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.models import Orderable


class PageTopic(Orderable):
    """One topic of one page, of any type: one query lists everything about a topic."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_topics")
    topic = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="tagged", verbose_name=_("topic"))

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["page", "topic"], name="topic_once_a_page")]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self):
        return f"{self.topic_id} of {self.page_id}"
