"""What readers searched, as numbers: a word, a day and how often; never who, when on that day, or from where."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

LONGEST_QUERY = 120  # characters; a longer one is a letter and no query


class SearchCount(models.Model):
    """How often readers searched for something on one day.

    `query`: folded words. Of queries that speak of a crisis no word is kept: they are counted together under "".
    `without_result`: how many of the searches found nothing. `clicks`: how often a result was opened.
    """

    day = models.DateField(db_index=True)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    searches = models.PositiveIntegerField(default=0)
    without_result = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["query", "day"], name="search_count_once_a_day")]
        verbose_name = _("count of searches")
        verbose_name_plural = _("counts of searches")

    def __str__(self):
        return f"{self.day}: {self.query}"


class ResultClick(models.Model):
    """How often a page was opened from the results of a query on one day."""

    day = models.DateField(db_index=True)
    query = models.CharField(max_length=LONGEST_QUERY)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    clicks = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["query", "page", "day"], name="search_click_once_a_day")]
        verbose_name = _("count of opened results")
        verbose_name_plural = _("counts of opened results")

    def __str__(self):
        return f"{self.day}: {self.query}"
